using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>An ECDSA signature on secp256k1 with what is needed to recover the public key from it.</summary>
/// <remarks><c>default</c> has r = s = 0, which nothing accepts.</remarks>
public readonly record struct Secp256k1Signature
{
    /// <summary>Bytes of r and s, each 32 bytes big-endian.</summary>
    public const int SizeInBytes = 64;

    // n, the order of the group, and (n - 1) / 2.
    private static readonly UInt128 orderHigh = new(0xffffffffffffffff, 0xfffffffffffffffe);
    private static readonly UInt128 orderLow = new(0xbaaedce6af48a03b, 0xbfd25e8cd0364141);
    private static readonly UInt128 halfHigh = new(0x7fffffffffffffff, 0xffffffffffffffff);
    private static readonly UInt128 halfLow = new(0x5d576e7357a4501d, 0xdfe92f46681b20a0);

    // p - n, of 129 bits: only an r below it may stand for the x coordinate r + n.
    private static readonly UInt128 slackHigh = UInt128.One;
    private static readonly UInt128 slackLow = new(0x4551231950b75fc4, 0x402da1722fc9baee);

    private readonly UInt128 rHigh;
    private readonly UInt128 rLow;
    private readonly UInt128 sHigh;
    private readonly UInt128 sLow;

    private Secp256k1Signature(ReadOnlySpan<byte> bytes, int recoveryId)
    {
        rHigh = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        rLow = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
        sHigh = BinaryPrimitives.ReadUInt128BigEndian(bytes[32..]);
        sLow = BinaryPrimitives.ReadUInt128BigEndian(bytes[48..]);
        RecoveryId = recoveryId;
    }

    /// <summary>Which of the up to four points with this r was the signer's: bit 0 the parity of y, bit 1 whether x was n or more.</summary>
    public int RecoveryId { get; }

    /// <summary>Whether s is at most half the order. Of (r, s) and (r, n - s), both valid, Ethereum accepts only this one (EIP-2).</summary>
    public bool IsLowS => IsAtMost(sHigh, sLow, halfHigh, halfLow);

    /// <summary>Reads r and s.</summary>
    /// <returns>False where the length is not 64, the recovery id is not 0 to 3, or r or s is zero or not below the order.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int recoveryId, out Secp256k1Signature signature)
    {
        signature = default;
        if (bytes.Length != SizeInBytes || recoveryId is < 0 or > 3)
        {
            return false;
        }

        Secp256k1Signature read = new(bytes, recoveryId);
        bool valid = IsInRange(read.rHigh, read.rLow) && IsInRange(read.sHigh, read.sLow);
        signature = valid ? read : default;
        return valid;
    }

    /// <summary>Writes r and s, 32 bytes big-endian each, without the recovery id.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, rHigh);
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], rLow);
        BinaryPrimitives.WriteUInt128BigEndian(destination[32..], sHigh);
        BinaryPrimitives.WriteUInt128BigEndian(destination[48..], sLow);
    }

    /// <summary>r and s as scalars.</summary>
    /// <returns>False for a signature that was never read.</returns>
    internal bool TryGetScalars(out Secp256k1Fn r, out Secp256k1Fn s)
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        WriteTo(bytes);
        s = default;
        return Secp256k1Fn.TryReadBigEndian(bytes[..32], out r) && !r.IsZero && Secp256k1Fn.TryReadBigEndian(bytes[32..], out s) && !s.IsZero;
    }

    /// <summary>The x coordinate of the nonce: r itself, or r + n.</summary>
    /// <returns>False where r + n is no coordinate.</returns>
    internal bool TryGetNonceX(bool aboveOrder, out Secp256k1Fp x)
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        WriteTo(bytes);
        bool read = Secp256k1Fp.TryReadBigEndian(bytes[..32], out x);
        if (aboveOrder)
        {
            _ = Secp256k1Fp.TryFromCanonicalLimbs(Secp256k1Fn.ModulusLimbs, out Secp256k1Fp order);
            x += order;
            read &= IsAtMost(rHigh, rLow, slackHigh, slackLow - 1);
        }

        return read;
    }

    private static bool IsInRange(UInt128 high, UInt128 low) => (high | low) != 0 && IsAtMost(high, low, orderHigh, orderLow - 1);

    private static bool IsAtMost(UInt128 high, UInt128 low, UInt128 boundHigh, UInt128 boundLow) =>
        high < boundHigh || (high == boundHigh && low <= boundLow);
}
