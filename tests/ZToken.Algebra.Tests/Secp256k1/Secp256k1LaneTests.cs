using CsCheck;

namespace ZToken.Algebra.Tests;

/// <summary>Many points at once against one after the other; where there are no lanes, one after the other is what is tested.</summary>
[Trait("registers", "any")]
public sealed class Secp256k1LaneTests
{
    private static readonly AffinePoint<Secp256k1Fp> generator = AffinePoint<Secp256k1Fp>.Generator;

    // Random scalars, and such whose multiples of G and P meet, cancel or vanish on the way.
    private static readonly Gen<Secp256k1Fn> scalars = Gen.Frequency(
        (4, Gen.Byte.Array[40].Select(b => Secp256k1Fn.FromWideLittleEndian(b))),
        (1, Gen.Int[-300, 300].Select(i => Secp256k1Fn.FromBigInteger(i))),
        (1, Gen.Int[-20, 20].Select(i => Secp256k1Fn.FromBigInteger(i) * Secp256k1Endomorphism.Lambda)),
        (1, Gen.Select(Gen.Int[0, 255], Gen.Int[-1, 1]).Select((i, j) => Secp256k1Fn.FromBigInteger((System.Numerics.BigInteger.One << i) + j))));

    private static readonly Gen<AffinePoint<Secp256k1Fp>> points = scalars.Select(Multiply);

    [Fact]
    public void Sums_of_many_equal_those_one_by_one() => Gen.Select(scalars, points, scalars).Array[0, 35].Sample(terms =>
    {
        Secp256k1Fn[] a = [.. terms.Select(term => term.Item1)], b = [.. terms.Select(term => term.Item3)];
        AffinePoint<Secp256k1Fp>[] p = [.. terms.Select(term => term.Item2)], sums = new AffinePoint<Secp256k1Fp>[terms.Length];
        Array.Fill(sums, generator);
        Secp256k1Group.SumManyVarTime(a, p, b, sums);
        Assert.Equal(terms.Select(term => Secp256k1Group.SumVarTime(term.Item1, term.Item2, term.Item3).ToAffine()), sums);
    }, iter: 150);

    [Fact]
    public void Random_sums_stay_in_the_lanes()
    {
        // Else the test above would compare one by one with one by one.
        Assert.SkipUnless(Secp256k1FpLanes.IsSupported, "this processor has neither AVX2 with FMA nor AVX-512: scalar code takes over");
        (Secp256k1Fn, AffinePoint<Secp256k1Fp>, Secp256k1Fn)[] terms = Gen.Select(Gen.Byte.Array[40], Gen.Byte.Array[40], Gen.Byte.Array[40]).Array[8].Single()
            .Select(t => (Secp256k1Fn.FromWideLittleEndian(t.Item1), Multiply(Secp256k1Fn.FromWideLittleEndian(t.Item2)), Secp256k1Fn.FromWideLittleEndian(t.Item3))).ToArray();
        AffinePoint<Secp256k1Fp>[] sums = InLanes(terms);
        Assert.Equal(terms.Select(term => Secp256k1Group.SumVarTime(term.Item1, term.Item2, term.Item3).ToAffine()), sums);
    }

    [Fact]
    public void Lifting_many_finds_what_lifting_one_finds() => Gen.Select(Gen.Byte.Array[40], Gen.Bool).Array[0, 35].Sample(cases =>
    {
        Secp256k1Fp[] xs = [.. cases.Select(c => Secp256k1Fp.FromWideLittleEndian(c.Item1))];
        bool[] odd = [.. cases.Select(c => c.Item2)];
        AffinePoint<Secp256k1Fp>[] lifted = new AffinePoint<Secp256k1Fp>[cases.Length];
        Secp256k1Group.LiftManyVarTime(xs, odd, lifted);
        Assert.Equal(xs.Zip(odd, (x, parity) => Secp256k1Group.TryLiftVarTime(x, parity, out AffinePoint<Secp256k1Fp> point) ? point : default), lifted);
    }, iter: 100);

    [Fact]
    public void Digits_in_windows_sum_to_the_scalars() => Gen.Select(scalars, scalars).Sample((a, b) =>
    {
        WindowDigits.WriteVarTime(a, b, out WindowDigits digits);
        Secp256k1Fn first = Sum(digits, WindowDigits.First, WindowDigits.PointWindows, WindowDigits.PointWindowBits);
        Secp256k1Fn second = Sum(digits, WindowDigits.Second, WindowDigits.PointWindows, WindowDigits.PointWindowBits);
        Assert.Equal(b, first + (second * Secp256k1Endomorphism.Lambda));
        Assert.Equal(a, Sum(digits, WindowDigits.Generator, WindowDigits.GeneratorWindows, WindowDigits.GeneratorWindowBits));
    }, iter: 1000);

    [Fact]
    public void Spans_of_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Secp256k1Group.SumManyVarTime(new Secp256k1Fn[2], new AffinePoint<Secp256k1Fp>[2], new Secp256k1Fn[1], new AffinePoint<Secp256k1Fp>[2]));
        Assert.Throws<ArgumentException>(() => Secp256k1Group.LiftManyVarTime(new Secp256k1Fp[2], new bool[1], new AffinePoint<Secp256k1Fp>[2]));
    }

    // The sums as the lanes leave them; a lane that gave up shows as infinity.
    private static unsafe AffinePoint<Secp256k1Fp>[] InLanes((Secp256k1Fn A, AffinePoint<Secp256k1Fp> P, Secp256k1Fn B)[] terms)
    {
        AffinePoint<Secp256k1Fp>* all = stackalloc AffinePoint<Secp256k1Fp>[8];
        WindowDigits* digits = stackalloc WindowDigits[8];
        Secp256k1Fp* found = stackalloc Secp256k1Fp[24];
        for (int lane = 0; lane < 8; lane++)
        {
            all[lane] = terms[lane].P;
            WindowDigits.WriteVarTime(terms[lane].A, terms[lane].B, out digits[lane]);
        }

        using NativeBuffer memory = NativeBuffer.Rent(Secp256k1Lanes.SizeInBytes);
        new Secp256k1Lanes(memory.Pointer).Sum(all, digits, found);
        AffinePoint<Secp256k1Fp>[] sums = new AffinePoint<Secp256k1Fp>[8];
        for (int lane = 0; lane < 8; lane++)
        {
            sums[lane] = new JacobianPoint<Secp256k1Fp>(found[lane], found[8 + lane], found[16 + lane]).ToAffine();
        }

        return sums;
    }

    private static Secp256k1Fn Sum(in WindowDigits digits, int start, int count, int bits)
    {
        Secp256k1Fn sum = Secp256k1Fn.Zero;
        for (int i = count - 1; i >= 0; i--)
        {
            sum = (sum * Secp256k1Fn.FromUInt64(1UL << bits)) + Secp256k1Fn.FromBigInteger(digits[start + i]);
            Assert.InRange(digits[start + i], -(1 << (bits - 1)), 1 << (bits - 1));
        }

        return sum;
    }

    private static AffinePoint<Secp256k1Fp> Multiply(Secp256k1Fn k)
    {
        ulong[] limbs = new ulong[4];
        k.ToCanonicalLimbs(limbs);
        return generator.MultiplyVarTime(limbs).ToAffine();
    }
}
