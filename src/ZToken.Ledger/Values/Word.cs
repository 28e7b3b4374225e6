using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Ledger;

/// <summary>An unsigned integer of 256 bits: what the EVM's stack and storage hold.</summary>
/// <remarks>
/// All arithmetic is modulo 2^256 and never throws; x / 0 and x % 0 are 0 (Yellow Paper, appendix H.2). Signed operations read the word as two's complement
/// and say so in their names. <c>default</c> is zero. Time depends on the values: words are public.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Word : IEquatable<Word>, IComparable<Word>
{
    /// <summary>Bytes of the fixed encoding, big-endian.</summary>
    public const int SizeInBytes = 32;

    /// <summary>Bits.</summary>
    public const int SizeInBits = 256;

    // Little-endian limbs.
    private readonly ulong u0, u1, u2, u3;

    /// <summary>A word of four limbs, the most significant first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Word(ulong u3, ulong u2, ulong u1, ulong u0)
    {
        this.u0 = u0;
        this.u1 = u1;
        this.u2 = u2;
        this.u3 = u3;
    }

    /// <summary>A small word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Word(ulong value)
        : this(0, 0, 0, value)
    {
    }

    /// <summary>0.</summary>
    public static Word Zero => default;

    /// <summary>1.</summary>
    public static Word One => new(1);

    /// <summary>2^256 - 1, which is also -1.</summary>
    public static Word MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>2^255, the least signed number.</summary>
    public static Word MinSigned => new(1UL << 63, 0, 0, 0);

    /// <summary>Whether this is 0.</summary>
    public bool IsZero => (u0 | u1 | u2 | u3) == 0;

    /// <summary>Whether the top bit is set: the sign of a signed number.</summary>
    public bool IsNegative => (long)u3 < 0;

    /// <summary>Whether this is below 2^64.</summary>
    public bool IsUInt64 => (u1 | u2 | u3) == 0;

    /// <summary>The 64 low bits.</summary>
    public ulong Low64 => u0;

    /// <summary>Zero bits above the highest one; 256 of zero.</summary>
    public int LeadingZeroCount =>
        u3 != 0 ? BitOperations.LeadingZeroCount(u3)
        : u2 != 0 ? 64 + BitOperations.LeadingZeroCount(u2)
        : u1 != 0 ? 128 + BitOperations.LeadingZeroCount(u1)
        : 192 + BitOperations.LeadingZeroCount(u0);

    /// <summary>Bits without leading zeros; 0 of zero.</summary>
    public int BitLength => SizeInBits - LeadingZeroCount;

    /// <summary>Bytes without leading zeros; 0 of zero.</summary>
    public int ByteLength => (BitLength + 7) / 8;

    /// <summary>The value as a number of 64 bits.</summary>
    /// <returns>False where it is 2^64 or more.</returns>
    public bool TryToUInt64(out ulong value)
    {
        value = u0;
        return IsUInt64;
    }

    /// <summary>Every number of 64 bits is a word.</summary>
    public static implicit operator Word(ulong value) => new(value);

    /// <summary>Tells whether two words are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator ==(in Word a, in Word b) => ((a.u0 ^ b.u0) | (a.u1 ^ b.u1) | (a.u2 ^ b.u2) | (a.u3 ^ b.u3)) == 0;

    /// <summary>Tells whether two words differ.</summary>
    public static bool operator !=(in Word a, in Word b) => !(a == b);

    /// <summary>Unsigned less-than.</summary>
    public static bool operator <(in Word a, in Word b)
    {
        if (a.u3 != b.u3)
        {
            return a.u3 < b.u3;
        }

        if (a.u2 != b.u2)
        {
            return a.u2 < b.u2;
        }

        return a.u1 != b.u1 ? a.u1 < b.u1 : a.u0 < b.u0;
    }

    /// <summary>Unsigned greater-than.</summary>
    public static bool operator >(in Word a, in Word b) => b < a;

    /// <summary>Unsigned at-most.</summary>
    public static bool operator <=(in Word a, in Word b) => !(b < a);

    /// <summary>Unsigned at-least.</summary>
    public static bool operator >=(in Word a, in Word b) => !(a < b);

    /// <summary>Less-than of two signed numbers.</summary>
    public static bool SignedLessThan(in Word a, in Word b) => a.u3 == b.u3 ? a < b : (long)a.u3 < (long)b.u3;

    /// <inheritdoc/>
    public int CompareTo(Word other) => this < other ? -1 : this == other ? 0 : 1;

    /// <inheritdoc/>
    public bool Equals(Word other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Word other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(u0, u1, u2, u3);
}
