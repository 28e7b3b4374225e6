using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>What follows the header of a key file: indices and tables.</summary>
internal static class KeyFileBody
{
    /// <summary>Tables begin on a page.</summary>
    public const int PageSize = 4096;

    private const int Block = 1 << 22;

    public static long NextPage(long offset) => (offset + PageSize - 1) / PageSize * PageSize;

    /// <summary>SHA-256 of everything from an offset to the end.</summary>
    public static unsafe byte[] Digest(byte* file, long length, long from, ComputeOptions options)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long offset = from; offset < length; offset += Block)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            hash.AppendData(new ReadOnlySpan<byte>(file + offset, (int)Math.Min(Block, length - offset)));
            options.Progress?.Report((double)(offset - from) / (length - from));
        }

        return hash.GetHashAndReset();
    }
}
