namespace ZToken.Ledger;

/// <summary>A receipt and where it is.</summary>
/// <param name="Receipt">What became of the transaction.</param>
/// <param name="BlockNumber">The block's height.</param>
/// <param name="BlockHash">The block.</param>
/// <param name="Index">The transaction's place in the block.</param>
/// <param name="GasUsed">The gas that it used.</param>
/// <param name="GasPrice">What a unit of gas cost, in wei.</param>
/// <param name="Created">The contract that it made, if it made one.</param>
public sealed record TransactionOutcome(Receipt Receipt, ulong BlockNumber, Hash256 BlockHash, ulong Index, ulong GasUsed, Word GasPrice, Address? Created);
