using System.Collections.Frozen;
using ZToken.Algebra;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>The precompiles of a fork, by address.</summary>
public sealed class PrecompileTable
{
    private readonly FrozenDictionary<Address, IPrecompile> byAddress;

    /// <summary>Makes a table.</summary>
    public PrecompileTable(IEnumerable<KeyValuePair<Address, IPrecompile>> precompiles) => byAddress = precompiles.ToFrozenDictionary();

    /// <summary>No precompiles.</summary>
    public static PrecompileTable None { get; } = new([]);

    /// <summary>Those of Cancun, 0x01 to 0x0a.</summary>
    public static PrecompileTable Cancun { get; } = None.Append(
        new EcRecover(),
        new Sha256Hash(),
        new Ripemd160Hash(),
        new Identity(),
        new ModExp(ModExpPrice.Eip2565),
        new Bn254Add(),
        new Bn254Multiply(),
        new Bn254Product(),
        new Blake2Compression(),
        new PointEvaluation());

    /// <summary>Those of Cancun and of EIP-2537, 0x01 to 0x11.</summary>
    public static PrecompileTable CancunWithBls { get; } = Cancun.Append(
        new BlsAdd<Fp>(gas: 375),
        new BlsMultiScalar<Fp>(gasOfOne: 12000, BlsPrices.DiscountsG1),
        new BlsAdd<Fp2>(gas: 600),
        new BlsMultiScalar<Fp2>(gasOfOne: 22500, BlsPrices.DiscountsG2),
        new BlsPairing(),
        new BlsMap<Fp>(gas: 5500),
        new BlsMap<Fp2>(gas: 23800));

    /// <summary>Where there are precompiles: addresses that are warm from the start (EIP-2929).</summary>
    public IEnumerable<Address> Addresses => byAddress.Keys;

    /// <summary>The precompile at an address, or null.</summary>
    public IPrecompile? Find(in Address address) => byAddress.GetValueOrDefault(address);

    /// <summary>This table with more precompiles at the addresses after its last.</summary>
    private PrecompileTable Append(params ReadOnlySpan<IPrecompile> precompiles)
    {
        Dictionary<Address, IPrecompile> all = new(byAddress);
        foreach (IPrecompile precompile in precompiles)
        {
            all.Add(Address.FromWord(new Word((ulong)all.Count + 1)), precompile);
        }

        return new PrecompileTable(all);
    }

    /// <summary>This table with one more precompile, or another one in an address's place.</summary>
    public PrecompileTable With(in Address address, IPrecompile precompile) => new(new Dictionary<Address, IPrecompile>(byAddress) { [address] = precompile });
}
