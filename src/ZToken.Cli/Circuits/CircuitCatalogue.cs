using System.Globalization;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Cli;

/// <summary>The circuits that the command knows by name.</summary>
internal static class CircuitCatalogue
{
    public static IReadOnlyList<CircuitFamily> Families { get; } =
    [
        new("chain", "log2 of the domain", 3, 24, "a chain of squarings; every wire as good as random, the worst case for a prover",
            size => SampleCircuit.Of(new ChainCircuit(size), Fr.Random)),
    ];

    /// <summary>The circuit of a name such as <c>chain-15</c>.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static SampleCircuit Find(string name)
    {
        int dash = name.LastIndexOf('-');
        CircuitFamily family = Families.FirstOrDefault(candidate => dash > 0 && name.AsSpan(0, dash).SequenceEqual(candidate.Name))
            ?? throw new CommandException(ExitCode.Usage, $"no circuit is called '{name}': 'ztoken circuit list' has their names");
        if (!int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < family.Smallest || size > family.Largest)
        {
            throw new CommandException(ExitCode.Usage, $"circuit '{name}' has no such size: {family.Name}-{family.Smallest} to {family.Name}-{family.Largest}, the {family.Size}");
        }

        return family.Create(size);
    }
}
