using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>The twelfth extension Fp6[w] / (w^2 - v): where the pairing takes its values.</summary>
/// <remarks>An element is C0 + C1 w, in the memory layout of blst; <c>default</c> is zero, which is no value of a pairing.</remarks>
/// <param name="c0">The coefficient of 1.</param>
/// <param name="c1">The coefficient of w.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Fp12(in Fp6 c0, in Fp6 c1) : IField<Fp12>
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp6 C0 = c0;

    /// <summary>The coefficient of w.</summary>
    public readonly Fp6 C1 = c1;

    /// <inheritdoc/>
    public static Fp12 Zero => default;

    /// <inheritdoc/>
    public static Fp12 One => new(Fp6.One, Fp6.Zero);

    /// <inheritdoc/>
    public bool IsZero => C0.IsZero & C1.IsZero;

    /// <summary>Adds.</summary>
    public static Fp12 operator +(in Fp12 a, in Fp12 b) => new(a.C0 + b.C0, a.C1 + b.C1);

    /// <summary>Subtracts.</summary>
    public static Fp12 operator -(in Fp12 a, in Fp12 b) => new(a.C0 - b.C0, a.C1 - b.C1);

    /// <summary>Negates.</summary>
    public static Fp12 operator -(in Fp12 a) => new(-a.C0, -a.C1);

    /// <summary>Multiplies, with three products in Fp6, that is 54 in Fp.</summary>
    public static Fp12 operator *(in Fp12 a, in Fp12 b)
    {
        Fp6 low = a.C0 * b.C0;
        Fp6 high = a.C1 * b.C1;
        Fp6 cross = (a.C0 + a.C1) * (b.C0 + b.C1);
        return new Fp12(low + high.TimesNonResidue(), cross - low - high);
    }

    /// <inheritdoc/>
    /// <remarks>Two products in Fp6: (c0 + c1)(c0 + v c1) = c0^2 + v c1^2 + (1 + v) c0 c1.</remarks>
    public Fp12 Square()
    {
        Fp6 product = C0 * C1;
        Fp6 mixed = (C0 + C1) * (C0 + C1.TimesNonResidue());
        return new Fp12(mixed - product - product.TimesNonResidue(), product.Double());
    }

    /// <inheritdoc/>
    public Fp12 Double() => new(C0.Double(), C1.Double());

    /// <summary>The conjugate C0 - C1 w, which is the p^6-th power, and for values of the pairing the inverse.</summary>
    public Fp12 Conjugate() => new(C0, -C1);

    /// <inheritdoc/>
    public Fp12 Invert()
    {
        Fp6 inverse = (C0.Square() - C1.Square().TimesNonResidue()).Invert();
        return new Fp12(C0 * inverse, -(C1 * inverse));
    }

    /// <summary>Tells whether two elements are equal.</summary>
    public static bool operator ==(in Fp12 a, in Fp12 b) => (a.C0 == b.C0) & (a.C1 == b.C1);

    /// <summary>Tells whether two elements differ.</summary>
    public static bool operator !=(in Fp12 a, in Fp12 b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(Fp12 other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Fp12 other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1);

    /// <inheritdoc/>
    public static Fp12 Select(bool condition, in Fp12 whenTrue, in Fp12 whenFalse) =>
        new(Fp6.Select(condition, whenTrue.C0, whenFalse.C0), Fp6.Select(condition, whenTrue.C1, whenFalse.C1));

    /// <summary>A uniform element.</summary>
    public static Fp12 Random(RandomSource source) => new(Fp6.Random(source), Fp6.Random(source));

    /// <summary>The coefficients in hexadecimal, for people and debuggers.</summary>
    public override string ToString() => $"[{C0}] + [{C1}] w";
}
