using CsCheck;

namespace ZToken.Algebra.Tests;

[Trait("registers", "any")]
public sealed class PairingTests
{
    private static readonly Gen<Fr> scalars = Gen.OneOf(
        Gen.Byte.Array[32].Select(b => Fr.FromWideLittleEndian(b)),
        Gen.ULong[0, 3].Select(Fr.FromUInt64),
        Gen.ULong[1, 3].Select(k => -Fr.FromUInt64(k)));

    private static readonly Gt generator = Pairing.Of(G1Affine.Generator, G2Affine.Generator);

    private static G1Affine G1Times(Fr k) => (G1Affine.Generator * k).ToAffine();

    private static G2Affine G2Times(Fr k) => (G2Affine.Generator * k).ToAffine();

    private static Gt Power(Gt value, ReadOnlySpan<ulong> exponent)
    {
        Gt result = Gt.One;
        for (int i = (exponent.Length * 64) - 1; i >= 0; i--)
        {
            result = result.Square();
            result = ((exponent[i >> 6] >> (i & 63)) & 1) == 0 ? result : result * value;
        }

        return result;
    }

    [Fact]
    public void The_pairing_of_the_generators_is_what_RELIC_and_zkcrypto_compute()
    {
        // zkcrypto/pairing, src/bls12_381/tests/mod.rs, test_pairing_result_against_relic: first and last coefficient.
        Assert.Equal("0x1250ebd871fc0a92a7b2d83168d0d727272d441befa15c503dd8e90ce98db3e7b6d194f60839c508a84305aaca1789b6", generator.Value.C0.C0.C0.ToString());
        Assert.Equal("0x0f41e58663bf08cf068672cbd01a7ec73baca4d72ca93544deff686bfd6df543d48eaa24afe47e1efde449383b676631", generator.Value.C1.C2.C1.ToString());
    }

    [Fact]
    public void The_pairing_is_not_degenerate_and_its_values_have_order_r()
    {
        Assert.False(generator.IsOne);
        Assert.True(Power(generator, Fr.ModulusLimbs).IsOne);
        Assert.True((generator * generator.Invert()).IsOne);
    }

    [Fact]
    public void The_pairing_is_bilinear() => Gen.Select(scalars, scalars).Sample((a, b) =>
    {
        Gt expected = generator.Power(a * b);
        Assert.Equal(expected, Pairing.Of(G1Times(a), G2Times(b)));
        Assert.Equal(expected, Pairing.Of(G1Times(b), G2Times(a)));
        Assert.Equal(expected, Pairing.Product([], [(G1Times(a), new G2Prepared(G2Times(b)))]));
        Assert.Equal(generator.Power(a + b), generator.Power(a) * generator.Power(b));
        Assert.Equal(generator.Power(a - b), generator.Power(a) / generator.Power(b));
    }, iter: 12);

    [Fact]
    public void Infinity_on_either_side_gives_one()
    {
        Assert.True(Pairing.Of(G1Affine.Infinity, G2Affine.Generator).IsOne);
        Assert.True(Pairing.Of(G1Affine.Generator, G2Affine.Infinity).IsOne);
        Assert.True(Pairing.Of(G1Affine.Infinity, G2Affine.Infinity).IsOne);
        Assert.True(Pairing.IsProductOne([], [(G1Affine.Infinity, new G2Prepared(G2Affine.Generator)), (G1Affine.Generator, new G2Prepared(G2Affine.Infinity))]));
        Assert.Equal(generator, Pairing.Product(
            [(G1Affine.Infinity, G2Affine.Generator), (G1Affine.Generator, G2Affine.Generator)], [(G1Affine.Infinity, new G2Prepared(G2Affine.Generator))]));
        Assert.True(Pairing.IsProductOne([]));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 3)]
    [InlineData(2, 2)]
    [InlineData(5, 1)]
    [InlineData(33, 35)]
    [InlineData(64, 1)]
    public void A_product_of_pairings_is_the_product_of_the_pairings(int plain, int prepared)
    {
        (G1Affine, G2Affine)[] all = [.. Enumerable.Range(1, plain + prepared)
            .Select(i => (G1Times(Fr.FromUInt64((ulong)(i * i))), G2Times(Fr.FromUInt64((ulong)(i + 7)))))];
        Fr sum = Fr.Zero;
        for (int i = 1; i <= plain + prepared; i++)
        {
            sum += Fr.FromUInt64((ulong)(i * i)) * Fr.FromUInt64((ulong)(i + 7));
        }

        (G1Affine, G2Prepared)[] second = [.. all[plain..].Select(pair => (pair.Item1, new G2Prepared(pair.Item2)))];
        Assert.Equal(generator.Power(sum), Pairing.Product(all.AsSpan(0, plain), second));
        (G1Affine, G2Affine) cancelling = (G1Times(-sum), G2Affine.Generator);
        Assert.True(Pairing.IsProductOne([.. all.AsSpan(0, plain), cancelling], second));
        Assert.False(Pairing.IsProductOne([.. all.AsSpan(0, plain), cancelling, cancelling], second));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    [InlineData(131, 3)]
    public void Many_pairs_are_the_product_of_their_pairings_on_any_number_of_threads(int count, int threads)
    {
        G1Affine[] ps = [.. Enumerable.Range(0, count).Select(i => i == 7 ? G1Affine.Infinity : G1Times(Fr.FromUInt64((ulong)(i + 3))))];
        G2Affine[] qs = [.. Enumerable.Range(0, count).Select(i => i == 9 ? G2Affine.Infinity : G2Times(Fr.FromUInt64((ulong)((5 * i) + 1))))];
        Fr sum = Fr.Zero;
        for (int i = 0; i < count; i++)
        {
            sum += i is 7 or 9 ? Fr.Zero : Fr.FromUInt64((ulong)(i + 3)) * Fr.FromUInt64((ulong)((5 * i) + 1));
        }

        Fp12 product = Pairing.MillerLoopMany(ps, qs, new ComputeOptions { Threads = threads });
        Assert.Equal(generator.Power(sum), Pairing.FinalExponentiation(product));
        Assert.Throws<ArgumentException>(() => Pairing.MillerLoopMany(ps, new G2Affine[count + 1], ComputeOptions.Default));
    }

    [Fact]
    public void Many_pairs_can_be_cancelled() => Assert.ThrowsAny<OperationCanceledException>(() => Pairing.MillerLoopMany(
        new G1Affine[4], new G2Affine[4], new ComputeOptions { Cancellation = new CancellationToken(canceled: true) }));

    [Fact]
    public void A_cyclotomic_square_is_a_square() => scalars.Sample(k =>
    {
        Gt value = generator.Power(k);
        Assert.Equal(value * value, value.Square());
    }, iter: 20);

    [Fact]
    public void The_default_element_is_the_neutral_one()
    {
        Assert.True(default(Gt).IsOne);
        Assert.Equal(Gt.One, generator.Power(Fr.Zero));
        Assert.Equal(generator, generator * default(Gt));
    }

    [Fact]
    public void Zero_has_no_final_exponentiation() => Assert.Throws<ArgumentException>(() => Pairing.FinalExponentiation(Fp12.Zero));

    [Fact]
    public void A_pairing_allocates_nothing()
    {
        (G1Affine, G2Affine)[] pairs = [(G1Affine.Generator, G2Affine.Generator)];
        (G1Affine, G2Prepared)[] prepared = [(G1Affine.Generator, new G2Prepared(G2Affine.Generator))];
        _ = Pairing.IsProductOne(pairs, prepared);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = Pairing.IsProductOne(pairs, prepared);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
