using System.Buffers.Binary;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>Independent keys from one: BLAKE2b-512 with personalisation <see cref="Domains.KeyExpansion"/> over key, label and number.</summary>
/// <remarks>
/// As PRF^expand of Zcash (Protocol Specification, section 5.4.2). 512 bits read as a little-endian integer and reduced: the bias is below 2^-256.
/// The input is key (32 bytes), label (one byte), number (four bytes, big-endian) and, where the key is the seed, the ledger's id (32 bytes). The time does not
/// depend on the key.
/// </remarks>
internal static class KeyExpansion
{
    /// <summary>Seed to ask.</summary>
    public const byte SpendAuthorization = 0;

    /// <summary>Seed to nk.</summary>
    public const byte Nullifier = 1;

    /// <summary>Seed to the root of all viewing keys.</summary>
    public const byte ViewRoot = 2;

    /// <summary>Root of the viewing keys and epoch to vk.</summary>
    public const byte Viewing = 3;

    /// <summary>Root of the viewing keys to the key that the randomness of plans is drawn with.</summary>
    public const byte Planning = 4;

    public static Secret<JubjubScalar> ToScalar(ReadOnlySpan<byte> key, byte label, uint number = 0, LedgerId? ledger = null)
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Expand(key, label, number, ledger, digest);
        Secret<JubjubScalar> secret = new(JubjubScalar.FromWideLittleEndian(digest));
        CryptographicOperations.ZeroMemory(digest);
        return secret;
    }

    public static Secret<Fr> ToElement(ReadOnlySpan<byte> key, byte label, LedgerId ledger)
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Expand(key, label, 0, ledger, digest);
        Secret<Fr> secret = new(Fr.FromWideLittleEndian(digest));
        CryptographicOperations.ZeroMemory(digest);
        return secret;
    }

    /// <summary>The first bytes of the digest.</summary>
    public static void ToBytes(ReadOnlySpan<byte> key, byte label, Span<byte> destination, LedgerId? ledger = null)
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Expand(key, label, 0, ledger, digest);
        digest[..destination.Length].CopyTo(destination);
        CryptographicOperations.ZeroMemory(digest);
    }

    private static void Expand(ReadOnlySpan<byte> key, byte label, uint number, LedgerId? ledger, Span<byte> digest)
    {
        const int Fixed = WalletSeed.SizeInBytes + 1 + sizeof(uint);
        Span<byte> input = stackalloc byte[Fixed + LedgerId.SizeInBytes];
        key.CopyTo(input);
        input[WalletSeed.SizeInBytes] = label;
        BinaryPrimitives.WriteUInt32BigEndian(input[(WalletSeed.SizeInBytes + 1)..], number);
        ledger?.WriteTo(input[Fixed..]);
        Blake2b.HashData(ledger is null ? input[..Fixed] : input, digest, personalization: Domains.KeyExpansion);
        CryptographicOperations.ZeroMemory(input);
    }
}
