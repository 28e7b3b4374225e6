using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>The rules that a chain runs by, as a value: prices, operations and precompiles.</summary>
/// <remarks>
/// Everything that differs between two chains of ours is in here; the machine itself has no switch. A precompile is found by its address in
/// <see cref="Precompiles"/>, so a chain adds its own with <see cref="WithPrecompile"/>.
/// </remarks>
public sealed class Fork
{
    /// <summary>Makes rules with the standard operations at some prices.</summary>
    public Fork(string name, GasSchedule gas, PrecompileTable precompiles)
        : this(name, gas, precompiles, OperationTable.Standard(gas))
    {
    }

    internal Fork(string name, GasSchedule gas, PrecompileTable precompiles, OperationTable operations)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(gas);
        ArgumentNullException.ThrowIfNull(precompiles);
        Name = name;
        Gas = gas;
        Precompiles = precompiles;
        Operations = operations;
    }

    /// <summary>Ethereum's rules since 13 March 2024.</summary>
    public static Fork Cancun { get; } = new("Cancun", GasSchedule.Cancun, PrecompileTable.Cancun);

    /// <summary>Cancun with the precompiles of EIP-2537 for BLS12-381: what ZToken's chain is built on.</summary>
    public static Fork CancunWithBls { get; } = new("Cancun + EIP-2537", GasSchedule.Cancun, PrecompileTable.CancunWithBls);

    /// <summary>The name, for people.</summary>
    public string Name { get; }

    /// <summary>The prices.</summary>
    public GasSchedule Gas { get; }

    /// <summary>The contracts that are not code but ours, by address.</summary>
    public PrecompileTable Precompiles { get; }

    internal OperationTable Operations { get; }

    /// <summary>The same rules with one more precompile, or another one in an address's place.</summary>
    public Fork WithPrecompile(in Address address, IPrecompile precompile) => new(Name, Gas, Precompiles.With(address, precompile), Operations);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
