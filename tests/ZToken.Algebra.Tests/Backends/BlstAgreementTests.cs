using CsCheck;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

/// <summary>Every operation that libblst may take over gives what managed code gives, on random inputs and at the edges.</summary>
public sealed class BlstAgreementTests
{
    private static readonly ComputeOptions twoThreads = new() { Threads = 2 };

    private static readonly Gen<Fr> scalars = Gen.Frequency(
        (6, Gen.Byte.Array[64].Select(b => Fr.FromWideLittleEndian(b))),
        (1, Gen.ULong[0, 2].Select(Fr.FromUInt64)),
        (1, Gen.ULong[1, 2].Select(k => -Fr.FromUInt64(k))));

    private static BlstLibrary Library() => BlstLibrary.TryLoad(Requires.Blst(), out string problem) ?? throw new InvalidOperationException(problem);

    private static AffinePoint<TField> Multiple<TField>(Fr k)
        where TField : unmanaged, IGroupField<TField> => (AffinePoint<TField>.Generator * k).ToAffine();

    private static void AssertSums<TField>(BlstLibrary library)
        where TField : unmanaged, IGroupField<TField>
    {
        // Few distinct points, so that equal and opposite ones and infinity meet in a bucket.
        AffinePoint<TField>[] pool = [default, .. Enumerable.Range(1, 6).SelectMany(i => new[] { Multiple<TField>(Fr.FromUInt64((ulong)(i * i))), -Multiple<TField>(Fr.FromUInt64((ulong)(i * i))) })];
        Gen<(AffinePoint<TField>, Fr)[]> terms = Gen.Select(Gen.Int[0, pool.Length - 1].Select(i => pool[i]), scalars).Array[0, 70];
        terms.Sample(all =>
        {
            AffinePoint<TField>[] points = [.. all.Select(term => term.Item1)];
            Fr[] factors = [.. all.Select(term => term.Item2)];
            JacobianPoint<TField> expected = all.Aggregate(JacobianPoint<TField>.Infinity, (sum, term) => sum + (term.Item1 * term.Item2));
            Assert.Equal(expected, library.SumVarTime<TField>(points, factors, twoThreads));
        }, iter: 12);
        Assert.Throws<ArgumentException>(() => library.SumVarTime<TField>([default], [], twoThreads));
    }

    [Fact]
    public void Sums_of_multiples()
    {
        BlstLibrary library = Library();
        AssertSums<Fp>(library);
        AssertSums<Fp2>(library);
    }

    [Fact]
    public void Products_of_pairings()
    {
        BlstLibrary library = Library();
        Gen.Select(scalars, scalars, Gen.Bool).Array[0, 5].Sample(all =>
        {
            (G1Affine P, G2Affine Q)[] pairs = [.. all.Where(term => term.Item3).Select(term => (Multiple<Fp>(term.Item1), Multiple<Fp2>(term.Item2)))];
            (G1Affine P, G2Prepared Q)[] prepared = [.. all.Where(term => !term.Item3).Select(term => (Multiple<Fp>(term.Item1), new G2Prepared(Multiple<Fp2>(term.Item2))))];
            Assert.Equal(Pairing.FinalExponentiation(Pairing.MultiMillerLoop(pairs, prepared)), library.Product(pairs, prepared));
        }, iter: 15);

        // More pairs than blst takes into one loop.
        (G1Affine P, G2Affine Q)[] many = [.. Enumerable.Range(0, 35).Select(i => (Multiple<Fp>(Fr.FromUInt64((ulong)i)), Multiple<Fp2>(Fr.FromUInt64((ulong)(70 - (2 * i))))))];
        Assert.Equal(Pairing.FinalExponentiation(Pairing.MultiMillerLoop(many, [])), library.Product(many));
        Assert.True(library.Product([]).IsOne);
    }

    [Fact]
    public void Generators_in_memory_are_those_of_blst()
    {
        // A sum of one point with one is that point: the layouts of points and scalars agree bit for bit.
        BlstLibrary library = Library();
        Assert.Equal(G1.Generator, library.SumVarTime<Fp>([G1.Generator], [Fr.One], ComputeOptions.Default).ToAffine());
        Assert.Equal(G2.Generator, library.SumVarTime<Fp2>([G2.Generator], [Fr.One], ComputeOptions.Default).ToAffine());
    }
}
