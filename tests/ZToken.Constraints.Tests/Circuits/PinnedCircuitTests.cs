namespace ZToken.Constraints.Tests;

/// <summary>A change of a gadget's constraints changes keys and proofs: it must be a deliberate one.</summary>
public sealed class PinnedCircuitTests
{
    [Theory]
    [InlineData("chain-5", "92e4348e0d253f674fd3064bd69ec15d5d2990b67b58e18c75f45c26bd2f4e6d")]
    [InlineData("membership-3x2", "e7bb8e8736c2d913f69d1da2ab4aa5f3286de48ab2a9c47b208f1655cf71ec45")]
    [InlineData("fixed base", "de55773be306689b1d0b8cadf3c90548bc5b4576fd06956ebbf120c51aa07f05")]
    [InlineData("variable base", "82a44ea1accb2b6350a9e1650d2619bf0ce3c1cfbd04727e256486c338a9c102")]
    public void The_constraints_are_those_that_were_pinned(string circuit, string digest)
    {
        string actual = Convert.ToHexStringLower(SystemOf(circuit).ComputeDigest());
        Assert.True(digest == actual, $"'{circuit}' is now {actual}");
    }

    [Fact]
    public void The_report_of_the_sample_says_where_its_constraints_go() => Assert.Equal(
        """
            2,273  membership-3x2
              140    bits x 4
              528    poseidon2 x 2
            1,602    merkle path x 2
            1,602      level x 6
            1,584        poseidon2 x 6

        """.ReplaceLineEndings(),
        GadgetReport.Of(SystemOf("membership-3x2")).ToString());

    private static ConstraintSystem SystemOf(string circuit) => circuit switch
    {
        "chain-5" => new ChainCircuit(5).System,
        "membership-3x2" => new MerkleMembershipCircuit(3, 2).System,
        "fixed base" => new GadgetCircuit(1, 1, (cs, x) => [cs.Multiply(new FixedBase(JubjubSamples.G), cs.BitsOf(x[0], 252)).U]).System,
        _ => new GadgetCircuit(3, 1, (cs, x) => [cs.Multiply(new JubjubWires(x[1], x[2]), new OddScalarWires(cs, cs.BitsOf(x[0], 252)[1..251])).U]).System,
    };
}
