using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Who waits for which transaction. Any number of threads may use it.</summary>
internal sealed class ReceiptWaiters(int most)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Hash256, List<TaskCompletionSource<TransactionReceipt>>> waiters = [];
    private int count;

    /// <summary>Begins to wait; null where too many do already.</summary>
    public TaskCompletionSource<TransactionReceipt>? Add(in Hash256 hash)
    {
        TaskCompletionSource<TransactionReceipt> added = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (count == most)
            {
                return null;
            }

            count++;
            if (!waiters.TryGetValue(hash, out List<TaskCompletionSource<TransactionReceipt>>? list))
            {
                waiters.Add(hash, list = []);
            }

            list.Add(added);
        }

        return added;
    }

    public void Remove(in Hash256 hash, TaskCompletionSource<TransactionReceipt> waiter)
    {
        lock (gate)
        {
            if (waiters.TryGetValue(hash, out List<TaskCompletionSource<TransactionReceipt>>? list) && list.Remove(waiter))
            {
                count--;
                if (list.Count == 0)
                {
                    waiters.Remove(hash);
                }
            }
        }
    }

    /// <summary>Tells all who wait for a transaction of a block.</summary>
    public void Tell(CommittedBlock block)
    {
        lock (gate)
        {
            for (int i = 0; i < block.Receipts.Count && waiters.Count > 0; i++)
            {
                if (waiters.Remove(block.Block.Transactions[i].Hash, out List<TaskCompletionSource<TransactionReceipt>>? list))
                {
                    count -= list.Count;
                    TransactionReceipt receipt = block.ReceiptOf(i);
                    list.ForEach(waiter => waiter.TrySetResult(receipt));
                }
            }
        }
    }

    /// <summary>Tells all that nothing will come: for a reason, or because the chain was closed.</summary>
    public void GiveUp(Exception? reason)
    {
        lock (gate)
        {
            foreach (TaskCompletionSource<TransactionReceipt> waiter in waiters.Values.SelectMany(list => list))
            {
                _ = reason is null ? waiter.TrySetCanceled() : waiter.TrySetException(reason);
            }

            waiters.Clear();
            count = 0;
        }
    }
}
