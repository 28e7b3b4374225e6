using System.Numerics;
using CsCheck;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>What is built on the permutation, against its definition.</summary>
public sealed class Poseidon2Tests
{
    private static readonly Gen<Fr> elements = Gen.OneOf(
        Gen.Byte.Array[40].Select(b => Fr.FromWideLittleEndian(b)),
        Gen.ULong[0, 3].Select(Fr.FromUInt64),
        Gen.ULong[1, 3].Select(k => -Fr.FromUInt64(k)));

    private static readonly PlainPoseidon2 plain = PlainPoseidon2.FromGrain(4, 8, 56);

    [Fact]
    public void The_permutation_is_that_of_the_plain_text() => elements.Array[4].Sample(input =>
    {
        Fr[] state = [.. input];
        Poseidon2.Permute(state);
        Assert.Equal(plain.Permute(input), state);
    }, iter: 50);

    [Fact]
    public void A_hash_is_lane_0_with_domain_length_and_epoch_in_the_capacity() =>
        Gen.Select(elements.Array[3], Gen.UInt).Sample((x, epoch) =>
        {
            BigInteger capacity = Domains.Member.Tag + (new BigInteger(3) << 64) + (new BigInteger(epoch) << 96);
            Fr[] expected = plain.Permute([x[0], x[1], x[2], Fr.FromBigInteger(capacity)]);
            Assert.Equal(expected[0], Poseidon2.Hash(Domains.Member, x[0], x[1], x[2], epoch));
        }, iter: 30);

    [Fact]
    public void The_sponge_gives_three_lanes_a_permutation() => Gen.Select(elements.Array[3], Gen.Int[0, 10], Gen.Byte).Sample((x, count, index) =>
    {
        BigInteger capacity = Domains.Cipher.Tag + index + (new BigInteger(3) << 64);
        List<Fr> expected = [];
        Fr[] state = [x[0], x[1], x[2], Fr.FromBigInteger(capacity)];
        while (expected.Count < count)
        {
            state = plain.Permute(state);
            expected.AddRange(state[..3]);
        }

        Fr[] lanes = new Fr[count];
        Poseidon2.Squeeze(Domains.Cipher.Stream(index), x[0], x[1], x[2], lanes);
        Assert.Equal(expected.Take(count), lanes);
    }, iter: 30);

    [Fact]
    public void A_node_is_the_first_element_and_the_first_child() => elements.Array[4].Sample(x =>
        Assert.Equal(plain.Permute(x)[0] + x[0], Poseidon2.Node(x[0], x[1], x[2], x[3])), iter: 30);

    [Fact]
    public void A_state_of_another_width_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => Poseidon2.Permute(new Fr[3]));

    [Fact]
    public void The_values_of_version_1_stay()
    {
        // Computed apart, in Python. A change here changes every note, tree and key that exists.
        Fr one = Fr.One;
        Fr two = Fr.FromUInt64(2);
        Fr three = Fr.FromUInt64(3);
        Assert.Equal("0x5f8e17c3bfdd18b71dc720f1a7daf7737db3dc4de1a00679bb370438e3bb8fef", Poseidon2.EmptyLeaf.ToString());
        Assert.Equal("0x49be5ba20aeed0f2b51efb722807db3678c2c3f9fa851df0aa31c17e7dbd40b1", Poseidon2.Hash(Domains.Note, one, two, three).ToString());
        Assert.Equal("0x717dd9ea7f2af8e807fde20a231d7cd43e9f77e4d99c0eb69a44376273e9ba96", Poseidon2.Hash(Domains.Member, one, two, three, epoch: 7).ToString());
        Assert.Equal("0x3480954d735c1d6404af11eb8739662aaac14d0d4eea1ee2731cfd3de6caa0f6", Poseidon2.Node(one, two, three, Poseidon2.EmptyLeaf).ToString());
    }
}
