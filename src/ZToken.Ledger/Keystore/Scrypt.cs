using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace ZToken.Ledger;

/// <summary>The password-based derivation scrypt (RFC 7914), whose memory is overwritten when it is done.</summary>
/// <remarks>
/// Where it reads in its memory depends on the password, as the function's definition has it. The framework has no scrypt, and BouncyCastle's refuses the
/// parameters r = 1 with n of 65,536 and more, which files of wallets have.
/// </remarks>
internal static class Scrypt
{
    private const int BlockWords = 16;
    private const int VectorsOfBlock = 4;
    private const int DoubleRounds = 4;

    // Words in the order of the diagonals, on which the rounds work as on vectors.
    private static ReadOnlySpan<byte> Diagonals => [0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11];

    /// <summary>Derives bytes of a password.</summary>
    /// <param name="password">The password.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="cost">n, r and p.</param>
    /// <param name="length">How many bytes.</param>
    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, KeystoreCost cost, int length)
    {
        int words = 2 * cost.R * BlockWords;
        byte[] mixed = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, cost.P * words * sizeof(uint));
        // Two states and then n of them.
        uint[] memory = GC.AllocateUninitializedArray<uint>(checked((cost.N + 2) * words));
        for (int i = 0; i < cost.P; i++)
        {
            Mix(mixed.AsSpan(i * words * sizeof(uint), words * sizeof(uint)), memory, cost.N);
        }

        byte[] derived = Rfc2898DeriveBytes.Pbkdf2(password, mixed, 1, HashAlgorithmName.SHA256, length);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(memory.AsSpan()));
        CryptographicOperations.ZeroMemory(mixed);
        return derived;
    }

    /// <summary>scryptROMix (RFC 7914, section 5).</summary>
    private static void Mix(Span<byte> block, Span<uint> memory, int n)
    {
        int words = block.Length / sizeof(uint);
        Span<uint> x = memory[..words];
        Span<uint> y = memory.Slice(words, words);
        Span<uint> stored = memory[(2 * words)..];
        for (int i = 0; i < words; i++)
        {
            x[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(sizeof(uint) * Place(i))..]);
        }

        for (int i = 0; i < n; i++)
        {
            x.CopyTo(stored[(i * words)..]);
            MixBlocks(x, y);
        }

        for (int i = 0; i < n; i++)
        {
            // The first word of the last block; n has at most 32 bits.
            int j = (int)(x[words - BlockWords] & (uint)(n - 1));
            Xor(stored.Slice(j * words, words), x);
            MixBlocks(x, y);
        }

        for (int i = 0; i < words; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block[(sizeof(uint) * Place(i))..], x[i]);
        }
    }

    /// <summary>scryptBlockMix (section 4): Salsa20/8 along a chain, the even blocks before the odd ones.</summary>
    private static void MixBlocks(Span<uint> x, Span<uint> y)
    {
        Span<Vector128<uint>> blocks = MemoryMarshal.Cast<uint, Vector128<uint>>(x);
        Span<Vector128<uint>> output = MemoryMarshal.Cast<uint, Vector128<uint>>(y);
        int count = x.Length / BlockWords;
        ReadOnlySpan<Vector128<uint>> chain = blocks[^VectorsOfBlock..];
        for (int i = 0; i < count; i++)
        {
            Span<Vector128<uint>> next = output.Slice(VectorsOfBlock * ((i >> 1) + ((i & 1) * (count / 2))), VectorsOfBlock);
            Salsa(chain, blocks.Slice(VectorsOfBlock * i, VectorsOfBlock), next);
            chain = next;
        }

        y.CopyTo(x);
    }

    /// <summary>Salsa20/8 (section 3) of the exclusive or of two blocks.</summary>
    private static void Salsa(ReadOnlySpan<Vector128<uint>> chain, ReadOnlySpan<Vector128<uint>> block, Span<Vector128<uint>> output)
    {
        Vector128<uint> a0 = chain[0] ^ block[0], b0 = chain[1] ^ block[1], c0 = chain[2] ^ block[2], d0 = chain[3] ^ block[3];
        Vector128<uint> a = a0, b = b0, c = c0, d = d0;
        for (int i = 0; i < DoubleRounds; i++)
        {
            b ^= Rotate(a + d, 7);
            c ^= Rotate(b + a, 9);
            d ^= Rotate(c + b, 13);
            a ^= Rotate(d + c, 18);

            // Columns become rows.
            Vector128<uint> second = Vector128.Shuffle(d, Vector128.Create(1u, 2, 3, 0));
            Vector128<uint> third = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
            Vector128<uint> fourth = Vector128.Shuffle(b, Vector128.Create(3u, 0, 1, 2));
            second ^= Rotate(a + fourth, 7);
            third ^= Rotate(second + a, 9);
            fourth ^= Rotate(third + second, 13);
            a ^= Rotate(fourth + third, 18);
            b = Vector128.Shuffle(fourth, Vector128.Create(1u, 2, 3, 0));
            c = Vector128.Shuffle(third, Vector128.Create(2u, 3, 0, 1));
            d = Vector128.Shuffle(second, Vector128.Create(3u, 0, 1, 2));
        }

        output[0] = a + a0;
        output[1] = b + b0;
        output[2] = c + c0;
        output[3] = d + d0;
    }

    private static void Xor(ReadOnlySpan<uint> source, Span<uint> target)
    {
        ReadOnlySpan<Vector128<uint>> from = MemoryMarshal.Cast<uint, Vector128<uint>>(source);
        Span<Vector128<uint>> to = MemoryMarshal.Cast<uint, Vector128<uint>>(target);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] ^= from[i];
        }
    }

    private static Vector128<uint> Rotate(Vector128<uint> value, int bits) => (value << bits) | (value >>> (32 - bits));

    /// <summary>Where the word at a place of ours stands in the definition's order.</summary>
    private static int Place(int word) => (word & ~(BlockWords - 1)) + Diagonals[word & (BlockWords - 1)];
}
