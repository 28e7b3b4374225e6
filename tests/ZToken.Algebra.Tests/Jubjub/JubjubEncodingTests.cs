using System.Globalization;
using System.Numerics;
using System.Text.Json;
using CsCheck;
using ZToken.Testing;
using static ZToken.Algebra.Tests.JubjubTesting;

namespace ZToken.Algebra.Tests;

/// <summary>Encodings, subgroup membership and the points found by one coordinate, against zkcrypto/jubjub and against all eight torsion points.</summary>
public sealed class JubjubEncodingTests
{
    [Fact]
    public void A_point_survives_its_encoding() => Points.Sample(p =>
    {
        JubjubAffine point = p.ToAffine();
        Assert.True(JubjubAffine.TryRead(Encode(point), out JubjubAffine read));
        Assert.Equal(point, read);
        Assert.Equal(p.IsInPrimeSubgroup, JubjubAffine.TryReadInPrimeSubgroup(Encode(point), out read));
        Assert.Equal(p.IsInPrimeSubgroup ? point : default, read);
    }, iter: 200);

    [Fact]
    public void Any_32_bytes_are_refused_or_are_the_encoding_of_what_was_read() => Gen.Byte.Array[32].Sample(bytes =>
    {
        if (JubjubAffine.TryRead(bytes, out JubjubAffine point))
        {
            Assert.True(point.IsOnCurve);
            Assert.Equal(bytes, Encode(point));
        }
        else
        {
            Assert.Equal(default, point);
        }
    }, iter: 500);

    [Fact]
    public void Every_other_encoding_of_a_point_is_refused()
    {
        // v + r still fits into 255 bits where v is small; ZIP 216: u = 0 with the sign set, for v = 1 and v = -1.
        byte[] one = Encode(JubjubAffine.Identity);
        byte[] minusOne = Encode(JubjubTorsion.Points[4]);
        byte[] onePlusModulus = new byte[32];
        Assert.True((Fr.Modulus + 1).TryWriteBytes(onePlusModulus, out _, isUnsigned: true));
        Assert.True(JubjubAffine.TryRead(one, out _));
        Assert.True(JubjubAffine.TryRead(minusOne, out _));
        Assert.False(JubjubAffine.TryRead(onePlusModulus, out _));
        one[31] |= 0x80;
        minusOne[31] |= 0x80;
        Assert.False(JubjubAffine.TryRead(one, out _));
        Assert.False(JubjubAffine.TryRead(minusOne, out _));
        Assert.False(JubjubAffine.TryRead(new byte[31], out _));
        Assert.False(JubjubAffine.TryRead(new byte[33], out _));
        Assert.False(JubjubAffine.TryRead([], out _));
    }

    [Fact]
    public void A_v_without_a_point_is_refused()
    {
        // (v^2 - 1) / (1 + d v^2) is no square for v = 2.
        Assert.False(JubjubAffine.TryFromV(Fr.FromUInt64(2), uIsOdd: false, out _));
        byte[] two = new byte[32];
        two[0] = 2;
        Assert.False(JubjubAffine.TryRead(two, out _));
    }

    [Fact]
    public void Subgroup_membership_is_what_multiplication_by_the_order_says() => Points.Sample(p =>
    {
        bool expected = p.MultiplyVarTime(JubjubScalar.ModulusLimbs).IsIdentity;
        Assert.Equal(expected, p.IsInPrimeSubgroup);
        Assert.Equal(expected, p.ToAffine().IsInPrimeSubgroup);
        Assert.Equal(expected, (p + Generator - Generator).IsInPrimeSubgroup);
        Assert.True(p.MultiplyByCofactor().IsInPrimeSubgroup);
        Assert.Equal(p.MultiplyByCofactor().IsIdentity, p.IsSmallOrder);
    }, iter: 300);

    [Fact]
    public void Of_the_eight_torsion_points_only_the_identity_is_in_the_prime_subgroup()
    {
        JubjubPoint p = Generator * JubjubScalar.FromUInt64(12345);
        for (int i = 0; i < JubjubCurve.Cofactor; i++)
        {
            JubjubAffine torsion = JubjubTorsion.Points[i];
            Assert.True(torsion.IsOnCurve);
            Assert.True(new JubjubPoint(torsion).IsSmallOrder);
            Assert.Equal(i == 0, torsion.IsInPrimeSubgroup);
            Assert.Equal(i == 0, (p + torsion).IsInPrimeSubgroup);
            Assert.Equal(i == 0, JubjubAffine.TryReadInPrimeSubgroup(Encode((p + torsion).ToAffine()), out _));
        }

        Assert.Equal(8, JubjubTorsion.Points.Distinct().Count());
    }

    [Fact]
    public void The_u_coordinate_identifies_a_point_of_the_prime_subgroup() => SubgroupPoints.Sample(p =>
    {
        JubjubAffine point = p.ToAffine();
        Assert.True(JubjubAffine.TryFromUInPrimeSubgroup(point.U, out JubjubAffine found));
        Assert.Equal(point, found);
        Assert.False(new JubjubAffine(point.U, -point.V).IsInPrimeSubgroup);
    }, iter: 100);

    [Fact]
    public void A_u_coordinate_of_other_points_is_refused() => Gen.Select(SubgroupPoints, Gen.Int[1, 7]).Sample((p, i) =>
    {
        // Adding the point of order two negates both coordinates: u then belongs to the negative, which is in the subgroup.
        JubjubAffine point = (p + JubjubTorsion.Points[i]).ToAffine();
        bool found = JubjubAffine.TryFromUInPrimeSubgroup(point.U, out JubjubAffine other);
        Assert.Equal(i == 4, found);
        Assert.Equal(i == 4 ? (-p).ToAffine() : default, other);
    }, iter: 100);

    [Fact]
    public void A_u_coordinate_without_a_point_is_refused()
    {
        Fr u = Fr.FromUInt64(2);
        while (Fr.TrySqrtRatioVarTime(Fr.One + u.Square(), Fr.One - (JubjubCurve.D * u.Square()), out _))
        {
            u += Fr.One;
        }

        Assert.False(JubjubAffine.TryFromUInPrimeSubgroup(u, out _));
    }

    [Fact]
    public void The_curve_is_that_of_zkcrypto()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/04-jubjub-sapling/rust-extracted/jubjub_curve.json")));
        JsonElement root = vectors.RootElement;
        Assert.Equal(Read(root, "d"), JubjubCurve.D);
        JsonElement full = root.GetProperty("full_generator");
        Assert.Equal(FullGenerator.ToAffine(), new JubjubAffine(Read(full, "u"), Read(full, "v")));
        JsonElement generator = root.GetProperty("subgroup_generator");
        Assert.Equal(Generator.ToAffine(), new JubjubAffine(Read(generator, "u"), Read(generator, "v")));
        Assert.Equal(generator.GetProperty("encoding_le").GetString(), Convert.ToHexStringLower(Encode(Generator.ToAffine())));
        JubjubAffine[] torsion = [.. root.GetProperty("eight_torsion_multiples_1_to_8").EnumerateArray().Select(p => new JubjubAffine(Read(p, "u"), Read(p, "v")))];
        Assert.Equal(torsion.OrderBy(p => p.ToString(), StringComparer.Ordinal), JubjubTorsion.Points.OrderBy(p => p.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public void Multiples_of_the_generator_are_those_of_zkcrypto()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/04-jubjub-sapling/rust-extracted/jubjub_curve.json")));
        foreach (JsonElement multiple in vectors.RootElement.GetProperty("multiples_of_subgroup_generator").EnumerateArray())
        {
            JubjubScalar k = JubjubScalar.FromBigInteger(BigInteger.Parse(multiple.GetProperty("k").GetString()!, CultureInfo.InvariantCulture));
            JubjubAffine expected = new(Read(multiple, "u"), Read(multiple, "v"));
            Assert.Equal(expected, (Generator * k).ToAffine());
            Assert.True(JubjubAffine.TryReadInPrimeSubgroup(Convert.FromHexString(multiple.GetProperty("encoding_le").GetString()!), out JubjubAffine read));
            Assert.Equal(expected, read);
        }
    }

    [Fact]
    public void The_curve_is_that_of_the_SafeCurves_evidence()
    {
        string folder = Requires.Shared("vectors/04-jubjub-sapling/jubjub-evidence");
        BigInteger Value(string name) => BigInteger.Parse(File.ReadAllText(Path.Combine(folder, name + ".txt")).Trim(), CultureInfo.InvariantCulture);
        JubjubAffine Point(string index) => new(Fr.FromBigInteger(Value("x" + index)), Fr.FromBigInteger(Value("y" + index)));
        Assert.Equal(Value("p"), Fr.Modulus);
        Assert.Equal(Value("l"), JubjubScalar.Modulus);
        Assert.Equal(Value("d"), JubjubCurve.D.ToBigInteger());
        Assert.Equal(BigInteger.MinusOne, Value("a"));
        Assert.True(Point("0").IsOnCurve);
        Assert.False(Point("0").IsInPrimeSubgroup);
        Assert.Equal(Point("1"), new JubjubPoint(Point("0")).MultiplyByCofactor().ToAffine());
        Assert.True(Point("1").IsInPrimeSubgroup);
    }

    private static Fr Read(JsonElement element, string name) => Element(element.GetProperty(name).GetString()!);
}
