using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A proof that two points have the same logarithm, log_G P = log_H Q, bound to a context.</summary>
/// <remarks>
/// D. Chaum and T. Pedersen, "Wallet databases with observers" (1992), made non-interactive. The challenge covers the context and all six points.
/// H, P and Q must be of prime order: with a part of small order in Q a wrong one could pass with probability 1/8.
/// </remarks>
/// <param name="Challenge">c.</param>
/// <param name="Response">r + c x.</param>
public readonly record struct EqualityProof(JubjubScalar Challenge, JubjubScalar Response)
{
    /// <summary>Bytes of the encoding: challenge and response, little-endian.</summary>
    public const int SizeInBytes = 2 * JubjubScalar.SizeInBytes;

    /// <summary>Proves that [x] G and [x] H have the same logarithm, in a time that does not depend on x.</summary>
    /// <param name="generator">G.</param>
    /// <param name="secondBase">H.</param>
    /// <param name="logarithm">x.</param>
    /// <param name="context">All that the proof must not be moved away from.</param>
    /// <param name="source">Randomness for the nonce.</param>
    /// <exception cref="ArgumentException">H is not of prime order: [x] H could give away x modulo 8.</exception>
    public static EqualityProof Create(JubjubTable generator, in JubjubAffine secondBase, Secret<JubjubScalar> logarithm, ReadOnlySpan<byte> context, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(logarithm);
        ArgumentNullException.ThrowIfNull(source);
        if (!secondBase.IsOfPrimeOrder)
        {
            throw new ArgumentException("The second base is not a point of prime order.", nameof(secondBase));
        }

        ref readonly JubjubScalar x = ref logarithm.Expose();
        JubjubScalar nonce = ChallengeHash.Nonce(x, [.. EncodingOf(secondBase), .. context], source);
        Span<JubjubAffine> points = stackalloc JubjubAffine[4];
        JubjubPoint.BatchNormalize([generator.Multiply(x), secondBase * x, generator.Multiply(nonce), secondBase * nonce], points);
        JubjubScalar challenge = ChallengeOf(generator, points[0], secondBase, points[1], points[2], points[3], context);
        return new EqualityProof(challenge, nonce + (challenge * x));
    }

    /// <summary>Whether the proof holds. Variable time.</summary>
    /// <param name="generator">G.</param>
    /// <param name="first">P.</param>
    /// <param name="secondBase">H.</param>
    /// <param name="second">Q.</param>
    /// <param name="context">What the prover bound the proof to.</param>
    /// <returns>False also where H, P or Q is not a point of prime order.</returns>
    public bool Verify(JubjubTable generator, in JubjubAffine first, in JubjubAffine secondBase, in JubjubAffine second, ReadOnlySpan<byte> context)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (!first.IsOfPrimeOrder || !secondBase.IsOfPrimeOrder || !second.IsOfPrimeOrder)
        {
            return false;
        }

        JubjubScalar negative = -Challenge;
        Span<JubjubAffine> commitments = stackalloc JubjubAffine[2];
        JubjubPoint.BatchNormalize(
            [
                generator.MultiplyVarTime(Response) + new JubjubPoint(first).MultiplyVarTime(negative),
                JubjubPoint.SumVarTime([new JubjubPoint(secondBase), new JubjubPoint(second)], [Response, negative]),
            ],
            commitments);
        return ChallengeOf(generator, first, secondBase, second, commitments[0], commitments[1], context) == Challenge;
    }

    /// <summary>Reads the canonical encoding.</summary>
    /// <returns>False where the length is not 64 or a scalar is not below the order.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EqualityProof proof)
    {
        proof = default;
        if (bytes.Length != SizeInBytes ||
            !JubjubScalar.TryReadLittleEndian(bytes[..JubjubScalar.SizeInBytes], out JubjubScalar challenge) ||
            !JubjubScalar.TryReadLittleEndian(bytes[JubjubScalar.SizeInBytes..], out JubjubScalar response))
        {
            return false;
        }

        proof = new EqualityProof(challenge, response);
        return true;
    }

    /// <summary>Writes the 64 bytes of the encoding.</summary>
    public void WriteTo(Span<byte> destination)
    {
        Challenge.WriteLittleEndian(destination);
        Response.WriteLittleEndian(destination[JubjubScalar.SizeInBytes..]);
    }

    private static JubjubScalar ChallengeOf(
        JubjubTable generator,
        in JubjubAffine first,
        in JubjubAffine secondBase,
        in JubjubAffine second,
        in JubjubAffine firstCommitment,
        in JubjubAffine secondCommitment,
        ReadOnlySpan<byte> context)
    {
        using ChallengeHash hash = new(Domains.EqualityProof);
        hash.Append(context);
        hash.Append(generator.Base);
        hash.Append(first);
        hash.Append(secondBase);
        hash.Append(second);
        hash.Append(firstCommitment);
        hash.Append(secondCommitment);
        return hash.ToScalar();
    }

    private static byte[] EncodingOf(in JubjubAffine point)
    {
        byte[] bytes = new byte[JubjubAffine.SizeInBytes];
        point.WriteTo(bytes);
        return bytes;
    }
}
