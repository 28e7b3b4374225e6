using CsCheck;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>Many permutations together give what they give one by one, with and without lanes.</summary>
public sealed class Poseidon2ManyTests
{
    private static readonly Gen<Fr> elements = Gen.OneOf(
        Gen.Byte.Array[40].Select(b => Fr.FromWideLittleEndian(b)),
        Gen.ULong[0, 2].Select(Fr.FromUInt64),
        Gen.ULong[1, 2].Select(k => -Fr.FromUInt64(k)));

    private static readonly Gen<HashDomain> domains = Gen.Select(Gen.OneOf(Gen.Const(Domains.Cipher), Gen.Const(Domains.Note)), Gen.Byte).Select((domain, index) => domain.Stream(index));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lanes_and_scalars_agree_on_any_number_of_states(bool byLanes)
    {
        Assert.SkipUnless(!byLanes || FrLanes.IsSupported, "this processor has no lanes");
        Gen.Int[0, 20].SelectMany(count => elements.Array[4 * count]).Sample(states =>
        {
            Fr[] many = [.. states];
            unsafe
            {
                fixed (Fr* first = many)
                {
                    Poseidon2.PermuteTask(first, many.Length / 4, byLanes);
                }
            }

            Assert.Equal(OneByOne(states), many);
        }, iter: 60);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void All_states_are_permuted_on_any_number_of_threads(int threads)
    {
        RandomSource random = RandomSource.FromSeed("many"u8);
        foreach (int count in new[] { 0, 1, 127, 128, 129, 300 })
        {
            Fr[] states = [.. Enumerable.Range(0, 4 * count).Select(_ => Fr.Random(random))];
            Fr[] many = [.. states];
            Poseidon2.PermuteMany(many, new ComputeOptions { Threads = threads });
            Assert.Equal(OneByOne(states), many);
        }
    }

    [Fact]
    public void A_level_of_a_tree_is_its_nodes() => Gen.Int[0, 300].SelectMany(count => elements.Array[4 * count]).Sample(children =>
    {
        Fr[] parents = new Fr[children.Length / 4];
        Poseidon2.NodeMany(children, parents);
        Assert.Equal(children.Chunk(4).Select(c => Poseidon2.Node(c[0], c[1], c[2], c[3])), parents);
    }, iter: 10);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sponges_squeezed_together_give_the_lanes_of_each(bool byLanes)
    {
        Assert.SkipUnless(!byLanes || FrLanes.IsSupported, "this processor has no lanes");
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 7]).SelectMany((count, each) => Gen.Select(domains.Array[count], elements.Array[3 * count], Gen.Const(each))).Sample((tags, triples, each) =>
        {
            Fr[] lanes = new Fr[tags.Length * each];
            unsafe
            {
                fixed (HashDomain* domain = tags)
                fixed (Fr* element = triples)
                fixed (Fr* lane = lanes)
                {
                    Poseidon2.SqueezeTask(domain, element, lane, tags.Length, each, byLanes);
                }
            }

            Assert.Equal(SqueezedOneByOne(tags, triples, each), lanes);
        }, iter: 60);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void All_sponges_are_squeezed_on_any_number_of_threads(int threads)
    {
        RandomSource random = RandomSource.FromSeed("sponges"u8);
        foreach (int count in new[] { 0, 1, 127, 128, 129, 300 })
        {
            HashDomain[] tags = [.. Enumerable.Range(0, count).Select(i => Domains.Cipher.Stream((byte)i))];
            Fr[] triples = [.. Enumerable.Range(0, 3 * count).Select(_ => Fr.Random(random))];
            Fr[] lanes = new Fr[4 * count];
            Poseidon2.SqueezeMany(tags, triples, lanes, new ComputeOptions { Threads = threads });
            Assert.Equal(SqueezedOneByOne(tags, triples, 4), lanes);
        }
    }

    [Fact]
    public void The_extremes_of_the_field_pass_through_the_lanes()
    {
        // All lanes at the ends of the bounds: zeros, ones, minus ones, halves.
        Fr half = Fr.FromUInt64(2).Invert();
        Fr[] ends = [Fr.Zero, Fr.One, -Fr.One, half, -half, half - Fr.One, Fr.One + Fr.One, -Fr.One - Fr.One];
        Fr[] states = [.. ends.SelectMany(x => new[] { x, x, x, x }), .. ends.SelectMany((x, i) => new[] { x, -x, ends[7 - i], Fr.One })];
        Fr[] many = [.. states];
        Poseidon2.PermuteMany(many);
        Assert.Equal(OneByOne(states), many);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Poseidon2.PermuteMany(new Fr[5]));
        Assert.Throws<ArgumentException>(() => Poseidon2.NodeMany(new Fr[5], new Fr[1]));
        Assert.Throws<ArgumentException>(() => Poseidon2.SqueezeMany(new HashDomain[2], new Fr[5], new Fr[6]));
        Assert.Throws<ArgumentException>(() => Poseidon2.SqueezeMany(new HashDomain[2], new Fr[6], new Fr[5]));
        Assert.Throws<ArgumentException>(() => Poseidon2.SqueezeMany([], [], new Fr[3]));
    }

    [Fact]
    public void A_cancelled_token_stops_the_work()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Poseidon2.PermuteMany(new Fr[4], new ComputeOptions { Cancellation = source.Token }));
        Assert.ThrowsAny<OperationCanceledException>(() => Poseidon2.SqueezeMany([Domains.Cipher], new Fr[3], new Fr[3], new ComputeOptions { Cancellation = source.Token }));
    }

    private static Fr[] OneByOne(Fr[] states)
    {
        Fr[] result = [.. states];
        for (int i = 0; i < result.Length; i += 4)
        {
            Poseidon2.Permute(result.AsSpan(i, 4));
        }

        return result;
    }

    private static Fr[] SqueezedOneByOne(HashDomain[] tags, Fr[] triples, int each)
    {
        Fr[] lanes = new Fr[tags.Length * each];
        for (int i = 0; i < tags.Length; i++)
        {
            Poseidon2.Squeeze(tags[i], triples[3 * i], triples[(3 * i) + 1], triples[(3 * i) + 2], lanes.AsSpan(i * each, each));
        }

        return lanes;
    }
}
