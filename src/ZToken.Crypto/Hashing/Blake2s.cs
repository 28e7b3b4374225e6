using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZToken.Crypto;

/// <summary>BLAKE2s: digests of 1 to 32 bytes, with key, salt and personalisation.</summary>
/// <remarks>RFC 7693. Here it only makes generators, by the group hash of Zcash.</remarks>
public sealed class Blake2s : Blake2
{
    /// <summary>Bytes of the longest digest and of the longest key.</summary>
    public const int MaxLength = 32;

    /// <summary>Bytes of a salt and of a personalisation, where there is one.</summary>
    public const int SaltLength = 8;

    private const int BlockLength = 64;
    private const int Rounds = 10;

    private readonly uint[] state = new uint[8];

    /// <summary>Begins a hash.</summary>
    /// <param name="outputLength">Bytes of the digest, 1 to 32.</param>
    /// <param name="key">Up to 32 bytes: a key makes this a message authentication code.</param>
    /// <param name="salt">8 bytes, or none.</param>
    /// <param name="personalization">8 bytes that separate one use from another, or none.</param>
    /// <exception cref="ArgumentException">A length is not as said.</exception>
    public Blake2s(int outputLength, ReadOnlySpan<byte> key = default, ReadOnlySpan<byte> salt = default, ReadOnlySpan<byte> personalization = default)
        : base(BlockLength, MaxLength, SaltLength, outputLength, key, salt, personalization)
    {
        Span<byte> parameters = stackalloc byte[32];
        parameters.Clear();
        parameters[0] = (byte)outputLength;
        parameters[1] = (byte)key.Length;
        parameters[2] = 1;
        parameters[3] = 1;
        salt.CopyTo(parameters[16..]);
        personalization.CopyTo(parameters[24..]);
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = InitialValue[i] ^ BinaryPrimitives.ReadUInt32LittleEndian(parameters[(4 * i)..]);
        }

        AppendKey(key);
    }

    // The fractional parts of the square roots of the first eight primes, as in SHA-256.
    private static ReadOnlySpan<uint> InitialValue =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>Hashes at once; the digest is as long as the destination.</summary>
    /// <exception cref="ArgumentException">A length is not as the constructor says.</exception>
    public static void HashData(ReadOnlySpan<byte> source, Span<byte> destination, ReadOnlySpan<byte> key = default, ReadOnlySpan<byte> salt = default, ReadOnlySpan<byte> personalization = default)
    {
        using Blake2s hash = new(destination.Length, key, salt, personalization);
        hash.Append(source);
        hash.Finish(destination);
    }

    private protected override void Compress(ReadOnlySpan<byte> message, UInt128 bytesSoFar, bool isLast)
    {
        Span<uint> words = stackalloc uint[16];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(message[(4 * i)..]);
        }

        ulong counter = (ulong)bytesSoFar;
        Vector128<uint> low = Vector128.Create<uint>(state);
        Vector128<uint> high = Vector128.Create<uint>(state.AsSpan(4));
        Vector128<uint> a = low;
        Vector128<uint> b = high;
        Vector128<uint> c = Vector128.Create(InitialValue);
        Vector128<uint> d = Vector128.Create(InitialValue[4..]) ^ Vector128.Create((uint)counter, (uint)(counter >> 32), isLast ? uint.MaxValue : 0, 0);
        ref byte schedule = ref MemoryMarshal.GetReference(Blake2Schedule.Sigma);
        ref uint m = ref MemoryMarshal.GetReference(words);
        for (int round = 0; round < Rounds; round++)
        {
            ref byte sigma = ref Unsafe.Add(ref schedule, 16 * round);
            MixColumns(ref a, ref b, ref c, ref d, Gather(ref m, ref sigma, 0), Gather(ref m, ref sigma, 1));
            b = Vector128.Shuffle(b, Vector128.Create(1U, 2, 3, 0));
            c = Vector128.Shuffle(c, Vector128.Create(2U, 3, 0, 1));
            d = Vector128.Shuffle(d, Vector128.Create(3U, 0, 1, 2));
            MixColumns(ref a, ref b, ref c, ref d, Gather(ref m, ref sigma, 8), Gather(ref m, ref sigma, 9));
            b = Vector128.Shuffle(b, Vector128.Create(3U, 0, 1, 2));
            c = Vector128.Shuffle(c, Vector128.Create(2U, 3, 0, 1));
            d = Vector128.Shuffle(d, Vector128.Create(1U, 2, 3, 0));
        }

        (low ^ a ^ c).CopyTo(state);
        (high ^ b ^ d).CopyTo(state, 4);
        words.Clear();
    }

    private protected override void WriteDigest(Span<byte> destination)
    {
        Span<byte> whole = stackalloc byte[MaxLength];
        for (int i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(whole[(4 * i)..], state[i]);
        }

        whole[..destination.Length].CopyTo(destination);
    }

    private protected override void ClearState() => Array.Clear(state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Gather(ref uint m, ref byte sigma, int first) => Vector128.Create(
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first)),
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first + 2)),
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first + 4)),
        Unsafe.Add(ref m, Unsafe.Add(ref sigma, first + 6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixColumns(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d, Vector128<uint> x, Vector128<uint> y)
    {
        a += b + x;
        d = RotateRight(d ^ a, 16);
        c += d;
        b = RotateRight(b ^ c, 12);
        a += b + y;
        d = RotateRight(d ^ a, 8);
        c += d;
        b = RotateRight(b ^ c, 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> RotateRight(Vector128<uint> value, int bits) => (value >>> bits) | (value << (32 - bits));
}
