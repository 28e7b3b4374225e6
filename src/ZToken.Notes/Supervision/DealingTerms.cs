using System.Collections.Immutable;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>What the registry wants of a dealing: of which key, among whom, and how many of them are to be needed.</summary>
public sealed class DealingTerms
{
    /// <summary>Takes the terms.</summary>
    /// <param name="context">Which key.</param>
    /// <param name="threshold">m: keepers that are needed.</param>
    /// <param name="keepers">The keys of the keepers 1 to n.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 &lt;= m &lt;= n &lt;= 255.</exception>
    public DealingTerms(DealingContext context, int threshold, IEnumerable<KeeperPublicKey> keepers)
    {
        (Context, Threshold, Keepers) = (context, threshold, [.. keepers]);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Keepers.Length, threshold, nameof(keepers));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Keepers.Length, ShareCommitments.MaxShares, nameof(keepers));
    }

    /// <summary>Which key.</summary>
    public DealingContext Context { get; }

    /// <summary>m.</summary>
    public int Threshold { get; }

    /// <summary>The keys of the keepers; keeper 1 comes first.</summary>
    public ImmutableArray<KeeperPublicKey> Keepers { get; }
}
