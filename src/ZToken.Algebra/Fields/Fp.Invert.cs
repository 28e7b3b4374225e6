using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

public readonly partial struct Fp
{
    /// <summary>The multiplicative inverse, zero for zero, in a time that depends on the value: only for what is public.</summary>
    [SkipLocalsInit]
    public Fp InvertVarTime()
    {
        // The inverse of a R is 1 / (a R); a Montgomery product with R^3 makes it R / a.
        Fp result = this;
        ModularInverse.InvertVarTime(MemoryMarshal.CreateSpan(ref Unsafe.As<Fp, ulong>(ref result), SizeInBytes / sizeof(ulong)), ModulusLimbs);
        return result * RadixCubed;
    }
}
