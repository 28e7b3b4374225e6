using System.Globalization;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The circuits that the command knows by name.</summary>
internal static class CircuitCatalogue
{
    /// <summary>The circuits that money moves by.</summary>
    public static IReadOnlyList<NamedCircuit> Transfers { get; } =
    [
        Transfer(TransferShape.Everyday, "an everyday payment: two notes in, one payment and change out"),
        Transfer(TransferShape.Consolidation, "consolidation: eight notes in, one payment and change out"),
        Transfer(TransferShape.PaymentRun, "a payment run: two notes in, eight payments and change out"),
    ];

    public static IReadOnlyList<CircuitFamily> Families { get; } =
    [
        new("chain", "log2 of the domain", 3, 24, "a chain of squarings; every wire as good as random, the worst case for a prover",
            size => SampleCircuit.Of(new ChainCircuit(size), Fr.Random)),
        new("merkle", "log2 of the domain", 12, 20, "leaves of 64-bit value in a 4-ary Poseidon2 tree, as many as fit: bits and zeros, as in a payment", Membership),
    ];

    /// <summary>The circuit of a name such as <c>transfer-2-1</c> or <c>chain-15</c>.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static SampleCircuit Find(string name)
    {
        if (Transfers.FirstOrDefault(circuit => circuit.Name == name) is { } transfer)
        {
            return transfer.Create();
        }

        int dash = name.LastIndexOf('-');
        CircuitFamily family = Families.FirstOrDefault(candidate => dash > 0 && name.AsSpan(0, dash).SequenceEqual(candidate.Name))
            ?? throw new CommandException(ExitCode.Usage, $"no circuit is called '{name}': 'ztoken circuit list' has their names");
        if (!int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < family.Smallest || size > family.Largest)
        {
            throw new CommandException(ExitCode.Usage, $"circuit '{name}' has no such size: {family.Name}-{family.Smallest} to {family.Name}-{family.Largest}, the {family.Size}");
        }

        return family.Create(size);
    }

    private static NamedCircuit Transfer(TransferShape shape, string summary) =>
        new($"transfer-{shape.Inputs}-{shape.Payments}", summary, () => SampleCircuit.Of(new TransferCircuit(shape), random => SampleTransfer.Create(shape, random)));

    private static SampleCircuit Membership(int logDomain)
    {
        const int Depth = 8, RowsOfALeaf = 328 + (269 * Depth), OtherRows = 4;
        int leaves = ((1 << logDomain) - OtherRows) / RowsOfALeaf;
        return SampleCircuit.Of(new MerkleMembershipCircuit(Depth, leaves), random => MerkleMembership.Create(Depth, leaves, random));
    }
}
