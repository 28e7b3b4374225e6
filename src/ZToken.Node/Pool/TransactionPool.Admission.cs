using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <content>Taking transactions in; all of it holds the gate.</content>
public sealed partial class TransactionPool
{
    /// <summary>Takes a transaction that is sound in itself, or says why not.</summary>
    private PoolAnswer Admit(SignedTransaction transaction, BlockVerdicts verdicts)
    {
        Hash256 hash = transaction.Hash;
        if (isStopped || chain.Failure is not null)
        {
            return new PoolAnswer(PoolRefusal.ChainStopped, hash);
        }

        if (entries.ContainsKey(hash))
        {
            return new PoolAnswer(PoolRefusal.AlreadyKnown, hash);
        }

        _ = transaction.TryGetSender(out Address sender);
        StateView view = HeadView();
        PoolEntry entry = new(transaction, sender, ++arrivals);
        SenderQueue queue = queues.GetValueOrDefault(sender) ?? new SenderQueue(sender, view.NonceOf(sender));
        PoolRefusal refusal = view.CodeHashOf(sender) != Hash256.OfNothing ? PoolRefusal.SenderHasCode : CheckPlace(entry, queue, view.BalanceOf(sender));
        if (refusal != PoolRefusal.None)
        {
            return new PoolAnswer(refusal, hash);
        }

        if (entry.PaysNothing && entry.Nonce == queue.NextNonce)
        {
            PoolAnswer trial = Try(entry, queue, verdicts);
            if (!trial.IsAccepted)
            {
                return trial;
            }
        }

        Put(entry, queue);
        return new PoolAnswer(PoolRefusal.None, hash);
    }

    /// <summary>Whether it is about a proof and is going to be run, as far as that can be told without a turn. Of no account for what is decided.</summary>
    private bool MayBeTried(SignedTransaction transaction)
    {
        if (!BlockRules.MayProve(transaction) || !transaction.TryGetSender(out Address sender))
        {
            return false;
        }

        lock (gate)
        {
            return !entries.ContainsKey(transaction.Hash) && (queues.TryGetValue(sender, out SenderQueue? queue) ? queue.NextNonce : HeadView().NonceOf(sender)) == transaction.Content.Nonce;
        }
    }

    /// <summary>Whether nonce, fee, balance and the pool's bounds leave room for it.</summary>
    private PoolRefusal CheckPlace(PoolEntry entry, SenderQueue queue, in Word balance)
    {
        if (entry.Nonce < queue.Nonce)
        {
            return PoolRefusal.NonceTooLow;
        }

        if (queue.Find(entry.Nonce) is PoolEntry before)
        {
            return !Outbids(entry, before) ? PoolRefusal.ReplacementUnderpriced : queue.CanPay(entry, balance) ? PoolRefusal.None : PoolRefusal.BalanceTooLow;
        }

        bool waits = entry.Nonce != queue.NextNonce;
        if (waits && entry.Nonce - queue.NextNonce > limits.NoncesAhead)
        {
            return PoolRefusal.NonceTooFarAhead;
        }

        return queue.Count >= limits.TransactionsPerSender ? PoolRefusal.SenderHasTooMany
            : entries.Count >= limits.Transactions || bytes + entry.Size > limits.Bytes || (waits && entries.Count - pending >= limits.Queued) ? PoolRefusal.PoolIsFull
            : queue.CanPay(entry, balance) ? PoolRefusal.None
            : PoolRefusal.BalanceTooLow;
    }

    /// <summary>A replacement offers a tenth more of both, so that nobody makes the pool work for nothing.</summary>
    private static bool Outbids(PoolEntry entry, PoolEntry before)
    {
        Transaction now = entry.Transaction.Content, then = before.Transaction.Content;
        return IsTenthMore(now.MaxFeePerGas, then.MaxFeePerGas) && IsTenthMore(now.MaxPriorityFeePerGas, then.MaxPriorityFeePerGas);

        static bool IsTenthMore(in Word offer, in Word old)
        {
            Word rise = (old / new Word(10)) + (old % new Word(10) == Word.Zero && !old.IsZero ? Word.Zero : Word.One);
            return Word.AddWithCarry(old, rise, out Word least) == 0 && offer >= least;
        }
    }

    /// <summary>Runs a transaction that pays nothing, over those of its sender that come before.</summary>
    private PoolAnswer Try(PoolEntry entry, SenderQueue queue, BlockVerdicts verdicts)
    {
        try
        {
            if (admission is null or { IsWorn: true })
            {
                admission = new AdmissionState(chain, head.Header, Now());
            }

            foreach (PoolEntry before in queue.Pending.TakeWhile(before => before.Nonce < entry.Nonce))
            {
                admission.Take(before.Transaction);
            }

            return AnswerOf(entry.Transaction.Hash, admission.Try(entry.Transaction, verdicts));
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException)
        {
            admission = null;
            throw;
        }
    }

    private static PoolAnswer AnswerOf(in Hash256 hash, ExecutionOutcome outcome) => outcome.Refusal switch
    {
        ExecutionRefusal.None when outcome.Succeeded => new PoolAnswer(PoolRefusal.None, hash),
        ExecutionRefusal.None => new PoolAnswer(PoolRefusal.ExecutionFails, hash) { Halt = outcome.Halt, RevertData = outcome.Output },
        ExecutionRefusal.NonceTooLow => new PoolAnswer(PoolRefusal.NonceTooLow, hash),
        ExecutionRefusal.NonceTooHigh => new PoolAnswer(PoolRefusal.NonceTooFarAhead, hash),
        ExecutionRefusal.SenderHasCode => new PoolAnswer(PoolRefusal.SenderHasCode, hash),
        ExecutionRefusal.BalanceTooLow => new PoolAnswer(PoolRefusal.BalanceTooLow, hash),
        _ => new PoolAnswer(PoolRefusal.Unfit, hash) { Unfit = outcome.Unfit },
    };

    private void Put(PoolEntry entry, SenderQueue queue)
    {
        if (queue.Find(entry.Nonce) is PoolEntry replaced)
        {
            entries.Remove(replaced.Transaction.Hash);
            chain.Rules.Admitted.Forget(replaced.Transaction.Hash);
            bytes -= replaced.Size;

            // What was tried counted on the other one.
            admission = null;
        }

        int before = queue.PendingCount;
        queue.Put(entry);
        queues[queue.Sender] = queue;
        entries.Add(entry.Transaction.Hash, entry);
        bytes += entry.Size;
        pending += queue.PendingCount - before;
        TryFollowers(entry, queue);
    }

    /// <summary>Runs those that waited for this one alone; those that fail go.</summary>
    private void TryFollowers(PoolEntry entry, SenderQueue queue)
    {
        foreach (PoolEntry follower in queue.Pending.SkipWhile(other => other.Nonce <= entry.Nonce).ToArray())
        {
            if (follower.Nonce >= queue.NextNonce)
            {
                return;
            }

            if (follower.PaysNothing && Try(follower, queue, BlockVerdicts.None) is { IsAccepted: false } answer)
            {
                refusals.Remember(answer);
                Remove(follower);
            }
        }
    }

    private void Remove(PoolEntry entry)
    {
        if (entries.Remove(entry.Transaction.Hash))
        {
            SenderQueue queue = queues[entry.Sender];
            int before = queue.PendingCount;
            queue.Remove(entry);
            pending += queue.PendingCount - before;
            Forget(entry, queue);
        }
    }

    private void Forget(PoolEntry entry, SenderQueue queue)
    {
        entries.Remove(entry.Transaction.Hash);
        chain.Rules.Admitted.Forget(entry.Transaction.Hash);
        bytes -= entry.Size;
        if (queue.Count == 0)
        {
            pending -= queue.PendingCount;
            queues.Remove(queue.Sender);
        }
    }

    /// <summary>The accounts at the head; begun anew now and then, since it keeps what it has read.</summary>
    private StateView HeadView()
    {
        if (headView is null || ++headViewUses > MostUsesOfView)
        {
            headView = chain.StateAt(head.Header);
            headViewUses = 0;
        }

        return headView;
    }

    private ulong Now() => (ulong)time.GetUtcNow().ToUnixTimeSeconds();
}
