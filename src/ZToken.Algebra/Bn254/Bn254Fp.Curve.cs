using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <content>The curve y^2 = x^3 + 3 of BN254's first group, whose points are all in the group of prime order (EIP-196).</content>
public readonly partial struct Bn254Fp : ICurveField<Bn254Fp>
{
    /// <summary>The constant 3 of the curve.</summary>
    public static Bn254Fp CurveB => FromUInt64(3);

    /// <inheritdoc/>
    public static Bn254Fp GeneratorX => One;

    /// <inheritdoc/>
    public static Bn254Fp GeneratorY => FromUInt64(2);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public Bn254Fp InvertVarTime()
    {
        // As in Fp: the inverse of a R is 1 / (a R); a Montgomery product with R^3 makes it R / a.
        Bn254Fp result = this;
        ModularInverse.InvertVarTime(MemoryMarshal.CreateSpan(ref Unsafe.As<Bn254Fp, ulong>(ref result), SizeInBytes / sizeof(ulong)), ModulusLimbs);
        return result * RadixCubed;
    }

    /// <inheritdoc/>
    public Bn254Fp TimesThreeB()
    {
        Bn254Fp eight = Double().Double().Double();
        return eight + this;
    }
}
