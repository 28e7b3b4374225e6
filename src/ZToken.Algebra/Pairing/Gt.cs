using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>A value of the pairing: an element of the subgroup of prime order r of Fp12, written multiplicatively.</summary>
/// <remarks>
/// Only <see cref="Pairing.FinalExponentiation"/> and the operations here make one; <c>default</c> is the neutral element,
/// so the element is stored less one.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Gt : IEquatable<Gt>
{
    private readonly Fp12 valueLessOne;

    internal Gt(in Fp12 value) => valueLessOne = value - Fp12.One;

    /// <summary>The neutral element.</summary>
    public static Gt One => default;

    /// <summary>The element as a member of the field.</summary>
    public Fp12 Value => valueLessOne + Fp12.One;

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsOne => valueLessOne.IsZero;

    /// <summary>Multiplies.</summary>
    public static Gt operator *(in Gt a, in Gt b) => new(a.Value * b.Value);

    /// <summary>Divides.</summary>
    public static Gt operator /(in Gt a, in Gt b) => new(a.Value * b.Value.Conjugate());

    /// <summary>The inverse, which here is the conjugate.</summary>
    public Gt Invert() => new(Value.Conjugate());

    /// <summary>This element times itself: 18 products in Fp.</summary>
    public Gt Square() => new(Value.CyclotomicSquare());

    /// <summary>The power to a scalar, in a time and with memory accesses that do not depend on the scalar.</summary>
    public Gt Power(in Fr exponent)
    {
        const int windowBits = 4;
        Span<ulong> limbs = stackalloc ulong[4];
        exponent.ToCanonicalLimbs(limbs);
        Span<Fp12> table = stackalloc Fp12[1 << windowBits];
        table[0] = Fp12.One;
        for (int i = 1; i < table.Length; i++)
        {
            table[i] = table[i - 1] * Value;
        }

        Fp12 result = Fp12.One;
        for (int position = 256 - windowBits; position >= 0; position -= windowBits)
        {
            for (int i = 0; i < windowBits; i++)
            {
                result = result.CyclotomicSquare();
            }

            int digit = (int)(limbs[position >> 6] >> (position & 63)) & (table.Length - 1);
            Fp12 factor = table[0];
            for (int i = 1; i < table.Length; i++)
            {
                factor = Fp12.Select(i == digit, table[i], factor);
            }

            result *= factor;
        }

        limbs.Clear();
        return new Gt(result);
    }

    /// <summary>Tells whether two elements are equal.</summary>
    public static bool operator ==(in Gt a, in Gt b) => a.valueLessOne == b.valueLessOne;

    /// <summary>Tells whether two elements differ.</summary>
    public static bool operator !=(in Gt a, in Gt b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(Gt other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Gt other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => valueLessOne.GetHashCode();

    /// <summary>The coefficients in hexadecimal, for people and debuggers.</summary>
    public override string ToString() => Value.ToString();
}
