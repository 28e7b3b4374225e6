using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A block that has been made of transactions, and those that found no place in it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Refused">Transactions that cannot come next, each with the reason.</param>
/// <param name="Left">Transactions that the block had no gas left for.</param>
public sealed record BuiltBlock(CommittedBlock Block, IReadOnlyList<KeyValuePair<SignedTransaction, ExecutionOutcome>> Refused, IReadOnlyList<SignedTransaction> Left);
