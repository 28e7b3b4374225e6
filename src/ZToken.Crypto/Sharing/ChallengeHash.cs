using System.Buffers.Binary;
using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>Collects what a proof is about and turns it into a scalar (Fiat and Shamir): BLAKE2b-512 modulo the order of Jubjub.</summary>
/// <remarks>Byte strings go in with their length, points as their 32 bytes, so that no two statements give the same input.</remarks>
internal sealed class ChallengeHash : IDisposable
{
    private readonly Blake2b hash;

    public ChallengeHash(ReadOnlySpan<byte> personalization) => hash = new Blake2b(Blake2b.MaxLength, personalization: personalization);

    /// <summary>A nonce nobody can guess, even where the source of randomness is broken: it depends on the secret and the statement too.</summary>
    public static JubjubScalar Nonce(in JubjubScalar secret, ReadOnlySpan<byte> statement, RandomSource source)
    {
        using ChallengeHash nonce = new(Domains.ProofNonce);
        Span<byte> bytes = stackalloc byte[2 * JubjubScalar.SizeInBytes];
        source.Fill(bytes[..JubjubScalar.SizeInBytes]);
        secret.WriteLittleEndian(bytes[JubjubScalar.SizeInBytes..]);
        nonce.Append(bytes);
        nonce.Append(statement);
        CryptographicOperations.ZeroMemory(bytes);
        return nonce.ToScalar();
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        hash.Append(length);
        hash.Append(bytes);
    }

    public void Append(in JubjubAffine point)
    {
        Span<byte> bytes = stackalloc byte[JubjubAffine.SizeInBytes];
        point.WriteTo(bytes);
        hash.Append(bytes);
    }

    public JubjubScalar ToScalar()
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        hash.Finish(digest);
        JubjubScalar scalar = JubjubScalar.FromWideLittleEndian(digest);
        CryptographicOperations.ZeroMemory(digest);
        return scalar;
    }

    public void Dispose() => hash.Dispose();
}
