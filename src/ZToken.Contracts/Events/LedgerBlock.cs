using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>What a block did to a ledger; blocks that did nothing are left out.</summary>
/// <param name="Height">The block's height.</param>
/// <param name="Hash">The block, as the node names it with each log.</param>
/// <param name="Bundles">The bundles that the z-contract took, in order.</param>
/// <param name="Transactions">The transaction of each bundle.</param>
/// <param name="RegistryLogs">What the registry said, in order.</param>
public sealed record LedgerBlock(ulong Height, Hash256 Hash, IReadOnlyList<AcceptedBundle> Bundles, IReadOnlyList<Hash256> Transactions, IReadOnlyList<Log> RegistryLogs)
{
    /// <summary>The bundles' effects, for an account or a scanner.</summary>
    public IReadOnlyList<TransferEffects> Transfers => [.. Bundles.Select(bundle => bundle.Statement.Effects)];
}
