using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A key divided among keepers: any threshold of them can use it, fewer learn nothing.</summary>
public sealed class KeyDealing : IDisposable
{
    private KeyDealing(ShareCommitments commitments, KnowledgeProof proof, KeyShare[] shares)
    {
        Commitments = commitments;
        Proof = proof;
        Shares = shares;
    }

    /// <summary>What is published, against which each keeper checks its share.</summary>
    public ShareCommitments Commitments { get; }

    /// <summary>That the dealer knows the key, over the context and the commitments.</summary>
    public KnowledgeProof Proof { get; }

    /// <summary>The shares of the keepers 1, 2, and so on: each to be sealed to its keeper.</summary>
    public IReadOnlyList<KeyShare> Shares { get; }

    /// <summary>Deals a key, in a time that does not depend on it.</summary>
    /// <param name="key">The key: a viewing key, or in a resharing a keeper's own share.</param>
    /// <param name="threshold">m: shares that are needed.</param>
    /// <param name="count">n: shares that are made.</param>
    /// <param name="context">What the proof of knowledge is bound to: chain, contract, member and epoch.</param>
    /// <param name="source">Randomness for the polynomial.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 &lt;= m &lt;= n &lt;= 255.</exception>
    /// <exception cref="ArgumentException">The key is zero.</exception>
    public static KeyDealing Create(Secret<JubjubScalar> key, int threshold, int count, ReadOnlySpan<byte> context, RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ShareCommitments.MaxShares);
        if (key.Expose().IsZero)
        {
            throw new ArgumentException("A key must not be zero.", nameof(key));
        }

        JubjubScalar[] coefficients = GC.AllocateArray<JubjubScalar>(threshold, pinned: true);
        coefficients[0] = key.Expose();
        for (int k = 1; k < threshold; k++)
        {
            // Zero, which would lower the degree, does not come up; the readers of commitments would refuse it.
            coefficients[k] = JubjubScalar.Random(source);
        }

        KeyShare[] shares = new KeyShare[count];
        for (int i = 0; i < count; i++)
        {
            shares[i] = new KeyShare(i + 1, Evaluate(coefficients, i + 1));
        }

        ShareCommitments commitments = ShareCommitments.Commit(coefficients);
        Array.Clear(coefficients);
        KnowledgeProof proof = KnowledgeProof.Create(Generators.View, key, commitments.ContextWithCommitments(context), source);
        return new KeyDealing(commitments, proof, shares);
    }

    /// <summary>Overwrites all shares with zeros.</summary>
    public void Dispose()
    {
        foreach (KeyShare share in Shares)
        {
            share.Dispose();
        }
    }

    // Horner's rule.
    private static JubjubScalar Evaluate(ReadOnlySpan<JubjubScalar> coefficients, int index)
    {
        JubjubScalar at = JubjubScalar.FromUInt64((ulong)index);
        JubjubScalar value = JubjubScalar.Zero;
        for (int k = coefficients.Length - 1; k >= 0; k--)
        {
            value = (value * at) + coefficients[k];
        }

        return value;
    }
}
