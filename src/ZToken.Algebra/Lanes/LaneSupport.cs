using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZToken.Algebra;

/// <summary>Which registers the lane kernels run in on this machine.</summary>
public static class LaneSupport
{
    /// <summary>512 with AVX-512, 256 with AVX2 and FMA, 0 where neither is there and scalar code takes over.</summary>
    /// <remarks>
    /// Where the runtime holds 512-bit registers to be slower than 256-bit ones (early server chips lower their clock), it is 256.
    /// The JIT knows the answer, so that a branch on it costs nothing. DOTNET_EnableAVX512=0 and DOTNET_EnableAVX2=0 switch them off.
    /// </remarks>
    public static int RegisterBits =>
        Avx512F.IsSupported && Vector512.IsHardwareAccelerated ? 512 :
        Avx2.IsSupported && Fma.IsSupported ? 256 : 0;
}
