using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class ChainCircuitTests
{
    private static readonly ChainCircuit Chain = new(5);

    [Fact]
    public void A_chain_fills_its_domain()
    {
        Assert.Equal(29, Chain.System.RowCount);
        Assert.Equal(1, Chain.System.PublicInputCount);
        Assert.Equal(31, Chain.System.WireCount);
    }

    [Fact]
    public void The_witness_of_a_chain_satisfies_every_row()
    {
        Fr start = Fr.FromUInt64(7);
        using Witness witness = Chain.Solve(start);

        Assert.Null(witness.FirstFailure());
        Assert.Null(Chain.System.FirstFailure(witness.Wires));
        Assert.Equal(Chain.EndOf(start), witness.PublicInputs[0]);
    }

    [Fact]
    public void Changing_any_wire_of_a_chain_is_noticed()
    {
        using Witness witness = Chain.Solve(Fr.FromUInt64(7));
        for (int wire = 1; wire < Chain.System.WireCount; wire++)
        {
            Fr[] wires = witness.Wires.ToArray();
            wires[wire] += Fr.One;
            Assert.NotNull(Chain.System.FirstFailure(wires));
        }
    }

    [Fact]
    public void A_failure_names_the_row_and_the_values_of_its_sides()
    {
        using Witness witness = Chain.Solve(Fr.FromUInt64(1));
        Fr[] wires = witness.Wires.ToArray();
        wires[3] = Fr.FromUInt64(9);

        ConstraintFailure failure = Assert.IsType<ConstraintFailure>(Chain.System.FirstFailure(wires));
        Assert.Equal("row 0, chain-5 + 0: value * value: 1 * 1 is 1, not 9", failure.ToString());
    }

    [Fact]
    public void The_factors_of_the_rows_are_those_of_the_matrices()
    {
        using Witness witness = Chain.Solve(Fr.FromUInt64(3));
        Fr[] left = new Fr[Chain.System.RowCount], right = new Fr[Chain.System.RowCount];
        witness.CopyFactors(left, right);
        for (int row = 0; row < left.Length; row++)
        {
            Assert.Equal(Chain.System.Evaluate(Chain.System.A.Forms[row], witness.Wires), left[row]);
            Assert.Equal(Chain.System.Evaluate(Chain.System.B.Forms[row], witness.Wires), right[row]);
        }
    }
}
