namespace ZToken.Algebra;

/// <summary>Which operations go to libblst where it is there and the choice is left to us (ZTOKEN_BACKEND=auto).</summary>
/// <remarks>
/// <para>
/// Measured with blst 0.3 of c-kzg 4.1 in the same process, one thread of an AMD EPYC (Zen 5), the best of many runs; the time of managed
/// code over that of blst. Registers of 256 bits are this machine with DOTNET_EnableAVX512=0, none is with DOTNET_EnableAVX2=0.
/// </para>
/// <code>
/// product of n pairings    n = 1      2      4     16     64    (blst: 0.48, 0.62, 0.90, 2.5, 9.4 ms)
///   512-bit registers       0.53   0.47   0.44   0.41   0.39
///   256-bit registers       1.21   1.08   1.02   0.93   0.88
///   none                     6.9    6.8    7.0    13     9.7
/// </code>
/// </remarks>
internal static class BlstRouting
{
    // From so many pairings on, lanes of 256 bits are no slower.
    private const int ManyPairings = 4;

    /// <summary>The library, where it should compute a product of so many pairings.</summary>
    public static BlstLibrary? ForPairings(int count) => Backend.Current switch
    {
        { Blst: null } => null,
        { AlwaysBlst: true } backend => backend.Blst,
        { } backend => LaneSupport.RegisterBits switch
        {
            512 => null,
            256 when count >= ManyPairings => null,
            _ => backend.Blst,
        },
    };

    /// <summary>The library, where it should compute a sum of multiples: with lanes managed code takes a quarter of its time.</summary>
    public static BlstLibrary? ForSums() => Backend.Current.AlwaysBlst || LaneSupport.RegisterBits == 0 ? Backend.Current.Blst : null;
}
