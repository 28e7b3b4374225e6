using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <content>Giving transactions to blocks, and following them.</content>
public sealed partial class TransactionPool
{
    /// <summary>Transactions for the next block: the higher tip first, then the earlier one, each sender's in order of nonces.</summary>
    /// <remarks>Up to twice the block's gas is offered, since most transactions ask for more than they use.</remarks>
    internal IReadOnlyList<SignedTransaction> Candidates()
    {
        lock (gate)
        {
            PriorityQueue<IEnumerator<PoolEntry>, PoolEntry> next = new(Comparer<PoolEntry>.Create(First));
            foreach (SenderQueue queue in queues.Values)
            {
                Advance(queue.Pending.GetEnumerator());
            }

            List<SignedTransaction> chosen = [];
            ulong gas = 0;
            while (chosen.Count < limits.TransactionsPerBlock && gas < 2 * chain.Rules.GasLimit && next.TryDequeue(out IEnumerator<PoolEntry>? sender, out PoolEntry? entry))
            {
                chosen.Add(entry.Transaction);
                gas += entry.Transaction.Content.GasLimit;
                Advance(sender);
            }

            return chosen;

            void Advance(IEnumerator<PoolEntry> sender)
            {
                if (sender.MoveNext())
                {
                    next.Enqueue(sender, sender.Current);
                }
            }
        }
    }

    /// <summary>Takes out what no block can take.</summary>
    internal void Drop(IReadOnlyList<KeyValuePair<SignedTransaction, ExecutionOutcome>> refused)
    {
        lock (gate)
        {
            foreach ((SignedTransaction transaction, ExecutionOutcome outcome) in refused)
            {
                // One whose predecessor was left out may come later.
                if (outcome.Refusal != ExecutionRefusal.NonceTooHigh && entries.TryGetValue(transaction.Hash, out PoolEntry? entry))
                {
                    Remove(entry);
                }
            }
        }
    }

    private static int First(PoolEntry a, PoolEntry b)
    {
        int byTip = b.Tip.CompareTo(a.Tip);
        return byTip != 0 ? byTip : a.Arrival.CompareTo(b.Arrival);
    }

    /// <summary>Follows the chain: what is in a block waits no more, and what was tried was tried over another state.</summary>
    private void Advance(CommittedBlock block)
    {
        lock (gate)
        {
            head = block;
            admission = null;
            refusals.BeginBlock();
            headView = null;
            foreach (Address sender in block.Senders.Distinct())
            {
                if (queues.TryGetValue(sender, out SenderQueue? queue))
                {
                    int before = queue.PendingCount;
                    List<PoolEntry> gone = queue.Advance(HeadView().NonceOf(sender));
                    pending += queue.PendingCount - before;
                    gone.ForEach(entry => Forget(entry, queue));
                }
            }
        }
    }
}
