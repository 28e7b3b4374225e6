using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A BLS signature scheme with public keys in G1 (48 bytes) and signatures in G2 (96 bytes): draft-irtf-cfrg-bls-signature-05.</summary>
/// <remarks>
/// The suites BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_ and _POP_, the latter being Ethereum's. A verification costs a hash to G2
/// and a product of two pairings.
/// </remarks>
public sealed partial class BlsScheme
{
    private readonly byte[] tag;

    private BlsScheme(ReadOnlySpan<byte> tag, bool provesPossession)
    {
        this.tag = tag.ToArray();
        ProvesPossession = provesPossession;
    }

    /// <summary>Section 3.1: signatures of one aggregate are over distinct messages, which keeps rogue keys out.</summary>
    public static BlsScheme Basic { get; } = new(BlsTags.Basic, provesPossession: false);

    /// <summary>Section 3.3: every key comes with a proof that its owner knows the secret, so that many may sign the same message.</summary>
    /// <remarks>The caller checks each key's proof once, by <see cref="BlsPublicKey.VerifyPossession"/>; nothing here repeats that.</remarks>
    public static BlsScheme ProofOfPossession { get; } = new(BlsTags.ProofOfPossession, provesPossession: true);

    /// <summary>Whether keys are proven, so that the same message may be signed by several keys of an aggregate.</summary>
    public bool ProvesPossession { get; }

    /// <summary>CoreSign: the hash of the message times the secret key, in a time that does not depend on the key.</summary>
    public BlsSignature Sign(BlsSecretKey key, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new BlsSignature(key.Times(Hash(message)).ToAffine());
    }

    /// <summary>CoreVerify: whether the signature is the key's on the message.</summary>
    public bool Verify(BlsPublicKey key, ReadOnlySpan<byte> message, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(signature);
        return IsSignature(key.Point, Hash(message), signature);
    }

    /// <summary>AggregateVerify: whether the signature is the sum of one by each key on its message.</summary>
    /// <remarks>One pairing and one hash to G2 a message, and one pairing more.</remarks>
    /// <returns>False also for no key at all, and in the basic scheme for messages that are not distinct.</returns>
    /// <exception cref="ArgumentException">There are not as many messages as keys.</exception>
    public bool VerifyAggregate(ReadOnlySpan<BlsPublicKey> keys, ReadOnlySpan<ReadOnlyMemory<byte>> messages, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (keys.Length != messages.Length)
        {
            throw new ArgumentException("Each key needs its message.", nameof(messages));
        }

        MessageGroups groups = MessageGroups.Of(messages);
        if (keys.IsEmpty || (!ProvesPossession && groups.Count != messages.Length))
        {
            return false;
        }

        // Keys on the same message are summed first. A sum may be infinity, the keys' sum not being a key: that factor is one.
        (G1Affine P, G2Affine Q)[] pairs = new (G1Affine, G2Affine)[groups.Count + 1];
        pairs[groups.Count] = (-G1.Generator, signature.Point);
        G1Point[] sums = new G1Point[groups.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            sums[groups.GroupOf(i)] += keys[i].Point;
        }

        for (int group = 0; group < groups.Count; group++)
        {
            pairs[group] = (sums[group].ToAffine(), Hash(messages[groups.FirstOf(group)].Span));
        }

        return Pairing.IsProductOne(pairs);
    }

    /// <summary>FastAggregateVerify: whether the signature is the sum of one by each key on the same message.</summary>
    /// <remarks>Two pairings and one hash to G2, however many keys.</remarks>
    /// <returns>False also for no key at all, and where the keys' sum is infinity.</returns>
    /// <exception cref="InvalidOperationException">The scheme does not prove possession: a rogue key could sign for others.</exception>
    public bool VerifyAggregate(ReadOnlySpan<BlsPublicKey> keys, ReadOnlySpan<byte> message, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (!ProvesPossession)
        {
            throw new InvalidOperationException("Only keys with a proof of possession may sign the same message.");
        }

        G1Point sum = G1Point.Infinity;
        foreach (BlsPublicKey key in keys)
        {
            sum += key.Point;
        }

        return !sum.IsInfinity && IsSignature(sum.ToAffine(), Hash(message), signature);
    }

    private static bool IsSignature(in G1Affine key, in G2Affine hash, BlsSignature signature) =>
        Pairing.IsProductOne([(key, hash), (-G1.Generator, signature.Point)]);

    private G2Affine Hash(ReadOnlySpan<byte> message) => G2.HashToCurve(message, tag).ToAffine();
}
