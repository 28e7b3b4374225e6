using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

/// <summary>Multiples computed with Sage for the library constantine: scalars of 32 to 255 bits.</summary>
public sealed class ScalarMultiplicationVectorTests
{
    private static Fp Number(JsonElement json) =>
        Fp.FromBigInteger(BigInteger.Parse("0" + json.GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static TField Coordinate<TField>(JsonElement json)
        where TField : unmanaged, IGroupField<TField> =>
        TField.FromCoefficients(json.ValueKind == JsonValueKind.String ? [Number(json)] : [Number(json.GetProperty("c0")), Number(json.GetProperty("c1"))]);

    private static AffinePoint<TField> Point<TField>(JsonElement json)
        where TField : unmanaged, IGroupField<TField> =>
        new(Coordinate<TField>(json.GetProperty("x")), Coordinate<TField>(json.GetProperty("y")));

    private static void AssertAll<TField>(string group, int bits)
        where TField : unmanaged, IGroupField<TField>
    {
        string path = Requires.Shared($"vectors/05-bls12-381/constantine-scalar-mul/tv_BLS12_381_scalar_mul_{group}_{bits}bit.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        int count = 0;
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            Fr scalar = Fr.FromBigInteger(BigInteger.Parse("0" + vector.GetProperty("scalar").GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            ulong[] limbs = new ulong[4];
            scalar.ToCanonicalLimbs(limbs);
            AffinePoint<TField> point = Point<TField>(vector.GetProperty("P"));
            AffinePoint<TField> expected = Point<TField>(vector.GetProperty("Q"));
            Assert.True(Group<TField>.Contains(point));
            Assert.Equal(expected, (point * scalar).ToAffine());
            Assert.Equal(expected, new JacobianPoint<TField>(point).MultiplyVarTime(limbs).ToAffine());
            count++;
        }

        Assert.Equal(40, count);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(255)]
    public void Multiples_in_G1(int bits) => AssertAll<Fp>("G1", bits);

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(255)]
    public void Multiples_in_G2(int bits) => AssertAll<Fp2>("G2", bits);
}
