using CsCheck;
using Xunit;

namespace ZToken.Algebra.Tests;

[Trait("registers", "any")]
public sealed class SmallFixedBaseTableTests
{
    private static readonly Gen<Fr> scalars = Gen.OneOf(
        Gen.Byte.Array[32].Select(b => Fr.FromWideLittleEndian(b)),
        Gen.ULong[0, 40].Select(Fr.FromUInt64),
        Gen.ULong[1, 40].Select(k => -Fr.FromUInt64(k)),
        Gen.Int[0, 254].Select(k => Fr.FromBigInteger(System.Numerics.BigInteger.One << k)));

    private static G1Affine Times(ulong k) => (G1Affine.Generator * Fr.FromUInt64(k)).ToAffine();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_sum_is_what_it_says(int count)
    {
        // Bases that are equal and opposite too: partial sums then meet themselves.
        G1Affine[] bases = [.. Enumerable.Range(0, count).Select(i => i == 1 ? -Times(5) : Times(5))];
        SmallFixedBaseTable table = new(bases);
        Gen.Select(scalars.Array[count], Gen.ULong[0, 3]).Sample((k, start) =>
        {
            G1Point expected = new(Times(start));
            for (int i = 0; i < count; i++)
            {
                expected += bases[i] * k[i];
            }

            Assert.Equal(expected.ToAffine(), table.SumVarTime(Times(start), k));
        }, iter: 200);
    }

    [Fact]
    public void Infinity_is_no_base_and_lengths_must_agree()
    {
        Assert.Throws<ArgumentException>(() => new SmallFixedBaseTable([G1Affine.Infinity]));
        Assert.Throws<ArgumentException>(() => new SmallFixedBaseTable([G1Affine.Generator]).SumVarTime(G1Affine.Generator, []));
    }
}
