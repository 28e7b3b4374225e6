using CsCheck;

namespace ZToken.Algebra.Tests;

public sealed class BatchInversionTests
{
    private static readonly RandomSource random = RandomSource.FromSeed("batch inversion"u8);

    [Fact]
    public void Each_element_of_Fr_becomes_its_inverse_and_zero_stays_zero() =>
        Gen.Bool.Array[0, 20].Sample(zeros => CheckAgainstSingle([.. zeros.Select(zero => zero ? Fr.Zero : Fr.Random(random))]), iter: 50, threads: 1);

    [Fact]
    public void It_serves_the_other_fields_too()
    {
        CheckAgainstSingle<Fp>([Fp.Random(random), Fp.One, Fp.Zero, -Fp.One, Fp.Random(random)]);
        CheckAgainstSingle<Fp2>([new(Fp.Random(random), Fp.Zero), Fp2.Zero, Fp2.Zero, new(Fp.Zero, Fp.Random(random))]);
    }

    [Fact]
    public void More_elements_than_a_chunk_are_all_inverted()
    {
        Fr[] values = [.. Enumerable.Range(0, 9000).Select(i => Fr.FromUInt64((ulong)i))];
        Fr[] inverses = [.. values];
        BatchInversion.Invert<Fr>(inverses);
        Assert.True(inverses[0].IsZero);
        Assert.All(Enumerable.Range(1, 8999), i => Assert.Equal(Fr.One, values[i] * inverses[i]));
    }

    private static void CheckAgainstSingle<T>(T[] values)
        where T : unmanaged, IField<T>
    {
        T[] expected = [.. values.Select(value => value.Invert())];
        BatchInversion.Invert<T>(values);
        Assert.Equal(expected, values);
    }
}
