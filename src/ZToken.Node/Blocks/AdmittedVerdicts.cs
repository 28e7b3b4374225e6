using System.Collections.Concurrent;
using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What was found of transactions' proofs and signatures when the pool admitted them, so that their block need not check them again. Threads may share it.</summary>
/// <remarks>A verdict depends on its claim alone, so a block whose verdicts come from here is no other block.</remarks>
internal sealed class AdmittedVerdicts
{
    /// <summary>Transactions, at most; beyond that all are forgotten, and checked again in their blocks.</summary>
    public const int Most = 32_768;

    private readonly ConcurrentDictionary<Hash256, BlockVerdicts> byTransaction = new();

    public int Count => byTransaction.Count;

    public bool Knows(SignedTransaction transaction) => byTransaction.ContainsKey(transaction.Hash);

    public void Add(in Hash256 transaction, BlockVerdicts verdicts)
    {
        if (verdicts.Count == 0)
        {
            return;
        }

        if (byTransaction.Count >= Most)
        {
            byTransaction.Clear();
        }

        byTransaction[transaction] = verdicts;
    }

    /// <summary>All that is known of some transactions.</summary>
    public BlockVerdicts Of(IEnumerable<SignedTransaction> transactions) =>
        byTransaction.IsEmpty ? BlockVerdicts.None : BlockVerdicts.Join(transactions.Select(transaction => byTransaction.GetValueOrDefault(transaction.Hash, BlockVerdicts.None)));

    public void Forget(in Hash256 transaction) => byTransaction.TryRemove(transaction, out _);
}
