using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

public sealed class G1SubgroupTests() : SubgroupTests<Fp>("G1", "396c8c005555e1568c00aaab0000aaab", "d201000000010001");

public sealed class G2SubgroupTests() : SubgroupTests<Fp2>(
    "G2",
    "5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa628f1cb4d9e82ef21537e293a6691ae1616ec6e786f0c70cf1c38e31c7238e5",
    "bc69f08f2ee75b3584c6a0ea91b352888e2a8e9145ad7689986ff031508ffe1329c2f178731db956d82bf015d1212b02ec0ec69d7477c1ae954cbc06689f6a359894c0adebbf6b4e8020005aaa95551");

/// <summary>Membership in the subgroup of order r and clearing of the cofactor, against multiplication by r and by RFC 9380's number.</summary>
/// <param name="name">The group's name in the vectors.</param>
/// <param name="cofactor">The cofactor of the BLS12-381 specification (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1).</param>
/// <param name="effectiveCofactor">h_eff of RFC 9380, section 8.8.</param>
public abstract class SubgroupTests<TField>(string name, string cofactor, string effectiveCofactor)
    where TField : unmanaged, IGroupField<TField>
{
    private static ulong[] Limbs(BigInteger value)
    {
        ulong[] limbs = new ulong[(int)((value.GetBitLength() + 63) / 64)];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = (ulong)((value >> (64 * i)) & ulong.MaxValue);
        }

        return limbs;
    }

    private static ulong[] LimbsOf(string hexadecimal) => Limbs(BigInteger.Parse("0" + hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    // The points of the curve with x = 1, 2, ... (times 1 + u in G2), hardly ever in the subgroup.
    private static IEnumerable<AffinePoint<TField>> CurvePoints(int count)
    {
        TField step = typeof(TField) == typeof(Fp2) ? (TField)(object)new Fp2(Fp.One, Fp.One) : TField.One;
        for (TField x = step; count > 0; x += step)
        {
            if (((x.Square() * x) + TField.CurveB).TrySqrtVarTime(out TField y))
            {
                count--;
                yield return new AffinePoint<TField>(x, y);
            }
        }
    }

    private static bool HasOrderR(AffinePoint<TField> p) => new JacobianPoint<TField>(p).MultiplyVarTime(Fr.ModulusLimbs).IsInfinity;

    [Fact]
    public void The_endomorphism_says_what_multiplication_by_r_says()
    {
        foreach (AffinePoint<TField> p in CurvePoints(20))
        {
            Assert.True(p.IsOnCurve);
            Assert.False(HasOrderR(p));
            Assert.False(Group<TField>.Contains(p));
            AffinePoint<TField> inside = new JacobianPoint<TField>(p).MultiplyVarTime(LimbsOf(cofactor)).ToAffine();
            Assert.True(HasOrderR(inside));
            Assert.True(Group<TField>.Contains(inside));
            AffinePoint<TField> torsion = new JacobianPoint<TField>(p).MultiplyVarTime(Fr.ModulusLimbs).ToAffine();
            Assert.False(Group<TField>.Contains(torsion));
            Assert.False(Group<TField>.Contains((new JacobianPoint<TField>(inside) + torsion).ToAffine()));
        }
    }

    [Fact]
    public void Points_of_every_small_order_are_outside()
    {
        BigInteger h = BigInteger.Parse("0" + cofactor, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        int seen = 0;
        foreach (int prime in new[] { 3, 11, 13, 23, 2713, 10177, 859267 }.Where(q => h % q == 0))
        {
            // The cofactor without its powers of this prime, times r, leaves a point of order a power of the prime.
            BigInteger rest = h;
            while (rest % prime == 0)
            {
                rest /= prime;
            }

            foreach (AffinePoint<TField> p in CurvePoints(6))
            {
                JacobianPoint<TField> small = new JacobianPoint<TField>(p).MultiplyVarTime(Limbs(rest)).MultiplyVarTime(Fr.ModulusLimbs);
                if (!small.IsInfinity)
                {
                    seen++;
                    Assert.False(Group<TField>.Contains(small.ToAffine()));
                    Assert.False(Group<TField>.Contains((small + AffinePoint<TField>.Generator).ToAffine()));
                }
            }
        }

        Assert.InRange(seen, 8, int.MaxValue);
    }

    [Fact]
    public void The_torsion_point_of_the_shared_vectors_is_on_the_curve_and_outside()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Requires.Shared("vectors/08-snarkjs/g1_g2_torsion_points.json")));
        Fp[] numbers = [.. Leaves(file.RootElement.GetProperty(name)).Select(text => Fp.FromBigInteger(BigInteger.Parse(text, CultureInfo.InvariantCulture)))];
        AffinePoint<TField> point = new(TField.FromCoefficients(numbers), TField.FromCoefficients(numbers.AsSpan(TField.Degree)));
        Assert.True(point.IsOnCurve);
        Assert.False(Group<TField>.Contains(point));
        byte[] bytes = new byte[Group<TField>.Eip2537SizeInBytes];
        Group<TField>.WriteEip2537(point, bytes);
        Assert.True(Group<TField>.TryReadEip2537Unchecked(bytes, out AffinePoint<TField> read) && read == point);
        Assert.False(Group<TField>.TryReadEip2537(bytes, out read));
        Assert.True(read.IsInfinity);
        Group<TField>.WriteUncompressed(point, bytes);
        Assert.True(Group<TField>.TryReadUncompressedUnchecked(bytes.AsSpan(0, Group<TField>.UncompressedSizeInBytes), out read) && read == point);
        Assert.False(Group<TField>.TryReadUncompressed(bytes.AsSpan(0, Group<TField>.UncompressedSizeInBytes), out _));
        Group<TField>.WriteCompressed(point, bytes);
        Assert.True(Group<TField>.TryReadCompressedUnchecked(bytes.AsSpan(0, Group<TField>.CompressedSizeInBytes), out read) && read == point);
        Assert.False(Group<TField>.TryReadCompressed(bytes.AsSpan(0, Group<TField>.CompressedSizeInBytes), out _));
    }

    [Fact]
    public void The_cofactor_is_cleared_by_the_multiple_that_RFC_9380_fixes()
    {
        ulong[] multiple = LimbsOf(effectiveCofactor);
        foreach (AffinePoint<TField> p in CurvePoints(10))
        {
            JacobianPoint<TField> cleared = Group<TField>.ClearCofactor(new JacobianPoint<TField>(p));
            Assert.Equal(new JacobianPoint<TField>(p).MultiplyVarTime(multiple), cleared);
            Assert.True(Group<TField>.Contains(cleared.ToAffine()));
        }

        Assert.True(Group<TField>.ClearCofactor(default).IsInfinity);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Many_points_get_the_answers_that_each_gets(int threads)
    {
        // Inside, outside, off the curve, infinity and points of small order, in all lanes and over several parts.
        ComputeOptions options = new() { Threads = threads };
        BigInteger h = BigInteger.Parse("0" + cofactor, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        AffinePoint<TField>[] outside = [.. CurvePoints(7)];
        int smallest = Enumerable.Range(2, 100).First(q => h % q == 0);
        while (h % smallest == 0)
        {
            h /= smallest;
        }

        AffinePoint<TField>[] points =
        [
            default, Group<TField>.Generator, new(TField.One, TField.One), .. outside,
            .. outside.Select(p => p.MultiplyVarTime(Limbs(h)).ToAffine().MultiplyVarTime(Fr.ModulusLimbs).ToAffine()),
            .. Enumerable.Range(1, 60).Select(i => (Group<TField>.Generator * Fr.FromUInt64((ulong)i)).ToAffine()), .. outside,
        ];
        bool[] expected = [.. points.Select(p => Group<TField>.Contains(p))];
        bool[] inside = new bool[points.Length];
        Group<TField>.Contains(points, inside, options);
        Assert.Equal(expected, inside);
        Assert.Equal(2, Group<TField>.IndexOfOutsider(points, options));
        Assert.Equal(-1, Group<TField>.IndexOfOutsider(points.AsSpan(17, 60), options));
        Assert.Equal(-1, Group<TField>.IndexOfOutsider([], options));
        Assert.Throws<ArgumentException>(() => Group<TField>.Contains(points, inside.AsSpan(1), options));
    }

    [Fact]
    public void Infinity_and_the_generator_are_inside_and_a_point_off_the_curve_is_not()
    {
        Assert.True(Group<TField>.Contains(default));
        Assert.True(Group<TField>.Contains(Group<TField>.Generator));
        Assert.False(Group<TField>.Contains(new AffinePoint<TField>(TField.One, TField.One)));
    }

    private static IEnumerable<string> Leaves(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Leaves).Take(2 * TField.Degree) : [element.GetString()!];
}
