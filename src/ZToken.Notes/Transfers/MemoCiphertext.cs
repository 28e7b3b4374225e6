using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A memo, encrypted to one payee: ChaCha20-Poly1305, 272 bytes.</summary>
/// <remarks>
/// The key is BLAKE2b-256 with personalisation <see cref="Domains.MemoKey"/> over S, E and V of the payee (32 bytes each, as points of Jubjub), the payment's
/// number (one byte) and nf_1 (32 bytes, big-endian): fresh for each transfer and payment, so the nonce is zero. S and V name the reader, so a text that
/// opens under two keys still says for whom it is read.
/// </remarks>
public sealed class MemoCiphertext
{
    /// <summary>Bytes of the ciphertext with its tag.</summary>
    public const int SizeInBytes = Memo.PaddedSize + Aead.TagLength;

    private readonly byte[] bytes;

    private MemoCiphertext(byte[] bytes) => this.bytes = bytes;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Takes 272 bytes.</summary>
    /// <returns>False where there are not 272.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, [NotNullWhen(true)] out MemoCiphertext? ciphertext)
    {
        ciphertext = source.Length == SizeInBytes ? new MemoCiphertext(source.ToArray()) : null;
        return ciphertext is not null;
    }

    /// <summary>Encrypts a memo.</summary>
    internal static MemoCiphertext Encrypt(SharedPoint shared, in JubjubAffine ephemeralKey, in JubjubAffine viewingPoint, byte payment, Nullifier first, Memo memo)
    {
        Span<byte> key = stackalloc byte[Aead.KeyLength], plain = stackalloc byte[Memo.PaddedSize], nonce = stackalloc byte[Aead.NonceLength];
        WriteKey(shared, ephemeralKey, viewingPoint, payment, first, key);
        memo.WriteTo(plain);
        nonce.Clear();
        byte[] ciphertext = new byte[SizeInBytes];
        Aead.Seal(key, nonce, plain, ciphertext);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plain);
        return new MemoCiphertext(ciphertext);
    }

    /// <summary>Decrypts a memo.</summary>
    /// <param name="shared">S.</param>
    /// <param name="effects">The transfer it came with.</param>
    /// <param name="viewingPoint">V of the payee.</param>
    /// <param name="payment">The payment's number.</param>
    /// <param name="memo">The memo.</param>
    /// <returns>False where the payer did not encrypt a memo of the right form to this payee.</returns>
    public bool TryDecrypt(SharedPoint shared, TransferEffects effects, in JubjubAffine viewingPoint, byte payment, [NotNullWhen(true)] out Memo? memo)
    {
        ArgumentNullException.ThrowIfNull(effects);
        memo = null;
        Span<byte> key = stackalloc byte[Aead.KeyLength], plain = stackalloc byte[Memo.PaddedSize], nonce = stackalloc byte[Aead.NonceLength];
        WriteKey(shared, effects.EphemeralKey, viewingPoint, payment, effects.Nullifiers[0], key);
        nonce.Clear();
        bool valid = Aead.TryOpen(key, nonce, bytes, plain) && Memo.TryRead(plain, out memo);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plain);
        return valid;
    }

    private static void WriteKey(SharedPoint shared, in JubjubAffine ephemeralKey, in JubjubAffine viewingPoint, byte payment, Nullifier first, Span<byte> key)
    {
        const int Point = JubjubAffine.SizeInBytes;
        Span<byte> input = stackalloc byte[(3 * Point) + 1 + Fr.SizeInBytes];
        shared.Point.WriteTo(input);
        ephemeralKey.WriteTo(input[Point..]);
        viewingPoint.WriteTo(input[(2 * Point)..]);
        input[3 * Point] = payment;
        first.Value.WriteBigEndian(input[((3 * Point) + 1)..]);
        Blake2b.HashData(input, key, personalization: Domains.MemoKey);
        CryptographicOperations.ZeroMemory(input);
    }
}
