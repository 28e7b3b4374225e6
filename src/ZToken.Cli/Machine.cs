using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary>The machine in the words of a report's header.</summary>
internal static class Machine
{
    public static string Runtime => $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription.Trim()} ({RuntimeInformation.ProcessArchitecture})";

    public static string Processor => X86Base.IsSupported ? BrandString() : RuntimeInformation.ProcessArchitecture.ToString();

    public static string Lanes => LaneSupport.RegisterBits switch
    {
        512 => "AVX-512 (lanes in 512-bit registers)",
        256 => "AVX2 and FMA (lanes in 256-bit registers)",
        _ => "none (scalar code)",
    };

    /// <summary>The name that the processor gives itself: leaves 0x80000002 to 0x80000004 of CPUID, 16 characters each.</summary>
    private static string BrandString()
    {
        const int FirstLeaf = unchecked((int)0x80000002);
        if (X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < FirstLeaf + 2)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }

        Span<byte> name = stackalloc byte[48];
        for (int i = 0; i < 3; i++)
        {
            (int eax, int ebx, int ecx, int edx) = X86Base.CpuId(FirstLeaf + i, 0);
            ReadOnlySpan<int> registers = [eax, ebx, ecx, edx];
            MemoryMarshal.AsBytes(registers).CopyTo(name[(16 * i)..]);
        }

        return Encoding.ASCII.GetString(name).TrimEnd('\0').Trim();
    }
}
