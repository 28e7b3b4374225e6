using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ZToken.Algebra;

/// <summary>Where random bytes come from: the operating system, or a seed that makes a run repeatable.</summary>
public abstract class RandomSource
{
    /// <summary>The operating system's generator; safe for use by several threads.</summary>
    public static RandomSource System { get; } = new OperatingSystemSource();

    /// <summary>A stream determined by the seed: SHA-256 of (seed digest, counter). Not safe for use by several threads.</summary>
    /// <remarks>Whoever knows the seed knows every output: for development keys and tests.</remarks>
    public static RandomSource FromSeed(ReadOnlySpan<byte> seed) => new SeededSource(seed);

    /// <summary>Fills the span with random bytes.</summary>
    public abstract void Fill(Span<byte> destination);

    private sealed class OperatingSystemSource : RandomSource
    {
        public override void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
    }

    private sealed class SeededSource : RandomSource
    {
        private readonly byte[] block = new byte[40];
        private readonly byte[] output = new byte[32];
        private ulong counter;
        private int used = 32;

        public SeededSource(ReadOnlySpan<byte> seed) => SHA256.HashData(seed, block);

        public override void Fill(Span<byte> destination)
        {
            while (!destination.IsEmpty)
            {
                if (used == output.Length)
                {
                    BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(32), counter++);
                    SHA256.HashData(block, output);
                    used = 0;
                }

                int take = Math.Min(destination.Length, output.Length - used);
                output.AsSpan(used, take).CopyTo(destination);
                used += take;
                destination = destination[take..];
            }
        }
    }
}
