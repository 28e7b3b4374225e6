using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>The sextic extension Fp2[v] / (v^3 - (1 + u)): the middle of the tower under the pairing's values.</summary>
/// <remarks>An element is C0 + C1 v + C2 v^2, in the memory layout of blst; <c>default</c> is zero.</remarks>
/// <param name="c0">The coefficient of 1.</param>
/// <param name="c1">The coefficient of v.</param>
/// <param name="c2">The coefficient of v^2.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Fp6(in Fp2 c0, in Fp2 c1, in Fp2 c2) : IField<Fp6>
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp2 C0 = c0;

    /// <summary>The coefficient of v.</summary>
    public readonly Fp2 C1 = c1;

    /// <summary>The coefficient of v^2.</summary>
    public readonly Fp2 C2 = c2;

    /// <inheritdoc/>
    public static Fp6 Zero => default;

    /// <inheritdoc/>
    public static Fp6 One => new(Fp2.One, Fp2.Zero, Fp2.Zero);

    /// <inheritdoc/>
    public bool IsZero => C0.IsZero & C1.IsZero & C2.IsZero;

    /// <summary>Adds.</summary>
    public static Fp6 operator +(in Fp6 a, in Fp6 b) => new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2);

    /// <summary>Subtracts.</summary>
    public static Fp6 operator -(in Fp6 a, in Fp6 b) => new(a.C0 - b.C0, a.C1 - b.C1, a.C2 - b.C2);

    /// <summary>Negates.</summary>
    public static Fp6 operator -(in Fp6 a) => new(-a.C0, -a.C1, -a.C2);

    /// <summary>Multiplies, with six products in Fp2 (Karatsuba).</summary>
    public static Fp6 operator *(in Fp6 a, in Fp6 b)
    {
        Fp2 p0 = a.C0 * b.C0;
        Fp2 p1 = a.C1 * b.C1;
        Fp2 p2 = a.C2 * b.C2;
        Fp2 cross12 = ((a.C1 + a.C2) * (b.C1 + b.C2)) - p1 - p2;
        Fp2 cross01 = ((a.C0 + a.C1) * (b.C0 + b.C1)) - p0 - p1;
        Fp2 cross02 = ((a.C0 + a.C2) * (b.C0 + b.C2)) - p0 - p2;
        return new Fp6(p0 + cross12.TimesNonResidue(), cross01 + p2.TimesNonResidue(), cross02 + p1);
    }

    /// <summary>Scales by an element of Fp2.</summary>
    public static Fp6 operator *(in Fp6 a, in Fp2 b) => new(a.C0 * b, a.C1 * b, a.C2 * b);

    /// <inheritdoc/>
    /// <remarks>Two products and three squares in Fp2: SQR2 of J. Chung, M. A. Hasan, "Asymmetric squaring formulae" (2007).</remarks>
    public Fp6 Square()
    {
        Fp2 s0 = C0.Square();
        Fp2 s1 = (C0 * C1).Double();
        Fp2 s2 = (C0 - C1 + C2).Square();
        Fp2 s3 = (C1 * C2).Double();
        Fp2 s4 = C2.Square();
        return new Fp6(s0 + s3.TimesNonResidue(), s1 + s4.TimesNonResidue(), s1 + s2 + s3 - s0 - s4);
    }

    /// <inheritdoc/>
    public Fp6 Double() => new(C0.Double(), C1.Double(), C2.Double());

    /// <summary>Multiplies by v, whose square root defines the extension above.</summary>
    public Fp6 TimesNonResidue() => new(C2.TimesNonResidue(), C0, C1);

    /// <summary>Multiplies by the sparse element b0 + b1 v, with five products in Fp2.</summary>
    internal Fp6 TimesSparse(in Fp2 b0, in Fp2 b1)
    {
        Fp2 p0 = C0 * b0;
        Fp2 p1 = C1 * b1;
        Fp2 low = p0 + (C2 * b1).TimesNonResidue();
        Fp2 middle = ((C0 + C1) * (b0 + b1)) - p0 - p1;
        return new Fp6(low, middle, (C2 * b0) + p1);
    }

    /// <inheritdoc/>
    public Fp6 Invert()
    {
        // The adjugate's first row over the norm to Fp2.
        Fp2 a0 = C0.Square() - (C1 * C2).TimesNonResidue();
        Fp2 a1 = C2.Square().TimesNonResidue() - (C0 * C1);
        Fp2 a2 = C1.Square() - (C0 * C2);
        Fp2 norm = ((C1 * a2) + (C2 * a1)).TimesNonResidue() + (C0 * a0);
        return new Fp6(a0, a1, a2) * norm.Invert();
    }

    /// <summary>Tells whether two elements are equal.</summary>
    public static bool operator ==(in Fp6 a, in Fp6 b) => (a.C0 == b.C0) & (a.C1 == b.C1) & (a.C2 == b.C2);

    /// <summary>Tells whether two elements differ.</summary>
    public static bool operator !=(in Fp6 a, in Fp6 b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(Fp6 other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Fp6 other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1, C2);

    /// <inheritdoc/>
    public static Fp6 Select(bool condition, in Fp6 whenTrue, in Fp6 whenFalse) => new(
        Fp2.Select(condition, whenTrue.C0, whenFalse.C0),
        Fp2.Select(condition, whenTrue.C1, whenFalse.C1),
        Fp2.Select(condition, whenTrue.C2, whenFalse.C2));

    /// <summary>A uniform element.</summary>
    public static Fp6 Random(RandomSource source) => new(Fp2.Random(source), Fp2.Random(source), Fp2.Random(source));

    /// <summary>The coefficients in hexadecimal, for people and debuggers.</summary>
    public override string ToString() => $"({C0}) + ({C1}) v + ({C2}) v^2";
}
