using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZToken.Crypto;

/// <summary>BLAKE2b: digests of 1 to 64 bytes, with key, salt and personalisation.</summary>
/// <remarks>RFC 7693. The four columns of the state go through G together, one row of the 4 by 4 state in each vector.</remarks>
public sealed class Blake2b : Blake2
{
    /// <summary>Bytes of the longest digest and of the longest key.</summary>
    public const int MaxLength = 64;

    /// <summary>Bytes of a salt and of a personalisation, where there is one.</summary>
    public const int SaltLength = 16;

    private const int BlockLength = 128;
    private const uint Rounds = 12;

    private readonly ulong[] state = new ulong[8];

    /// <summary>Begins a hash.</summary>
    /// <param name="outputLength">Bytes of the digest, 1 to 64.</param>
    /// <param name="key">Up to 64 bytes: a key makes this a message authentication code.</param>
    /// <param name="salt">16 bytes, or none.</param>
    /// <param name="personalization">16 bytes that separate one use from another, or none.</param>
    /// <exception cref="ArgumentException">A length is not as said.</exception>
    public Blake2b(int outputLength, ReadOnlySpan<byte> key = default, ReadOnlySpan<byte> salt = default, ReadOnlySpan<byte> personalization = default)
        : base(BlockLength, MaxLength, SaltLength, outputLength, key, salt, personalization)
    {
        // The parameter block of a sequential hash: lengths, fan-out 1, depth 1, salt, personalisation.
        Span<byte> parameters = stackalloc byte[64];
        parameters.Clear();
        parameters[0] = (byte)outputLength;
        parameters[1] = (byte)key.Length;
        parameters[2] = 1;
        parameters[3] = 1;
        salt.CopyTo(parameters[32..]);
        personalization.CopyTo(parameters[48..]);
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = InitialValue[i] ^ BinaryPrimitives.ReadUInt64LittleEndian(parameters[(8 * i)..]);
        }

        AppendKey(key);
    }

    // The fractional parts of the square roots of the first eight primes, as in SHA-512.
    private static ReadOnlySpan<ulong> InitialValue =>
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    /// <summary>Hashes at once; the digest is as long as the destination.</summary>
    /// <exception cref="ArgumentException">A length is not as the constructor says.</exception>
    public static void HashData(ReadOnlySpan<byte> source, Span<byte> destination, ReadOnlySpan<byte> key = default, ReadOnlySpan<byte> salt = default, ReadOnlySpan<byte> personalization = default)
    {
        using Blake2b hash = new(destination.Length, key, salt, personalization);
        hash.Append(source);
        hash.Finish(destination);
    }

    /// <summary>The compression function F of RFC 7693, section 3.2, with any number of rounds, as EIP-152 asks for it.</summary>
    /// <param name="state">The eight words h, replaced by the result.</param>
    /// <param name="message">The sixteen words m.</param>
    /// <param name="counter">The offset t.</param>
    /// <param name="isLast">The flag f.</param>
    /// <param name="rounds">12 in BLAKE2b.</param>
    /// <exception cref="ArgumentException">The spans do not have eight and sixteen words.</exception>
    public static void Compress(Span<ulong> state, ReadOnlySpan<ulong> message, UInt128 counter, bool isLast, uint rounds)
    {
        if (state.Length != 8 || message.Length != 16)
        {
            throw new ArgumentException("The state has eight words, the message sixteen.");
        }

        Vector256<ulong> low = Vector256.Create<ulong>(state);
        Vector256<ulong> high = Vector256.Create<ulong>(state[4..]);
        Vector256<ulong> a = low;
        Vector256<ulong> b = high;
        Vector256<ulong> c = Vector256.Create(InitialValue);
        Vector256<ulong> d = Vector256.Create(InitialValue[4..]) ^ Vector256.Create((ulong)counter, (ulong)(counter >> 64), isLast ? ulong.MaxValue : 0, 0);
        ref byte schedule = ref MemoryMarshal.GetReference(Blake2Schedule.Sigma);
        ref ulong m = ref MemoryMarshal.GetReference(message);
        for (uint round = 0; round < rounds; round++)
        {
            ref byte sigma = ref Unsafe.Add(ref schedule, 16 * (round % 10));
            MixColumns(ref a, ref b, ref c, ref d, Gather(ref m, ref sigma, 0), Gather(ref m, ref sigma, 1));

            // The diagonals become columns, and back.
            b = Vector256.Shuffle(b, Vector256.Create(1UL, 2, 3, 0));
            c = Vector256.Shuffle(c, Vector256.Create(2UL, 3, 0, 1));
            d = Vector256.Shuffle(d, Vector256.Create(3UL, 0, 1, 2));
            MixColumns(ref a, ref b, ref c, ref d, Gather(ref m, ref sigma, 8), Gather(ref m, ref sigma, 9));
            b = Vector256.Shuffle(b, Vector256.Create(3UL, 0, 1, 2));
            c = Vector256.Shuffle(c, Vector256.Create(2UL, 3, 0, 1));
            d = Vector256.Shuffle(d, Vector256.Create(1UL, 2, 3, 0));
        }

        (low ^ a ^ c).CopyTo(state);
        (high ^ b ^ d).CopyTo(state[4..]);
    }

    private protected override void Compress(ReadOnlySpan<byte> message, UInt128 bytesSoFar, bool isLast)
    {
        Span<ulong> words = stackalloc ulong[16];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(message[(8 * i)..]);
        }

        Compress(state, words, bytesSoFar, isLast, Rounds);
        words.Clear();
    }

    private protected override void WriteDigest(Span<byte> destination)
    {
        Span<byte> whole = stackalloc byte[MaxLength];
        for (int i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(whole[(8 * i)..], state[i]);
        }

        whole[..destination.Length].CopyTo(destination);
    }

    private protected override void ClearState() => Array.Clear(state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Gather(ref ulong m, ref byte sigma, int first) => Vector256.Create(
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first)),
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first + 2)),
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first + 4)),
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first + 6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixColumns(ref Vector256<ulong> a, ref Vector256<ulong> b, ref Vector256<ulong> c, ref Vector256<ulong> d, Vector256<ulong> x, Vector256<ulong> y)
    {
        a += b + x;
        d = RotateRight(d ^ a, 32);
        c += d;
        b = RotateRight(b ^ c, 24);
        a += b + y;
        d = RotateRight(d ^ a, 16);
        c += d;
        b = RotateRight(b ^ c, 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> RotateRight(Vector256<ulong> value, int bits) => (value >>> bits) | (value << (64 - bits));
}
