using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A transaction that waits for a block.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="IsPending">Whether all before it are there, so that it can be in the next block.</param>
public sealed record PooledTransaction(SignedTransaction Transaction, Address Sender, bool IsPending);
