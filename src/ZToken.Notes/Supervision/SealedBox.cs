using System.Buffers.Binary;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A few bytes for the holder of one key: R = [r] G_view, then ChaCha20-Poly1305 under BLAKE2b-256(use; [r] K, R, K), nonce zero.</summary>
/// <remarks>r hashes the text and what it is for beside fresh randomness: where the source repeats itself, no two texts share a key.</remarks>
internal static class SealedBox
{
    /// <summary>Bytes by which a box is longer than its content.</summary>
    public const int Overhead = JubjubAffine.SizeInBytes + Aead.TagLength;

    public static void Seal(KeeperPublicKey recipient, ReadOnlySpan<byte> personalization, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData, Span<byte> box, RandomSource source)
    {
        using Secret<JubjubScalar> ephemeral = Draw(recipient, personalization, plain, associatedData, source);
        JubjubAffine point = Generators.View.Multiply(ephemeral.Expose()).ToAffine();
        Span<byte> key = stackalloc byte[Aead.KeyLength], nonce = stackalloc byte[Aead.NonceLength];
        nonce.Clear();
        WriteKey((recipient.Point * ephemeral.Expose()).ToAffine(), point, recipient, personalization, key);
        point.WriteTo(box);
        Aead.Seal(key, nonce, plain, box[JubjubAffine.SizeInBytes..], associatedData);
        CryptographicOperations.ZeroMemory(key);
    }

    public static bool TryOpen(Secret<JubjubScalar> secret, KeeperPublicKey own, ReadOnlySpan<byte> personalization, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData, Span<byte> plain)
    {
        // With an R of another order the key would be tried on a point that betrays it modulo small numbers.
        if (box.Length != plain.Length + Overhead || !JubjubAffine.TryRead(box[..JubjubAffine.SizeInBytes], out JubjubAffine point) || !point.IsOfPrimeOrder)
        {
            plain.Clear();
            return false;
        }

        Span<byte> key = stackalloc byte[Aead.KeyLength], nonce = stackalloc byte[Aead.NonceLength];
        nonce.Clear();
        WriteKey((point * secret.Expose()).ToAffine(), point, own, personalization, key);
        bool opened = Aead.TryOpen(key, nonce, box[JubjubAffine.SizeInBytes..], plain, associatedData);
        CryptographicOperations.ZeroMemory(key);
        return opened;
    }

    private static void WriteKey(in JubjubAffine shared, in JubjubAffine point, KeeperPublicKey recipient, ReadOnlySpan<byte> personalization, Span<byte> key)
    {
        Span<byte> input = stackalloc byte[3 * JubjubAffine.SizeInBytes];
        shared.WriteTo(input);
        point.WriteTo(input[JubjubAffine.SizeInBytes..]);
        recipient.WriteTo(input[(2 * JubjubAffine.SizeInBytes)..]);
        Blake2b.HashData(input, key, personalization: personalization);
        CryptographicOperations.ZeroMemory(input);
    }

    private static Secret<JubjubScalar> Draw(KeeperPublicKey recipient, ReadOnlySpan<byte> personalization, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData, RandomSource source)
    {
        Span<byte> fresh = stackalloc byte[Blake2b.MaxLength], digest = stackalloc byte[Blake2b.MaxLength], point = stackalloc byte[JubjubAffine.SizeInBytes];
        Span<byte> length = stackalloc byte[sizeof(int)];
        source.Fill(fresh);
        recipient.WriteTo(point);
        BinaryPrimitives.WriteInt32BigEndian(length, associatedData.Length);
        using Blake2b hash = new(Blake2b.MaxLength, fresh, personalization: Domains.SealSecret);
        hash.Append(personalization);
        hash.Append(point);
        hash.Append(length);
        hash.Append(associatedData);
        hash.Append(plain);
        hash.Finish(digest);
        Secret<JubjubScalar> secret = new(JubjubScalar.FromWideLittleEndian(digest));
        CryptographicOperations.ZeroMemory(fresh);
        CryptographicOperations.ZeroMemory(digest);
        return secret;
    }
}
