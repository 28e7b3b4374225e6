using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The digits of a and b in a G + b P for the lanes: signed, in windows that are the same for all scalars.</summary>
/// <remarks>
/// b's halves have 33 digits of four bits, -8 to 8, one to take the last carry; a or -a, whichever is below n / 2 and so leaves no carry, 32 digits of eight bits, -128 to 128.
/// </remarks>
[InlineArray(Length)]
internal struct WindowDigits
{
    public const int PointWindowBits = 4;
    public const int PointWindows = 33;
    public const int GeneratorWindowBits = 8;
    public const int GeneratorWindows = 32;

    /// <summary>Where the digits of b's first half begin.</summary>
    public const int First = 0;

    /// <summary>Where the digits of b's second half begin.</summary>
    public const int Second = First + PointWindows;

    /// <summary>Where the digits of a begin.</summary>
    public const int Generator = Second + PointWindows;

    private const int Length = Generator + GeneratorWindows;

    private short first;

    /// <summary>Writes the digits of two scalars. Variable time.</summary>
    public static void WriteVarTime(in Secp256k1Fn a, in Secp256k1Fn b, out WindowDigits digits)
    {
        digits = default;
        Span<short> all = digits;
        (HalfScalar low, HalfScalar high) = Secp256k1Endomorphism.SplitVarTime(b);
        Write((ulong)low.Magnitude, (ulong)(low.Magnitude >> 64), 0, 0, low.IsNegative, PointWindowBits, all.Slice(First, PointWindows));
        Write((ulong)high.Magnitude, (ulong)(high.Magnitude >> 64), 0, 0, high.IsNegative, PointWindowBits, all.Slice(Second, PointWindows));
        bool negative = a.Limbs.L3 >> 63 != 0;
        (ulong l0, ulong l1, ulong l2, ulong l3) = negative ? (-a).Limbs : a.Limbs;
        Write(l0, l1, l2, l3, negative, GeneratorWindowBits, all.Slice(Generator, GeneratorWindows));
    }

    private static void Write(ulong l0, ulong l1, ulong l2, ulong l3, bool negate, int bits, Span<short> digits)
    {
        ReadOnlySpan<ulong> limbs = [l0, l1, l2, l3];
        int carry = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int at = bits * i;
            int digit = (int)((limbs[at >> 6] >> (at & 63)) & ((1UL << bits) - 1)) + carry;
            carry = digit > 1 << (bits - 1) ? 1 : 0;
            digit -= carry << bits;
            digits[i] = (short)(negate ? -digit : digit);
        }

        System.Diagnostics.Debug.Assert(carry == 0, "The last digit takes the last carry.");
    }
}
