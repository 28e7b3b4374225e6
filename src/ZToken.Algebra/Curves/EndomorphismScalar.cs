namespace ZToken.Algebra;

/// <summary>One of 2^128 scalars by which a point of G1 is multiplied for half the doublings: the factors of a random linear combination.</summary>
/// <remarks>
/// Two words of 64 bits say 64 digits d of 0, 1, w and w^2, where w acts as the endomorphism phi, a multiplication by -x^2 with w^2 + w + 1 = 0. The scalar is
/// 2^64 + the sum of d_i 2^i: a + b w with |a| and |b| below 2^66. The four digits differ modulo 2 in Z[w], so that different words give
/// different a + b w; and these are different modulo r, since no shorter relation than x^2 - 1, about 2^127, holds between 1 and w.
/// </remarks>
/// <param name="Low">The low bits of the digits: set for 1 and w^2.</param>
/// <param name="High">The high bits of the digits: set for w and w^2.</param>
public readonly record struct EndomorphismScalar(ulong Low, ulong High)
{
    internal const int Digits = 64;

    // w as a scalar: -x^2.
    private static readonly Fr omega = -Fr.FromUInt64(CurveParameter.AbsoluteX).Square();

    /// <summary>A uniform one of them.</summary>
    public static EndomorphismScalar Random(RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> bytes = stackalloc byte[16];
        source.Fill(bytes);
        return new EndomorphismScalar(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes), System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    /// <summary>The scalar.</summary>
    public Fr Value
    {
        get
        {
            // w^2 = -1 - w.
            Fr both = Fr.FromUInt64(Low & High);
            Fr leading = Fr.FromUInt64(ulong.MaxValue) + Fr.One;
            return leading + Fr.FromUInt64(Low & ~High) - both + ((Fr.FromUInt64(High & ~Low) - both) * omega);
        }
    }

    /// <summary>A digit: j + 1 for w^j, or zero.</summary>
    internal int Digit(int position) => (int)((Low >> position) & 1) | ((int)((High >> position) & 1) << 1);
}
