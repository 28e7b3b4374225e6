namespace ZToken.Ledger;

/// <summary>A log and where it is.</summary>
/// <param name="Log">What the contract said.</param>
/// <param name="BlockNumber">The block's height.</param>
/// <param name="BlockHash">The block.</param>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="Index">The log's place in the block.</param>
public sealed record LogEntry(Log Log, ulong BlockNumber, Hash256 BlockHash, Hash256 TransactionHash, ulong Index);
