using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>A bundle on the chain, and where.</summary>
/// <param name="Bundle">What the z-contract told of it.</param>
/// <param name="Block">The block.</param>
/// <param name="Transaction">The transaction.</param>
public sealed record RecordedBundle(AcceptedBundle Bundle, ulong Block, Hash256 Transaction)
{
    /// <summary>The transfer, to be opened against.</summary>
    public PublishedTransfer ToPublished() => new(Bundle.Statement.Effects, Bundle.VerifyingKeyVersion, Bundle.Terms, Bundle.Memos);
}
