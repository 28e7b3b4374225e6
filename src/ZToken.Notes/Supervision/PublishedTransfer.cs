using System.Collections.Immutable;

namespace ZToken.Notes;

/// <summary>A transfer that the contract took, as its event tells it: what whoever opens it, or is shown a part of it, recomputes everything against.</summary>
public sealed class PublishedTransfer
{
    /// <summary>Takes a transfer.</summary>
    /// <param name="effects">What it did.</param>
    /// <param name="verifyingKeyVersion">The key that its proof was for.</param>
    /// <param name="terms">Where and until when; chain and contract are those on which it was found.</param>
    /// <param name="memos">The memo ciphertexts.</param>
    /// <exception cref="ArgumentException">Effects or memos do not fit the shape, or E is not of prime order, which no contract took.</exception>
    public PublishedTransfer(TransferEffects effects, uint verifyingKeyVersion, TransferTerms terms, IReadOnlyList<MemoCiphertext> memos)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(memos);
        Id = SignatureHash.Of(effects, verifyingKeyVersion, terms, memos);
        if (!effects.EphemeralKey.IsOfPrimeOrder)
        {
            throw new ArgumentException("E is not a point of prime order.", nameof(effects));
        }

        (Effects, Terms, Memos) = (effects, terms, [.. memos]);
    }

    /// <summary>What it did.</summary>
    public TransferEffects Effects { get; }

    /// <summary>Where and until when.</summary>
    public TransferTerms Terms { get; }

    /// <summary>The memo ciphertexts.</summary>
    public ImmutableArray<MemoCiphertext> Memos { get; }

    /// <summary>The bundle's id, computed from all of this.</summary>
    public SignatureHash Id { get; }
}
