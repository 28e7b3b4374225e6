using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>The quadratic extension Fp[u] / (u^2 + 1): coordinates of G2.</summary>
/// <remarks>An element is C0 + C1 u, in the memory layout of blst; <c>default</c> is zero.</remarks>
/// <param name="c0">The coefficient of 1.</param>
/// <param name="c1">The coefficient of u.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Fp2(in Fp c0, in Fp c1) : ICurveField<Fp2>
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp C0 = c0;

    /// <summary>The coefficient of u.</summary>
    public readonly Fp C1 = c1;

    /// <inheritdoc/>
    public static Fp2 Zero => default;

    /// <inheritdoc/>
    public static Fp2 One => new(Fp.One, Fp.Zero);

    /// <summary>The constant 4 + 4u of G2's curve y^2 = x^3 + 4(1 + u).</summary>
    public static Fp2 CurveB => new(Fp.CurveB, Fp.CurveB);

    // The generator of the BLS12-381 specification (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1), canonical limbs.
    private static readonly Fp2 generatorX = new(
        Fp.FromCanonical([0xd48056c8c121bdb8, 0x0bac0326a805bbef, 0xb4510b647ae3d177, 0xc6e47ad4fa403b02, 0x260805272dc51051, 0x024aa2b2f08f0a91]),
        Fp.FromCanonical([0xe5ac7d055d042b7e, 0x334cf11213945d57, 0xb5da61bbdc7f5049, 0x596bd0d09920b61a, 0x7dacd3a088274f65, 0x13e02b6052719f60]));

    private static readonly Fp2 generatorY = new(
        Fp.FromCanonical([0xe193548608b82801, 0x923ac9cc3baca289, 0x6d429a695160d12c, 0xadfd9baa8cbdd3a7, 0x8cc9cdc6da2e351a, 0x0ce5d527727d6e11]),
        Fp.FromCanonical([0xaaa9075ff05f79be, 0x3f370d275cec1da1, 0x267492ab572e99ab, 0xcb3e287e85a763af, 0x32acd2b02bc28b99, 0x0606c4a02ea734cc]));

    /// <inheritdoc/>
    public static Fp2 GeneratorX => generatorX;

    /// <inheritdoc/>
    public static Fp2 GeneratorY => generatorY;

    /// <inheritdoc/>
    public bool IsZero => C0.IsZero & C1.IsZero;

    /// <summary>Adds.</summary>
    public static Fp2 operator +(in Fp2 a, in Fp2 b) => new(a.C0 + b.C0, a.C1 + b.C1);

    /// <summary>Subtracts.</summary>
    public static Fp2 operator -(in Fp2 a, in Fp2 b) => new(a.C0 - b.C0, a.C1 - b.C1);

    /// <summary>Negates.</summary>
    public static Fp2 operator -(in Fp2 a) => new(-a.C0, -a.C1);

    /// <summary>Multiplies, with three products (Karatsuba).</summary>
    public static Fp2 operator *(in Fp2 a, in Fp2 b)
    {
        Fp low = a.C0 * b.C0;
        Fp high = a.C1 * b.C1;
        Fp cross = (a.C0 + a.C1) * (b.C0 + b.C1);
        return new Fp2(low - high, cross - low - high);
    }

    /// <summary>Scales by an element of the base field.</summary>
    public static Fp2 operator *(in Fp2 a, in Fp b) => new(a.C0 * b, a.C1 * b);

    /// <inheritdoc/>
    public Fp2 Square()
    {
        // (c0 + c1)(c0 - c1) + 2 c0 c1 u.
        Fp real = (C0 + C1) * (C0 - C1);
        Fp imaginary = C0 * C1;
        return new Fp2(real, imaginary.Double());
    }

    /// <inheritdoc/>
    public Fp2 Double() => new(C0.Double(), C1.Double());

    /// <summary>The conjugate C0 - C1 u, which is the p-th power.</summary>
    public Fp2 Conjugate() => new(C0, -C1);

    /// <summary>Multiplies by 1 + u, whose cube roots and square roots define the extensions above.</summary>
    public Fp2 TimesNonResidue() => new(C0 - C1, C0 + C1);

    /// <summary>The norm C0^2 + C1^2, an element of the base field.</summary>
    public Fp Norm() => C0.Square() + C1.Square();

    /// <inheritdoc/>
    public Fp2 Invert() => ConjugateTimes(Norm().Invert());

    /// <inheritdoc/>
    public Fp2 InvertVarTime() => ConjugateTimes(Norm().InvertVarTime());

    private Fp2 ConjugateTimes(in Fp factor) => new(C0 * factor, -(C1 * factor));

    /// <summary>Tells whether two elements are equal.</summary>
    public static bool operator ==(in Fp2 a, in Fp2 b) => (a.C0 == b.C0) & (a.C1 == b.C1);

    /// <summary>Tells whether two elements differ.</summary>
    public static bool operator !=(in Fp2 a, in Fp2 b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(Fp2 other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Fp2 other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1);

    /// <inheritdoc/>
    public static Fp2 Select(bool condition, in Fp2 whenTrue, in Fp2 whenFalse) =>
        new(Fp.Select(condition, whenTrue.C0, whenFalse.C0), Fp.Select(condition, whenTrue.C1, whenFalse.C1));

    /// <summary>A uniform element.</summary>
    public static Fp2 Random(RandomSource source) => new(Fp.Random(source), Fp.Random(source));

    /// <inheritdoc/>
    /// <remarks>The coefficient of u decides, then the coefficient of 1.</remarks>
    public bool IsLexicographicallyLargest => C1.IsZero ? C0.IsLexicographicallyLargest : C1.IsLexicographicallyLargest;

    /// <inheritdoc/>
    public Fp2 TimesThreeB() => new Fp2(C0.TimesThreeB(), C1.TimesThreeB()).TimesNonResidue();

    /// <summary>The canonical value in hexadecimal, for people and debuggers.</summary>
    public override string ToString() => $"{C0} + {C1} u";
}
