using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ZToken.Algebra;

/// <summary>The whole product of two words.</summary>
internal static class WideProduct
{
    /// <summary>Multiplies.</summary>
    /// <remarks>
    /// <see cref="Math.BigMul(ulong, ulong, out ulong)"/> takes the low word through memory, which in a chain of products costs more than multiplying once more.
    /// </remarks>
    /// <returns>The high word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Multiply(ulong a, ulong b, out ulong low)
    {
        if (Bmi2.X64.IsSupported)
        {
            low = a * b;
            return Bmi2.X64.MultiplyNoFlags(a, b);
        }

        return Math.BigMul(a, b, out low);
    }
}
