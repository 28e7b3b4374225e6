using System.Security.Cryptography;

namespace ZToken.Crypto;

/// <summary>What BLAKE2b and BLAKE2s have in common: input in pieces, the last block held back, memory cleared at the end.</summary>
/// <remarks>RFC 7693, with salt and personalisation from the BLAKE2 paper (J.-P. Aumasson, S. Neves, Z. Wilcox-O'Hearn, C. Winnerlein, 2013).</remarks>
public abstract class Blake2 : IDisposable
{
    private readonly byte[] block;
    private int filled;
    private UInt128 counter;
    private bool finished;

    private protected Blake2(int blockLength, int maxLength, int saltLength, int outputLength, ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> personalization)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputLength, maxLength);
        if (key.Length > maxLength)
        {
            throw new ArgumentException($"A key has at most {maxLength} bytes.", nameof(key));
        }

        if (!salt.IsEmpty && salt.Length != saltLength)
        {
            throw new ArgumentException($"A salt has {saltLength} bytes.", nameof(salt));
        }

        if (!personalization.IsEmpty && personalization.Length != saltLength)
        {
            throw new ArgumentException($"A personalisation has {saltLength} bytes.", nameof(personalization));
        }

        OutputLength = outputLength;
        block = new byte[blockLength];
    }

    /// <summary>Bytes of the digest; it is part of what is hashed.</summary>
    public int OutputLength { get; }

    /// <summary>Takes more input.</summary>
    /// <exception cref="InvalidOperationException">The digest has been given.</exception>
    public void Append(ReadOnlySpan<byte> data)
    {
        ThrowIfFinished();
        while (!data.IsEmpty)
        {
            // The last block is compressed only at the end: it alone carries the flag.
            if (filled == block.Length)
            {
                counter += (uint)filled;
                Compress(block, counter, isLast: false);
                filled = 0;
            }

            int take = Math.Min(data.Length, block.Length - filled);
            data[..take].CopyTo(block.AsSpan(filled));
            filled += take;
            data = data[take..];
        }
    }

    /// <summary>Writes the digest and clears the state.</summary>
    /// <exception cref="ArgumentException">The destination is not exactly as long as the digest.</exception>
    /// <exception cref="InvalidOperationException">The digest has been given.</exception>
    public void Finish(Span<byte> destination)
    {
        ThrowIfFinished();
        if (destination.Length != OutputLength)
        {
            throw new ArgumentException($"The digest has {OutputLength} bytes.", nameof(destination));
        }

        block.AsSpan(filled).Clear();
        counter += (uint)filled;
        Compress(block, counter, isLast: true);
        WriteDigest(destination);
        Dispose();
    }

    /// <summary>Clears the state.</summary>
    public void Dispose()
    {
        finished = true;
        CryptographicOperations.ZeroMemory(block);
        ClearState();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Compress(ReadOnlySpan<byte> message, UInt128 bytesSoFar, bool isLast);

    private protected abstract void WriteDigest(Span<byte> destination);

    private protected abstract void ClearState();

    // The key is a first block of its own, filled up with zeros.
    private protected void AppendKey(ReadOnlySpan<byte> key)
    {
        if (!key.IsEmpty)
        {
            key.CopyTo(block);
            filled = block.Length;
        }
    }

    private void ThrowIfFinished()
    {
        if (finished)
        {
            throw new InvalidOperationException("The digest has been given: begin a new hash.");
        }
    }
}
