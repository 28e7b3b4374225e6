using System.Buffers.Binary;
using System.Security.Cryptography;
using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>What the derived key of a keystore does: the first half encrypts, the second authenticates.</summary>
internal static class KeystoreCipher
{
    private const int Half = 16;

    /// <summary>AES-128 in counter mode, in place: encrypts and decrypts.</summary>
    public static void Apply(ReadOnlySpan<byte> derived, ReadOnlySpan<byte> iv, Span<byte> content)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(derived[..Half]);
        UInt128 counter = BinaryPrimitives.ReadUInt128BigEndian(iv);
        Span<byte> block = stackalloc byte[Half];
        for (int i = 0; i < content.Length; i += Half)
        {
            BinaryPrimitives.WriteUInt128BigEndian(block, counter++);
            aes.EncryptEcb(block, block, PaddingMode.None);
            for (int j = 0; j < Half && i + j < content.Length; j++)
            {
                content[i + j] ^= block[j];
            }
        }

        block.Clear();
    }

    /// <summary>The Keccak-256 digest of the second half and the ciphertext.</summary>
    public static byte[] Mac(ReadOnlySpan<byte> derived, ReadOnlySpan<byte> ciphertext)
    {
        Span<byte> bytes = stackalloc byte[Half + ciphertext.Length];
        derived[Half..(2 * Half)].CopyTo(bytes);
        ciphertext.CopyTo(bytes[Half..]);
        byte[] mac = Keccak256.HashData(bytes);
        bytes.Clear();
        return mac;
    }
}
