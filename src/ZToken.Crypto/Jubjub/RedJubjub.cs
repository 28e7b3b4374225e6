using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>Schnorr signatures on Jubjub whose keys can be re-randomised: a proof shows that rk = ak + [alpha] G, and rk signs.</summary>
/// <remarks>
/// Zcash Protocol Specification, section 5.4.7 (RedDSA, RedJubjub): H* is BLAKE2b-512 with a personalisation, read little-endian modulo the
/// order; verification is cofactored, single and in batches, so that the two never differ.
/// </remarks>
public sealed class RedJubjub
{
    // (l_H + 128) / 8 with l_H = 512, as the specification says.
    private const int NonceLength = 80;

    // The random weights of a batch have 128 bits: a wrong batch passes with probability 2^-128.
    private const int WeightLength = 16;

    private readonly JubjubTable generator;
    private readonly byte[] personalization;

    /// <summary>The scheme over a generator, with 16 bytes of personalisation.</summary>
    /// <exception cref="ArgumentException">The personalisation does not have 16 bytes.</exception>
    public RedJubjub(JubjubTable generator, ReadOnlySpan<byte> personalization)
    {
        if (personalization.Length != Blake2b.SaltLength)
        {
            throw new ArgumentException("A personalisation has 16 bytes.", nameof(personalization));
        }

        this.generator = generator;
        this.personalization = personalization.ToArray();
    }

    /// <summary>Spend authorisation: over G_auth.</summary>
    public static RedJubjub SpendAuthorization { get; } = new(Generators.Authorization, Domains.RedJubjub);

    /// <summary>The public key of a signing key.</summary>
    /// <exception cref="ArgumentException">The signing key is zero.</exception>
    public RedJubjubPublicKey PublicKeyOf(Secret<JubjubScalar> signingKey)
    {
        ArgumentNullException.ThrowIfNull(signingKey);
        return RedJubjubPublicKey.TryFromPoint(generator.Multiply(signingKey.Expose()).ToAffine(), out RedJubjubPublicKey key)
            ? key
            : throw new ArgumentException("A signing key must not be zero.", nameof(signingKey));
    }

    /// <summary>The signing key plus a randomiser, which signs under <see cref="Randomize(in RedJubjubPublicKey, in JubjubScalar)"/>.</summary>
    public static Secret<JubjubScalar> Randomize(Secret<JubjubScalar> signingKey, in JubjubScalar randomizer)
    {
        ArgumentNullException.ThrowIfNull(signingKey);
        return new Secret<JubjubScalar>(signingKey.Expose() + randomizer);
    }

    /// <summary>The public key plus [randomizer] G.</summary>
    /// <exception cref="ArgumentException">The sum is of small order: the randomiser undoes the key.</exception>
    public RedJubjubPublicKey Randomize(in RedJubjubPublicKey key, in JubjubScalar randomizer)
    {
        JubjubAffine sum = (generator.Multiply(randomizer) + key.Point).ToAffine();
        return RedJubjubPublicKey.TryFromPoint(sum, out RedJubjubPublicKey randomized)
            ? randomized
            : throw new ArgumentException("The randomiser is the negative of the key.", nameof(randomizer));
    }

    /// <summary>Signs, in a time that does not depend on the key.</summary>
    /// <remarks>
    /// The nonce is H*(80 random bytes || signing key || public key || message). The signing key is there beyond what the specification hashes, so
    /// that a broken source of randomness does not give the key away; the signature looks the same.
    /// </remarks>
    /// <exception cref="ArgumentException">The signing key is zero.</exception>
    public RedJubjubSignature Sign(Secret<JubjubScalar> signingKey, ReadOnlySpan<byte> message, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(signingKey);
        ArgumentNullException.ThrowIfNull(source);
        RedJubjubPublicKey key = PublicKeyOf(signingKey);
        Span<byte> encodedKey = stackalloc byte[RedJubjubPublicKey.SizeInBytes];
        key.WriteTo(encodedKey);
        Span<byte> seed = stackalloc byte[NonceLength + JubjubScalar.SizeInBytes];
        source.Fill(seed[..NonceLength]);
        signingKey.Expose().WriteLittleEndian(seed[NonceLength..]);
        JubjubScalar nonce = HashToScalar(seed, encodedKey, message);
        CryptographicOperations.ZeroMemory(seed);
        JubjubAffine r = generator.Multiply(nonce).ToAffine();
        return new RedJubjubSignature(r, nonce + (Challenge(r, key, message) * signingKey.Expose()));
    }

    /// <summary>Whether a signature holds: [8] (R + [c] key - [S] G) is the identity. Variable time.</summary>
    public bool Verify(in RedJubjubPublicKey key, ReadOnlySpan<byte> message, in RedJubjubSignature signature)
    {
        if (!signature.R.IsOnCurve)
        {
            return false;
        }

        JubjubPoint response = generator.MultiplyVarTime(-signature.S);
        JubjubPoint challenged = new JubjubPoint(key.Point).MultiplyVarTime(Challenge(signature.R, key, message));
        return (response + challenged + signature.R).IsSmallOrder;
    }

    /// <summary>Whether all signatures hold: a random linear combination of their equations. Variable time.</summary>
    /// <remarks>Right except with probability 2^-128. An empty batch holds. <see cref="FirstInvalid"/> names the culprit of one that does not.</remarks>
    public bool VerifyBatch(ReadOnlySpan<RedJubjubClaim> claims)
    {
        JubjubPoint[] points = new JubjubPoint[2 * claims.Length];
        JubjubScalar[] scalars = new JubjubScalar[2 * claims.Length];
        JubjubScalar response = JubjubScalar.Zero;
        Span<byte> weightBytes = stackalloc byte[WeightLength];
        for (int i = 0; i < claims.Length; i++)
        {
            ref readonly RedJubjubClaim claim = ref claims[i];
            if (!claim.Signature.R.IsOnCurve)
            {
                return false;
            }

            RandomSource.System.Fill(weightBytes);
            JubjubScalar weight = JubjubScalar.FromWideLittleEndian(weightBytes);
            response += weight * claim.Signature.S;
            points[2 * i] = new JubjubPoint(claim.Signature.R);
            scalars[2 * i] = weight;
            points[(2 * i) + 1] = new JubjubPoint(claim.Key.Point);
            scalars[(2 * i) + 1] = weight * Challenge(claim.Signature.R, claim.Key, claim.Message.Span);
        }

        return (JubjubPoint.SumVarTime(points, scalars) + generator.MultiplyVarTime(-response)).IsSmallOrder;
    }

    /// <summary>The index of the first claim that does not hold by itself, or -1. Variable time.</summary>
    public int FirstInvalid(ReadOnlySpan<RedJubjubClaim> claims)
    {
        for (int i = 0; i < claims.Length; i++)
        {
            if (!Verify(claims[i].Key, claims[i].Message.Span, claims[i].Signature))
            {
                return i;
            }
        }

        return -1;
    }

    private JubjubScalar Challenge(in JubjubAffine r, in RedJubjubPublicKey key, ReadOnlySpan<byte> message)
    {
        Span<byte> encodedR = stackalloc byte[JubjubAffine.SizeInBytes];
        Span<byte> encodedKey = stackalloc byte[RedJubjubPublicKey.SizeInBytes];
        r.WriteTo(encodedR);
        key.WriteTo(encodedKey);
        return HashToScalar(encodedR, encodedKey, message);
    }

    // H* of the concatenation.
    private JubjubScalar HashToScalar(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        using Blake2b hash = new(Blake2b.MaxLength, personalization: personalization);
        hash.Append(first);
        hash.Append(second);
        hash.Append(third);
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        hash.Finish(digest);
        JubjubScalar scalar = JubjubScalar.FromWideLittleEndian(digest);
        CryptographicOperations.ZeroMemory(digest);
        return scalar;
    }
}
