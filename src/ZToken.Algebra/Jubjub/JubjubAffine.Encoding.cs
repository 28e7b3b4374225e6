namespace ZToken.Algebra;

public readonly partial struct JubjubAffine
{
    /// <summary>Bytes of the encoding.</summary>
    public const int SizeInBytes = Fr.SizeInBytes;

    private const byte SignBit = 0x80;

    /// <summary>Whether the canonical integer of u is odd: the sign in the encoding.</summary>
    public bool IsUOdd
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
            U.WriteLittleEndian(bytes);
            return (bytes[0] & 1) != 0;
        }
    }

    /// <summary>Writes v in 32 bytes, little-endian, with the parity of u in the highest bit.</summary>
    /// <remarks>Zcash Protocol Specification, section 5.4.9.3 (repr_J).</remarks>
    public void WriteTo(Span<byte> destination)
    {
        V.WriteLittleEndian(destination);
        destination[SizeInBytes - 1] |= IsUOdd ? SignBit : (byte)0;
    }

    /// <summary>Reads the encoding of any point of the curve, also outside the prime-order subgroup. Variable time.</summary>
    /// <returns>
    /// False where the length is not 32, v is not below the modulus, no point has this v, or u = 0 has the sign bit set
    /// (ZIP 216: each point has one encoding).
    /// </returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out JubjubAffine point)
    {
        point = default;
        if (bytes.Length != SizeInBytes)
        {
            return false;
        }

        Span<byte> magnitude = stackalloc byte[SizeInBytes];
        bytes.CopyTo(magnitude);
        bool uIsOdd = (magnitude[SizeInBytes - 1] & SignBit) != 0;
        magnitude[SizeInBytes - 1] &= SignBit - 1;
        return Fr.TryReadLittleEndian(magnitude, out Fr v) && TryFromV(v, uIsOdd, out point);
    }

    /// <summary>Reads the encoding of a point of the prime-order subgroup; the identity is one. Variable time.</summary>
    /// <returns>False where <see cref="TryRead"/> refuses the bytes or the point lies outside the subgroup.</returns>
    public static bool TryReadInPrimeSubgroup(ReadOnlySpan<byte> bytes, out JubjubAffine point)
    {
        if (TryRead(bytes, out point) && point.IsInPrimeSubgroup)
        {
            return true;
        }

        point = default;
        return false;
    }

    /// <summary>The point of the curve with a given v and the given parity of u. Variable time.</summary>
    /// <returns>False where there is none.</returns>
    public static bool TryFromV(in Fr v, bool uIsOdd, out JubjubAffine point)
    {
        // u^2 = (v^2 - 1) / (1 + d v^2); the denominator is never zero since -1/d is no square.
        point = default;
        Fr vv = v.Square();
        if (!Fr.TrySqrtRatioVarTime(vv - Fr.One, Fr.One + (JubjubCurve.D * vv), out Fr u) || (u.IsZero && uIsOdd))
        {
            return false;
        }

        JubjubAffine candidate = new(u, v);
        point = candidate.IsUOdd == uIsOdd ? candidate : -candidate;
        return true;
    }

    /// <summary>The point of the prime-order subgroup with a given u. Variable time.</summary>
    /// <remarks>
    /// Where (u, v) has order r_J, the only other point with that u, (u, -v) = (0, -1) - (u, v), has order 2 r_J. So u identifies
    /// a point of the subgroup, and a commitment can be published by u alone. The identity is the point of u = 0.
    /// </remarks>
    /// <returns>False where no point of the subgroup has this u.</returns>
    public static bool TryFromUInPrimeSubgroup(in Fr u, out JubjubAffine point)
    {
        // v^2 = (1 + u^2) / (1 - d u^2); the denominator is never zero since d is no square.
        point = default;
        Fr uu = u.Square();
        if (!Fr.TrySqrtRatioVarTime(Fr.One + uu, Fr.One - (JubjubCurve.D * uu), out Fr v))
        {
            return false;
        }

        JubjubAffine candidate = new(u, v);
        JubjubAffine other = new(u, -v);
        if (candidate.IsInPrimeSubgroup)
        {
            point = candidate;
            return true;
        }

        if (other.IsInPrimeSubgroup)
        {
            point = other;
            return true;
        }

        return false;
    }
}
