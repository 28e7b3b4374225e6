using System.Runtime.CompilerServices;

namespace ZToken.Ledger;

/// <content>Bits, bytes and shifts.</content>
public readonly partial struct Word
{
    /// <summary>Bitwise and.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word operator &(in Word a, in Word b) => new(a.u3 & b.u3, a.u2 & b.u2, a.u1 & b.u1, a.u0 & b.u0);

    /// <summary>Bitwise or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word operator |(in Word a, in Word b) => new(a.u3 | b.u3, a.u2 | b.u2, a.u1 | b.u1, a.u0 | b.u0);

    /// <summary>Bitwise exclusive or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word operator ^(in Word a, in Word b) => new(a.u3 ^ b.u3, a.u2 ^ b.u2, a.u1 ^ b.u1, a.u0 ^ b.u0);

    /// <summary>Bitwise complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Word operator ~(in Word a) => new(~a.u3, ~a.u2, ~a.u1, ~a.u0);

    /// <summary>Shifts to the left; by 256 bits or more (or a negative number) nothing is left.</summary>
    public static Word operator <<(in Word a, int bits)
    {
        if ((uint)bits >= SizeInBits)
        {
            return default;
        }

        // A shift of a limb by 64 would be one by 0, hence the two steps.
        int s = bits & 63, t = 63 - s;
        return (bits >> 6) switch
        {
            0 => new Word((a.u3 << s) | (a.u2 >> 1 >> t), (a.u2 << s) | (a.u1 >> 1 >> t), (a.u1 << s) | (a.u0 >> 1 >> t), a.u0 << s),
            1 => new Word((a.u2 << s) | (a.u1 >> 1 >> t), (a.u1 << s) | (a.u0 >> 1 >> t), a.u0 << s, 0),
            2 => new Word((a.u1 << s) | (a.u0 >> 1 >> t), a.u0 << s, 0, 0),
            _ => new Word(a.u0 << s, 0, 0, 0),
        };
    }

    /// <summary>Shifts to the right; by 256 bits or more (or a negative number) nothing is left.</summary>
    public static Word operator >>(in Word a, int bits)
    {
        if ((uint)bits >= SizeInBits)
        {
            return default;
        }

        int s = bits & 63, t = 63 - s;
        return (bits >> 6) switch
        {
            0 => new Word(a.u3 >> s, (a.u2 >> s) | (a.u3 << 1 << t), (a.u1 >> s) | (a.u2 << 1 << t), (a.u0 >> s) | (a.u1 << 1 << t)),
            1 => new Word(0, a.u3 >> s, (a.u2 >> s) | (a.u3 << 1 << t), (a.u1 >> s) | (a.u2 << 1 << t)),
            2 => new Word(0, 0, a.u3 >> s, (a.u2 >> s) | (a.u3 << 1 << t)),
            _ => new Word(0, 0, 0, a.u3 >> s),
        };
    }

    /// <summary>The EVM's SHL: a word shifted to the left by a word.</summary>
    public static Word ShiftLeft(in Word value, in Word bits) => bits < new Word(SizeInBits) ? value << (int)bits.u0 : default;

    /// <summary>The EVM's SHR: a word shifted to the right by a word.</summary>
    public static Word ShiftRight(in Word value, in Word bits) => bits < new Word(SizeInBits) ? value >> (int)bits.u0 : default;

    /// <summary>The EVM's SAR: a signed number divided by a power of two and rounded down.</summary>
    public static Word ShiftRightArithmetic(in Word value, in Word bits)
    {
        if (!value.IsNegative)
        {
            return ShiftRight(value, bits);
        }

        return bits < new Word(SizeInBits) ? ~(~value >> (int)bits.u0) : MaxValue;
    }

    /// <summary>The EVM's BYTE: the byte at an index counted from the most significant; 0 from 32 on.</summary>
    public static Word ByteAt(in Word index, in Word value) =>
        index < new Word(SizeInBytes) ? new Word((byte)(value >> (8 * (SizeInBytes - 1 - (int)index.u0))).u0) : default;

    /// <summary>The EVM's SIGNEXTEND: reads the low <paramref name="index"/> + 1 bytes of a word as a signed number.</summary>
    public static Word SignExtend(in Word index, in Word value)
    {
        if (!(index < new Word(SizeInBytes - 1)))
        {
            return value;
        }

        int sign = (8 * (int)index.u0) + 7;
        Word above = MaxValue << (sign + 1);
        return value.IsSet(sign) ? value | above : value & ~above;
    }

    /// <summary>Whether a bit is set; bit 0 is the least.</summary>
    private bool IsSet(int bit)
    {
        ulong limb = (bit >> 6) switch { 0 => u0, 1 => u1, 2 => u2, _ => u3 };
        return ((limb >> (bit & 63)) & 1) != 0;
    }
}
