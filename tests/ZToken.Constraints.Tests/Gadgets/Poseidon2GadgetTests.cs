using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Constraints.Tests;

public sealed class Poseidon2GadgetTests
{
    private static readonly HashDomain Domain = HashDomain.FromName("TEST");
    private static readonly GadgetCircuit Node = new(4, 1, (cs, x) => [cs.Node(x[0], x[1], x[2], x[3])]);
    private static readonly GadgetCircuit Hash = new(3, 1, (cs, x) => [cs.Hash(Domain, x[0], x[1], x[2])]);
    private static readonly GadgetCircuit EpochHash = new(4, 1, (cs, x) => [cs.Hash(Domain, x[0], x[1], x[2], x[3])]);
    private static readonly GadgetCircuit Squeeze = new(3, 5, (cs, x) => cs.Squeeze(Domain.Stream(7), x[0], x[1], x[2], 5));

    [Fact]
    public void A_permutation_costs_264_constraints()
    {
        Assert.Equal(264, Node.Cost);
        Assert.Equal(264, Hash.Cost);
        Assert.Equal(264, EpochHash.Cost);
        Assert.Equal(2 * 264, Squeeze.Cost);
    }

    [Fact]
    public void A_node_of_0_1_2_3_is_the_official_answer()
    {
        // HorizenLabs/poseidon2, test of the instance for BLS12-381 with t = 4: element 0 of the permuted (0, 1, 2, 3), plus 0.
        _ = Fr.TryReadBigEndian(Convert.FromHexString("28ff6c4edf9768c08ae26290487e93449cc8bc155fc2fad92a344adceb3ada6d"), out Fr answer);
        Node.AssertGives(Small(0, 1, 2, 3), answer);
    }

    [Fact]
    public void Any_input_gives_what_the_plain_hash_gives() => Gen.ULong.Array[16].Sample(
        limbs =>
        {
            Fr[] x = [.. limbs.Chunk(4).Select(four => Fr.FromWideLittleEndian(System.Runtime.InteropServices.MemoryMarshal.AsBytes(four.AsSpan())))];
            Node.AssertGives(x, Poseidon2.Node(x[0], x[1], x[2], x[3]));
            Hash.AssertGives(x[..3], Poseidon2.Hash(Domain, x[0], x[1], x[2]));
            Fr[] lanes = new Fr[5];
            Poseidon2.Squeeze(Domain.Stream(7), x[0], x[1], x[2], lanes);
            Squeeze.AssertGives(x[..3], lanes);
        },
        iter: 5);

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(uint.MaxValue)]
    public void The_epoch_is_in_the_capacity(uint epoch)
    {
        Fr[] x = Small(5, 6, 7);
        EpochHash.AssertGives([.. x, Fr.FromUInt64(epoch)], Poseidon2.Hash(Domain, x[0], x[1], x[2], epoch));
        EpochHash.AssertRefuses([.. x, Fr.FromUInt64(epoch)], Poseidon2.Hash(Domain, x[0], x[1], x[2], epoch ^ 2));
    }

    [Fact]
    public void Another_domain_or_stream_gives_another_hash()
    {
        Fr[] x = Small(5, 6, 7);
        Hash.AssertRefuses(x, Poseidon2.Hash(HashDomain.FromName("TESS"), x[0], x[1], x[2]));
        Fr[] lanes = new Fr[5];
        Poseidon2.Squeeze(Domain.Stream(8), x[0], x[1], x[2], lanes);
        Squeeze.AssertRefuses(x, lanes);
    }

    [Fact]
    public void Inputs_may_be_linear_combinations_constants_and_the_same_wire()
    {
        GadgetCircuit circuit = new(2, 1, (cs, x) => [cs.Hash(Domain, (3 * x[0]) - x[1] + 5, cs.Constant(9), x[1]) + cs.Hash(Domain, x[1], x[1], default)]);
        Fr a = Fr.FromUInt64(11), b = Fr.FromUInt64(13);
        Fr expected = Poseidon2.Hash(Domain, Fr.FromUInt64(33 - 13 + 5), Fr.FromUInt64(9), b) + Poseidon2.Hash(Domain, b, b, Fr.Zero);
        circuit.AssertGives([a, b], expected);
    }

    [Fact]
    public void Factors_are_single_wires_but_for_the_inputs_and_three_combinations()
    {
        ConstraintSystem system = Node.System;
        Assert.Equal(system.WireCount + 4 + 3, system.FactorCount);
        Assert.Equal(Poseidon2Template.SboxCount * 3, Poseidon2Rows.WireCount);
    }

    private static Fr[] Small(params ulong[] values) => Array.ConvertAll(values, Fr.FromUInt64);
}
