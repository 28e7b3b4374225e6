using System.Security.Cryptography;

namespace ZToken.Groth16;

/// <summary>A public source of randomness that nobody could foresee: the last step of a ceremony, which anyone can compute again.</summary>
/// <param name="Value">The value that was announced before it came to be, for example the hash of a future block; 1 to 255 bytes.</param>
/// <param name="LogIterations">SHA-256 is applied to it 2^k times, so that nobody could try out many values in time; 10 to 63.</param>
public sealed record Beacon(ReadOnlyMemory<byte> Value, int LogIterations)
{
    /// <summary>The smallest number of iterations as a power of two.</summary>
    public const int MinLogIterations = 10;

    /// <summary>The largest number of iterations as a power of two.</summary>
    public const int MaxLogIterations = 63;

    private const ulong IterationsBetweenReports = 1 << 16;

    /// <summary>The seed from which the step's key is drawn: SHA-256 of the value, 2^k times.</summary>
    internal byte[] ComputeSeed(CancellationToken cancellation)
    {
        byte[] digest = SHA256.HashData(Value.Span);
        for (ulong i = 1; i < 1UL << LogIterations; i++)
        {
            if (i % IterationsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            _ = SHA256.HashData(digest, digest);
        }

        return digest;
    }
}
