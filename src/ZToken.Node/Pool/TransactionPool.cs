using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Transactions that wait for a block, in memory and within bounds. Any number of threads may use it.</summary>
/// <remarks>
/// <para>Gas may cost nothing here, so what keeps rubbish out is not the fee. The rule: a transaction that pays nothing and can come next is run over the head and
/// what was admitted since, and one that fails is refused with the reason. It is admitted because its proof holds, not because somebody pays. One that offers a
/// tip pays for its own failure and is not run. One that must wait for others is run when it need not any more.</para>
/// <para>What was refused is remembered by the hash of all its bytes: a bad signature for long, a failure until the next block.</para>
/// </remarks>
public sealed partial class TransactionPool : IDisposable
{
    private const int MostUsesOfView = 16_384;

    private readonly Chain chain;
    private readonly PoolLimits limits;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Dictionary<Hash256, PoolEntry> entries = [];
    private readonly Dictionary<Address, SenderQueue> queues = [];
    private readonly RefusalMemory refusals;
    private AdmissionState? admission;
    private StateView? headView;
    private int headViewUses;
    private CommittedBlock head;
    private long arrivals;
    private long bytes;
    private int pending;
    private bool isStopped;

    /// <summary>Makes the pool of a chain.</summary>
    public TransactionPool(Chain chain, PoolLimits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        this.chain = chain;
        this.limits = limits ?? new PoolLimits();
        this.time = time ?? TimeProvider.System;
        refusals = new RefusalMemory(this.limits.RememberedRefusals);
        head = chain.Head;
        chain.Committed += Advance;
    }

    /// <summary>A transaction has been taken: called on the thread that brought it; do little.</summary>
#pragma warning disable MA0046 // Who listens wants the transaction; there is one pool that can have sent it.
    public event Action<SignedTransaction>? Added;
#pragma warning restore MA0046

    /// <summary>How many can be in the next block.</summary>
    public int PendingCount
    {
        get
        {
            lock (gate)
            {
                return pending;
            }
        }
    }

    /// <summary>How many wait for others of their sender.</summary>
    public int QueuedCount
    {
        get
        {
            lock (gate)
            {
                return entries.Count - pending;
            }
        }
    }

    /// <summary>Reads a transaction and takes it, or says why not.</summary>
    public PoolAnswer Add(ReadOnlySpan<byte> raw)
    {
        Hash256 hash = Hash256.Of(raw);
        if (raw.Length > limits.TransactionBytes)
        {
            return new PoolAnswer(PoolRefusal.TooLarge, hash);
        }

        TransactionRefusal unfit = SignedTransaction.Read(raw, out SignedTransaction? transaction);
        return unfit == TransactionRefusal.None && transaction is not null ? Add(transaction) : new PoolAnswer(PoolRefusal.Unfit, hash) { Unfit = unfit };
    }

    /// <summary>Takes a transaction, or says why not.</summary>
    /// <exception cref="IOException">The chain's state cannot be read.</exception>
    /// <exception cref="InvalidDataException">The chain's state is damaged.</exception>
    public PoolAnswer Add(SignedTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        lock (gate)
        {
            if (refusals.TryFind(transaction.Hash, out PoolAnswer known))
            {
                return known;
            }
        }

        // Recovering the sender and checking proofs is dear, and needs nothing that is here.
        PoolAnswer answer = CheckAlone(transaction);
        BlockVerdicts verdicts = answer.IsAccepted && MayBeTried(transaction) ? AdmissionState.Foresee(chain, chain.Head.Header, Now(), transaction) : BlockVerdicts.None;
        lock (gate)
        {
            answer = answer.IsAccepted ? Admit(transaction, verdicts) : answer;
            refusals.Remember(answer);
            if (answer.IsAccepted)
            {
                chain.Rules.Admitted.Add(transaction.Hash, verdicts);
            }
        }

        if (answer.IsAccepted)
        {
            Added?.Invoke(transaction);
        }

        return answer;
    }

    /// <summary>A transaction that waits.</summary>
    public SignedTransaction? Find(in Hash256 hash)
    {
        lock (gate)
        {
            return entries.GetValueOrDefault(hash)?.Transaction;
        }
    }

    /// <summary>The nonce of a sender's next transaction, those counted that can be in the next block.</summary>
    public ulong NextNonceOf(in Address sender)
    {
        lock (gate)
        {
            return queues.TryGetValue(sender, out SenderQueue? queue) ? queue.NextNonce : HeadView().NonceOf(sender);
        }
    }

    /// <summary>All that wait, by sender and nonce.</summary>
    public IReadOnlyList<PooledTransaction> Content()
    {
        lock (gate)
        {
            return [.. from queue in queues.Values
                       from entry in queue.Entries
                       select new PooledTransaction(entry.Transaction, queue.Sender, entry.Nonce < queue.NextNonce)];
        }
    }

    /// <summary>Takes nothing any more.</summary>
    public void Stop()
    {
        lock (gate)
        {
            isStopped = true;
        }
    }

    /// <summary>Leaves the chain alone.</summary>
    public void Dispose()
    {
        Stop();
        chain.Committed -= Advance;
    }

    /// <summary>What needs no state.</summary>
    private PoolAnswer CheckAlone(SignedTransaction transaction)
    {
        Hash256 hash = transaction.Hash;
        if (transaction.Encoded.Length > limits.TransactionBytes)
        {
            return new PoolAnswer(PoolRefusal.TooLarge, hash);
        }

        if (transaction.Content.Type == TransactionType.Blob)
        {
            return new PoolAnswer(PoolRefusal.BlobsNotTaken, hash);
        }

        if (transaction.Content.GasLimit > BlockRules.MostGasPerTransaction)
        {
            return new PoolAnswer(PoolRefusal.GasAboveTransactionCap, hash);
        }

        TransactionRefusal unfit = transaction.Check(chain.ChainId);
        return unfit == TransactionRefusal.None ? new PoolAnswer(PoolRefusal.None, hash) : new PoolAnswer(PoolRefusal.Unfit, hash) { Unfit = unfit };
    }
}
