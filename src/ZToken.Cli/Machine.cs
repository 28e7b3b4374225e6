using System.Diagnostics;
using System.Globalization;
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

    /// <summary>What this process holds now and held at most, in megabytes.</summary>
    /// <remarks>Linux tells private pages (RssAnon) apart from those of mapped files; elsewhere the system's own notion of private memory stands.</remarks>
    public static string Memory
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            const string Status = "/proc/self/status", Private = "RssAnon:";
            string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Private, StringComparison.Ordinal)) : null;
            long held = line is null ? process.PrivateMemorySize64 >> 20 : long.Parse(line.AsSpan(Private.Length).Trim(" \tkB"), CultureInfo.InvariantCulture) >> 10;
            return string.Create(CultureInfo.InvariantCulture, $"Memory at the end: {held} MB private; at most {process.PeakWorkingSet64 >> 20} MB resident in all.");
        }
    }

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
