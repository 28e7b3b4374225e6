using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A proof that somebody knows x with P = [x] G (C.-P. Schnorr, 1989, made non-interactive), bound to a context.</summary>
/// <remarks>
/// The commitment R is recomputed as [response] G - [challenge] P, so that the proof is two scalars. The challenge covers the context, G, P and R.
/// </remarks>
/// <param name="Challenge">c.</param>
/// <param name="Response">r + c x.</param>
public readonly record struct KnowledgeProof(JubjubScalar Challenge, JubjubScalar Response)
{
    /// <summary>Bytes of the encoding: challenge and response, little-endian.</summary>
    public const int SizeInBytes = 2 * JubjubScalar.SizeInBytes;

    /// <summary>Proves knowledge of the logarithm, in a time that does not depend on it.</summary>
    /// <param name="generator">G.</param>
    /// <param name="logarithm">x.</param>
    /// <param name="context">All that the proof must not be moved away from.</param>
    /// <param name="source">Randomness for the nonce.</param>
    public static KnowledgeProof Create(JubjubTable generator, Secret<JubjubScalar> logarithm, ReadOnlySpan<byte> context, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(logarithm);
        ArgumentNullException.ThrowIfNull(source);
        JubjubAffine point = generator.Multiply(logarithm.Expose()).ToAffine();
        JubjubScalar nonce = ChallengeHash.Nonce(logarithm.Expose(), context, source);
        JubjubScalar challenge = ChallengeOf(generator, point, generator.Multiply(nonce).ToAffine(), context);
        return new KnowledgeProof(challenge, nonce + (challenge * logarithm.Expose()));
    }

    /// <summary>Whether the proof holds. Variable time.</summary>
    /// <returns>False also where P is not a point of prime order.</returns>
    public bool Verify(JubjubTable generator, in JubjubAffine point, ReadOnlySpan<byte> context)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (!point.IsOfPrimeOrder)
        {
            return false;
        }

        JubjubPoint commitment = generator.MultiplyVarTime(Response) - new JubjubPoint(point).MultiplyVarTime(Challenge);
        return ChallengeOf(generator, point, commitment.ToAffine(), context) == Challenge;
    }

    /// <summary>Reads the canonical encoding.</summary>
    /// <returns>False where the length is not 64 or a scalar is not below the order.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out KnowledgeProof proof)
    {
        proof = default;
        if (bytes.Length != SizeInBytes ||
            !JubjubScalar.TryReadLittleEndian(bytes[..JubjubScalar.SizeInBytes], out JubjubScalar challenge) ||
            !JubjubScalar.TryReadLittleEndian(bytes[JubjubScalar.SizeInBytes..], out JubjubScalar response))
        {
            return false;
        }

        proof = new KnowledgeProof(challenge, response);
        return true;
    }

    /// <summary>Writes the 64 bytes of the encoding.</summary>
    public void WriteTo(Span<byte> destination)
    {
        Challenge.WriteLittleEndian(destination);
        Response.WriteLittleEndian(destination[JubjubScalar.SizeInBytes..]);
    }

    private static JubjubScalar ChallengeOf(JubjubTable generator, in JubjubAffine point, in JubjubAffine commitment, ReadOnlySpan<byte> context)
    {
        using ChallengeHash hash = new(Domains.KnowledgeProof);
        hash.Append(context);
        hash.Append(generator.Base);
        hash.Append(point);
        hash.Append(commitment);
        return hash.ToScalar();
    }
}
