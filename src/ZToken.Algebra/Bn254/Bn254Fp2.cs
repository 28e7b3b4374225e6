using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace ZToken.Algebra;

/// <summary>The quadratic extension Fp[u] / (u^2 + 1) of BN254's base field: coordinates of its second group (EIP-197).</summary>
/// <remarks>An element is C0 + C1 u; <c>default</c> is zero. Fp6's and Fp12's non-residue is 9 + u.</remarks>
/// <param name="c0">The coefficient of 1.</param>
/// <param name="c1">The coefficient of u.</param>
public readonly struct Bn254Fp2(in Bn254Fp c0, in Bn254Fp c1) : ICurveField<Bn254Fp2>
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Bn254Fp C0 = c0;

    /// <summary>The coefficient of u.</summary>
    public readonly Bn254Fp C1 = c1;

    // The generator of EIP-197 and the twist's constant 3 / (9 + u).
    private static readonly Bn254Fp2 generatorX = Read(
        "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed", "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2");

    private static readonly Bn254Fp2 generatorY = Read(
        "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa", "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b");

    private static readonly Bn254Fp2 curveB = NonResidue.Invert() * Bn254Fp.CurveB;

    /// <inheritdoc/>
    public static Bn254Fp2 Zero => default;

    /// <inheritdoc/>
    public static Bn254Fp2 One => new(Bn254Fp.One, Bn254Fp.Zero);

    /// <summary>9 + u, which is neither a square nor a cube.</summary>
    public static Bn254Fp2 NonResidue => new(Bn254Fp.FromUInt64(9), Bn254Fp.One);

    /// <inheritdoc/>
    public static Bn254Fp2 CurveB => curveB;

    /// <inheritdoc/>
    public static Bn254Fp2 GeneratorX => generatorX;

    /// <inheritdoc/>
    public static Bn254Fp2 GeneratorY => generatorY;

    /// <inheritdoc/>
    public bool IsZero => C0.IsZero & C1.IsZero;

    /// <summary>Adds.</summary>
    public static Bn254Fp2 operator +(in Bn254Fp2 a, in Bn254Fp2 b) => new(a.C0 + b.C0, a.C1 + b.C1);

    /// <summary>Subtracts.</summary>
    public static Bn254Fp2 operator -(in Bn254Fp2 a, in Bn254Fp2 b) => new(a.C0 - b.C0, a.C1 - b.C1);

    /// <summary>Negates.</summary>
    public static Bn254Fp2 operator -(in Bn254Fp2 a) => new(-a.C0, -a.C1);

    /// <summary>Multiplies, with three products (Karatsuba).</summary>
    public static Bn254Fp2 operator *(in Bn254Fp2 a, in Bn254Fp2 b)
    {
        Bn254Fp low = a.C0 * b.C0;
        Bn254Fp high = a.C1 * b.C1;
        Bn254Fp cross = (a.C0 + a.C1) * (b.C0 + b.C1);
        return new Bn254Fp2(low - high, cross - low - high);
    }

    /// <summary>Scales by an element of the base field.</summary>
    public static Bn254Fp2 operator *(in Bn254Fp2 a, in Bn254Fp b) => new(a.C0 * b, a.C1 * b);

    /// <inheritdoc/>
    public Bn254Fp2 Square()
    {
        Bn254Fp real = (C0 + C1) * (C0 - C1);
        Bn254Fp imaginary = C0 * C1;
        return new Bn254Fp2(real, imaginary.Double());
    }

    /// <inheritdoc/>
    public Bn254Fp2 Double() => new(C0.Double(), C1.Double());

    /// <summary>The conjugate C0 - C1 u, which is the p-th power.</summary>
    public Bn254Fp2 Conjugate() => new(C0, -C1);

    /// <summary>Multiplies by 9 + u.</summary>
    public Bn254Fp2 TimesNonResidue()
    {
        Bn254Fp nine0 = C0.Double().Double().Double() + C0;
        Bn254Fp nine1 = C1.Double().Double().Double() + C1;
        return new Bn254Fp2(nine0 - C1, nine1 + C0);
    }

    /// <inheritdoc/>
    public Bn254Fp2 Invert() => ConjugateTimes((C0.Square() + C1.Square()).Invert());

    /// <inheritdoc/>
    public Bn254Fp2 InvertVarTime() => ConjugateTimes((C0.Square() + C1.Square()).InvertVarTime());

    /// <summary>A power with a public exponent. Variable time.</summary>
    public Bn254Fp2 PowerVarTime(BigInteger exponent)
    {
        Bn254Fp2 power = One;
        for (int i = (int)exponent.GetBitLength() - 1; i >= 0; i--)
        {
            power = power.Square();
            power = (exponent >> i).IsEven ? power : power * this;
        }

        return power;
    }

    /// <inheritdoc/>
    public Bn254Fp2 TimesThreeB() => this * (CurveB.Double() + CurveB);

    /// <summary>Tells whether two elements are equal.</summary>
    public static bool operator ==(in Bn254Fp2 a, in Bn254Fp2 b) => (a.C0 == b.C0) & (a.C1 == b.C1);

    /// <summary>Tells whether two elements differ.</summary>
    public static bool operator !=(in Bn254Fp2 a, in Bn254Fp2 b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(Bn254Fp2 other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Bn254Fp2 other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(C0, C1);

    /// <inheritdoc/>
    public static Bn254Fp2 Select(bool condition, in Bn254Fp2 whenTrue, in Bn254Fp2 whenFalse) =>
        new(Bn254Fp.Select(condition, whenTrue.C0, whenFalse.C0), Bn254Fp.Select(condition, whenTrue.C1, whenFalse.C1));

    /// <summary>The canonical value in hexadecimal, for people and debuggers.</summary>
    public override string ToString() => $"{C0} + {C1} u";

    private static Bn254Fp2 Read(string c0, string c1) =>
        Bn254Fp.TryReadBigEndian(Convert.FromHexString(c0), out Bn254Fp first) && Bn254Fp.TryReadBigEndian(Convert.FromHexString(c1), out Bn254Fp second)
            ? new Bn254Fp2(first, second)
            : throw new UnreachableException("A constant of the library is not canonical.");

    private Bn254Fp2 ConjugateTimes(in Bn254Fp factor) => new(C0 * factor, -(C1 * factor));
}
