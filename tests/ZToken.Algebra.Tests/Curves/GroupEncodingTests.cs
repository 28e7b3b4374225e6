using CsCheck;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

public sealed class G1EncodingTests() : GroupEncodingTests<Fp>("g1");

public sealed class G2EncodingTests() : GroupEncodingTests<Fp2>("g2");

/// <summary>The Zcash encodings: i G for i = 0 to 999 as zkcrypto writes it, and every way to be wrong.</summary>
public abstract class GroupEncodingTests<TField>(string name)
    where TField : unmanaged, IGroupField<TField>
{
    private static readonly int half = Group<TField>.CompressedSizeInBytes;
    private static readonly int full = Group<TField>.UncompressedSizeInBytes;

    private static readonly Gen<AffinePoint<TField>> points = Gen.Byte.Array[32].Select(b => (AffinePoint<TField>.Generator * Fr.FromWideLittleEndian(b)).ToAffine());

    private static byte[] Compressed(AffinePoint<TField> point)
    {
        byte[] bytes = new byte[half];
        Group<TField>.WriteCompressed(point, bytes);
        return bytes;
    }

    private static byte[] Uncompressed(AffinePoint<TField> point)
    {
        byte[] bytes = new byte[full];
        Group<TField>.WriteUncompressed(point, bytes);
        return bytes;
    }

    private static bool Reads(byte[] bytes) =>
        Group<TField>.TryReadCompressed(bytes, out _) || Group<TField>.TryReadUncompressed(bytes, out _)
        || Group<TField>.TryReadCompressedUnchecked(bytes, out _) || Group<TField>.TryReadUncompressedUnchecked(bytes, out _);

    [Fact]
    public void The_first_thousand_multiples_of_the_generator_encode_as_zkcrypto_has_them()
    {
        byte[] compressed = File.ReadAllBytes(Requires.Shared($"vectors/05-bls12-381/{name}_compressed_valid_test_vectors.dat"));
        byte[] uncompressed = File.ReadAllBytes(Requires.Shared($"vectors/05-bls12-381/{name}_uncompressed_valid_test_vectors.dat"));
        Assert.Equal(1000 * half, compressed.Length);
        Assert.Equal(1000 * full, uncompressed.Length);
        JacobianPoint<TField> sum = default;
        for (int i = 0; i < 1000; i++)
        {
            AffinePoint<TField> expected = sum.ToAffine();
            byte[] small = compressed[(i * half)..((i + 1) * half)];
            byte[] large = uncompressed[(i * full)..((i + 1) * full)];
            Assert.True(Group<TField>.TryReadCompressed(small, out AffinePoint<TField> point));
            Assert.Equal(expected, point);
            Assert.True(Group<TField>.TryReadUncompressed(large, out point));
            Assert.Equal(expected, point);
            Assert.Equal(small, Compressed(expected));
            Assert.Equal(large, Uncompressed(expected));
            sum += AffinePoint<TField>.Generator;
        }
    }

    [Fact]
    public void What_is_written_is_read_back_and_the_flag_tells_the_sign() => points.Sample(p =>
    {
        Assert.True(Group<TField>.TryReadCompressed(Compressed(p), out AffinePoint<TField> q) && p == q);
        Assert.True(Group<TField>.TryReadUncompressed(Uncompressed(p), out q) && p == q);
        byte[] negated = Compressed(p);
        negated[0] ^= 0x20;
        Assert.True(Group<TField>.TryReadCompressed(negated, out q) && q == -p);
    }, iter: 30);

    [Fact]
    public void Every_other_combination_of_flags_is_refused()
    {
        byte[] small = Compressed(AffinePoint<TField>.Generator);
        byte[] large = Uncompressed(AffinePoint<TField>.Generator);
        byte[] smallInfinity = Compressed(default);
        byte[] largeInfinity = Uncompressed(default);
        Assert.Equal(0xc0, smallInfinity[0]);
        Assert.Equal(0x40, largeInfinity[0]);
        for (int flags = 0; flags < 8; flags++)
        {
            byte Flagged(byte first) => (byte)((flags << 5) | (first & 0x1f));
            Assert.Equal(flags is 4 or 5, Reads([Flagged(small[0]), .. small[1..]]));
            Assert.Equal(flags is 0, Reads([Flagged(large[0]), .. large[1..]]));
            // In G1 the coordinate zero belongs to the points (0, 2) and (0, -2) of order three: on the curve, outside the subgroup.
            Assert.Equal(flags is 6, Group<TField>.TryReadCompressed([Flagged(0), .. smallInfinity[1..]], out _));
            Assert.Equal(flags is 2, Reads([Flagged(0), .. largeInfinity[1..]]));
        }
    }

    [Fact]
    public void Infinity_with_any_other_bit_is_refused()
    {
        foreach (byte[] infinity in new[] { Compressed(default), Uncompressed(default) })
        {
            Assert.True(Reads(infinity));
            for (int bit = 3; bit < infinity.Length * 8; bit++)
            {
                byte[] spoiled = [.. infinity];
                spoiled[bit >> 3] ^= (byte)(0x80 >> (bit & 7));
                Assert.False(Reads(spoiled));
            }
        }
    }

    [Fact]
    public void A_coordinate_not_below_the_modulus_is_refused()
    {
        // A coordinate c and c + p are the same element: where 381 bits hold c + p, only c is accepted.
        AffinePoint<TField> point = AffinePoint<TField>.Generator;
        for (int word = 0; word < full / Fp.SizeInBytes; word++)
        {
            for (int multiple = 0; multiple < 200; multiple++)
            {
                byte[] bytes = Uncompressed(point);
                Span<byte> coefficient = bytes.AsSpan(word * Fp.SizeInBytes, Fp.SizeInBytes);
                System.Numerics.BigInteger shifted = new System.Numerics.BigInteger(coefficient, isUnsigned: true, isBigEndian: true) + Fp.Modulus;
                point = (new JacobianPoint<TField>(point) + AffinePoint<TField>.Generator).ToAffine();
                if (shifted.GetBitLength() > Fp.BitLength)
                {
                    continue;
                }

                coefficient.Clear();
                byte[] digits = shifted.ToByteArray(isUnsigned: true, isBigEndian: true);
                digits.CopyTo(coefficient[(Fp.SizeInBytes - digits.Length)..]);
                Assert.False(Reads(bytes));
                if (word < half / Fp.SizeInBytes)
                {
                    byte[] compressed = bytes[..half];
                    compressed[0] |= 0x80;
                    Assert.False(Reads(compressed));
                }

                goto next;
            }

            Assert.Fail("No coordinate was small enough.");
        next:;
        }
    }

    [Fact]
    public void Any_other_length_is_refused()
    {
        foreach (byte[] bytes in new[] { Compressed(AffinePoint<TField>.Generator), Uncompressed(AffinePoint<TField>.Generator), Compressed(default), Uncompressed(default) })
        {
            Assert.True(Reads(bytes));
            Assert.False(Reads([.. bytes, 0]));
            Assert.False(Reads(bytes[..^1]));
        }

        Assert.False(Reads([]));
        Assert.Throws<ArgumentException>(() => Group<TField>.WriteCompressed(default, new byte[half - 1]));
        Assert.Throws<ArgumentException>(() => Group<TField>.WriteUncompressed(default, new byte[full - 1]));
        Assert.Throws<ArgumentException>(() => Group<TField>.WriteEip2537(default, new byte[Group<TField>.Eip2537SizeInBytes - 1]));
    }

    [Fact]
    public void Coordinates_off_the_curve_or_both_zero_are_refused()
    {
        byte[] bytes = Uncompressed(AffinePoint<TField>.Generator);
        bytes[^1] ^= 1;
        Assert.False(Reads(bytes));
        Assert.False(Reads(new byte[full]));
        byte[] mixed = [.. Uncompressed(AffinePoint<TField>.Generator)[..half], .. Uncompressed((AffinePoint<TField>.Generator * Fr.FromUInt64(2)).ToAffine())[half..]];
        Assert.False(Reads(mixed));
    }

    [Fact]
    public void Bytes_that_are_read_are_those_that_would_be_written()
    {
        // Bounded fuzzing: random bytes with plausible flags, and valid encodings with a few bytes changed.
        Gen<byte[]> random = Gen.Select(Gen.Byte.Array[full], Gen.Int[0, 3], Gen.Bool.Select(small => small ? half : full), (bytes, lead, length) =>
        {
            bytes[0] = (byte)((bytes[0] & (lead == 0 ? 0xff : 0x1f)) | (length == half ? 0x80 : 0));
            return bytes[..length];
        });
        Gen<byte[]> mutated = Gen.Select(Gen.OneOf(points, Gen.Const(default(AffinePoint<TField>))), Gen.Bool, Gen.Int[0, full - 1], Gen.Byte, Gen.Int[0, 4], (p, small, at, value, kind) =>
        {
            byte[] bytes = small ? Compressed(p) : Uncompressed(p);
            bytes[at % bytes.Length] = value;
            return kind switch { 0 => bytes[..(at % bytes.Length)], 1 => [.. bytes, value], 2 => [value, .. bytes[1..]], _ => bytes };
        });
        Gen.OneOf(random, mutated).Sample(bytes =>
        {
            if (Group<TField>.TryReadCompressedUnchecked(bytes, out AffinePoint<TField> p))
            {
                Assert.True(p.IsOnCurve);
                Assert.Equal(bytes, Compressed(p));
                Assert.Equal(Group<TField>.Contains(p), Group<TField>.TryReadCompressed(bytes, out _));
            }

            if (Group<TField>.TryReadUncompressedUnchecked(bytes, out p))
            {
                Assert.True(p.IsOnCurve);
                Assert.Equal(bytes, Uncompressed(p));
                Assert.Equal(Group<TField>.Contains(p), Group<TField>.TryReadUncompressed(bytes, out _));
            }
        }, iter: 500);
    }
}
