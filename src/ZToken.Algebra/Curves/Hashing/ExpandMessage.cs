using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ZToken.Algebra;

/// <summary>Stretches a message into uniform bytes under a domain separation tag: expand_message of RFC 9380, section 5.3.</summary>
/// <remarks>A tag longer than 255 bytes is hashed first (section 5.3.3). An empty tag is refused: the RFC forbids it.</remarks>
public static class ExpandMessage
{
    private const int LongestTag = 255;
    private static readonly byte[] oversizePrefix = Encoding.ASCII.GetBytes("H2C-OVERSIZE-DST-");

    /// <summary>expand_message_xmd with SHA-256 or SHA-512.</summary>
    /// <exception cref="ArgumentException">The tag is empty, the hash is another, or more than 255 of its digests are asked for.</exception>
    public static void Xmd(HashAlgorithmName hash, ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainTag, Span<byte> output)
    {
        (int digestSize, int blockSize) = SizesOf(hash);
        int rounds = (output.Length + digestSize - 1) / digestSize;
        if (rounds > 255 || domainTag.IsEmpty)
        {
            throw new ArgumentException("The tag must not be empty and the output at most 255 digests long.", nameof(domainTag));
        }

        using IncrementalHash hasher = IncrementalHash.CreateHash(hash);
        Span<byte> tagDigest = stackalloc byte[digestSize];
        scoped ReadOnlySpan<byte> tag = domainTag;
        if (tag.Length > LongestTag)
        {
            hasher.AppendData(oversizePrefix);
            hasher.AppendData(domainTag);
            Finish(hasher, tagDigest);
            tag = tagDigest;
        }

        Span<byte> first = stackalloc byte[digestSize];
        hasher.AppendData(stackalloc byte[blockSize]);
        hasher.AppendData(message);
        hasher.AppendData([(byte)(output.Length >> 8), (byte)output.Length, 0]);
        AppendTag(hasher, tag);
        Finish(hasher, first);

        Span<byte> block = stackalloc byte[digestSize];
        block.Clear();
        for (int i = 1; i <= rounds; i++)
        {
            for (int j = 0; j < digestSize; j++)
            {
                block[j] ^= first[j];
            }

            hasher.AppendData(block);
            hasher.AppendData([(byte)i]);
            AppendTag(hasher, tag);
            Finish(hasher, block);
            Span<byte> rest = output[((i - 1) * digestSize)..];
            block[..Math.Min(digestSize, rest.Length)].CopyTo(rest);
        }
    }

    /// <summary>expand_message_xof with SHAKE128, for 128-bit security.</summary>
    /// <exception cref="ArgumentException">The tag is empty, or more than 65,535 bytes are asked for.</exception>
    /// <exception cref="PlatformNotSupportedException">The operating system's library has no SHAKE: ask <see cref="Shake128.IsSupported"/>.</exception>
    public static void XofShake128(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainTag, Span<byte> output)
    {
        CheckXof(domainTag, output);
        if (domainTag.Length > LongestTag)
        {
            domainTag = Shake128.HashData([.. oversizePrefix, .. domainTag], 32);
        }

        Shake128.HashData([.. message, (byte)(output.Length >> 8), (byte)output.Length, .. domainTag, (byte)domainTag.Length], output);
    }

    /// <summary>expand_message_xof with SHAKE256, for 256-bit security.</summary>
    /// <exception cref="ArgumentException">The tag is empty, or more than 65,535 bytes are asked for.</exception>
    /// <exception cref="PlatformNotSupportedException">The operating system's library has no SHAKE: ask <see cref="Shake256.IsSupported"/>.</exception>
    public static void XofShake256(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainTag, Span<byte> output)
    {
        CheckXof(domainTag, output);
        if (domainTag.Length > LongestTag)
        {
            domainTag = Shake256.HashData([.. oversizePrefix, .. domainTag], 64);
        }

        Shake256.HashData([.. message, (byte)(output.Length >> 8), (byte)output.Length, .. domainTag, (byte)domainTag.Length], output);
    }

    private static void CheckXof(ReadOnlySpan<byte> domainTag, Span<byte> output)
    {
        if (output.Length > ushort.MaxValue || domainTag.IsEmpty)
        {
            throw new ArgumentException("The tag must not be empty and the output at most 65,535 bytes long.", nameof(domainTag));
        }
    }

    private static (int Digest, int Block) SizesOf(HashAlgorithmName hash)
    {
        if (hash == HashAlgorithmName.SHA256)
        {
            return (SHA256.HashSizeInBytes, 64);
        }

        return hash == HashAlgorithmName.SHA512
            ? (SHA512.HashSizeInBytes, 128)
            : throw new ArgumentException($"{hash.Name} is not a hash of the suites: take SHA256 or SHA512.", nameof(hash));
    }

    private static void AppendTag(IncrementalHash hasher, ReadOnlySpan<byte> tag)
    {
        hasher.AppendData(tag);
        hasher.AppendData([(byte)tag.Length]);
    }

    private static void Finish(IncrementalHash hasher, Span<byte> digest)
    {
        if (hasher.GetHashAndReset(digest) != digest.Length)
        {
            throw new UnreachableException("A hash gave fewer bytes than its digest has.");
        }
    }
}
