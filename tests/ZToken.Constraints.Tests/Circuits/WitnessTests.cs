using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class WitnessTests
{
    private static readonly MerkleMembershipCircuit Circuit = new(4, 6);
    private static readonly MerkleMembership Input = MerkleMembership.Create(4, 6, RandomSource.FromSeed("witness"u8));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_wires_do_not_depend_on_the_number_of_threads(int threads)
    {
        using Witness expected = Circuit.Solve(Input, new ComputeOptions { Threads = 1 });
        using Witness witness = Circuit.Solve(Input, new ComputeOptions { Threads = threads });
        Assert.True(expected.Wires.SequenceEqual(witness.Wires));
    }

    [Fact]
    public void The_factors_that_steps_compute_are_those_of_the_wires()
    {
        using Witness computed = Circuit.Solve(Input);
        using Witness evaluated = Witness.FromWires(Circuit.System, computed.Wires);
        (Fr[] expectedLeft, Fr[] expectedRight) = Factors(evaluated);
        (Fr[] left, Fr[] right) = Factors(computed);
        Assert.Equal(expectedLeft, left);
        Assert.Equal(expectedRight, right);
    }

    [Fact]
    public void One_circuit_solves_for_many_threads_at_once() => Parallel.For(0, 8, seed =>
    {
        using Witness witness = Circuit.Solve(MerkleMembership.Create(4, 6, RandomSource.FromSeed([(byte)seed])));
        Assert.Null(Circuit.System.FirstFailure(witness.Wires));
    });

    [Fact]
    public void A_cancelled_solution_stops()
    {
        ComputeOptions cancelled = new() { Cancellation = new CancellationToken(canceled: true) };
        Assert.Throws<OperationCanceledException>(() => Circuit.Solve(Input, cancelled));
    }

    [Fact]
    public void No_wire_of_the_sample_is_left_undetermined()
    {
        using Witness witness = Circuit.Solve(Input);
        Assert.Empty(new MutationAudit(witness).FindUnnoticed(RandomSource.FromSeed("sample"u8)).Select(Circuit.System.DescribeWire));
        Assert.Empty(FreedomAudit.FindUndetermined(witness).Select(Circuit.System.DescribeWire));
    }

    [Fact]
    public void A_failure_deep_inside_says_where_it_is()
    {
        using Witness witness = Circuit.Solve(Input);
        Fr[] wires = witness.Wires.ToArray();
        int wire = Enumerable.Range(0, wires.Length).First(i => Circuit.System.DescribeWire(i).EndsWith("/merkle path[2]/level[1]/poseidon2[0]", StringComparison.Ordinal));
        wires[wire] += Fr.One;

        ConstraintFailure failure = Assert.IsType<ConstraintFailure>(Circuit.System.FirstFailure(wires));
        Assert.Contains("membership-4x6/merkle path[2]/level[1]/poseidon2[0] + 0: x * x", failure.ToString(), StringComparison.Ordinal);
    }

    private static (Fr[] Left, Fr[] Right) Factors(Witness witness)
    {
        Fr[] left = new Fr[witness.System.RowCount], right = new Fr[witness.System.RowCount];
        witness.CopyFactors(left, right);
        return (left, right);
    }
}
