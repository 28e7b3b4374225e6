namespace ZToken.Ledger;

/// <summary>What a guess of a keystore's password costs: the parameters of scrypt (RFC 7914).</summary>
/// <remarks>Memory is 128 n r bytes. What is read may ask for 512 MB, p up to 16, or ten million rounds of PBKDF2.</remarks>
/// <param name="N">Cost, a power of two.</param>
/// <param name="R">Size of a block, in 128 bytes.</param>
/// <param name="P">How many times over.</param>
public sealed record KeystoreCost(int N, int R, int P)
{
    internal const int MostRounds = 10_000_000;
    private const long MostMemory = 512L << 20;
    private const int MostTimes = 16;

    /// <summary>What wallets use: 256 MB.</summary>
    public static KeystoreCost Standard { get; } = new(1 << 18, 8, 1);

    /// <summary>For tests and for keys that are worth nothing: 4 MB.</summary>
    public static KeystoreCost Light { get; } = new(1 << 12, 8, 6);

    /// <summary>Whether scrypt takes these numbers.</summary>
    public bool IsValid => N > 1 && (N & (N - 1)) == 0 && R > 0 && P > 0;

    /// <summary>Whether a file may ask for these, which are valid.</summary>
    public bool IsBearable => N <= MostMemory / 128 / R && P <= MostTimes;
}
