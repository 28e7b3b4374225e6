using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The state after the head and, over it, what the pool has tried since: where a transaction that pays nothing shows that it does not fail.</summary>
/// <remarks>
/// A transaction that was tried and taken stays in here until the next head, so that a second one that spends the same note, or the same coins, is refused:
/// what was admitted is reserved. For one thread at a time.
/// </remarks>
internal sealed class AdmissionState(Chain chain, BlockHeader head, ulong timestamp)
{
    // Refused ones leave accounts behind that they looked at: beyond this a new state is begun.
    private const int MostTrials = 65_536;

    private readonly WorldState state = chain.ScratchStateAt(head);
    private readonly HashSet<Hash256> taken = [];
    private TransactionProcessor? processor;
    private int trials;

    /// <summary>Whether it has seen too much to be kept.</summary>
    public bool IsWorn => trials > MostTrials;

    /// <summary>Whether a transaction has run in here.</summary>
    public bool HasTaken(in Hash256 hash) => taken.Contains(hash);

    /// <summary>Runs a transaction; one that fails leaves nothing behind, not even its nonce.</summary>
    public ExecutionOutcome Try(SignedTransaction transaction)
    {
        trials++;
        ExecutionOutcome outcome = ProcessorFor(transaction).Apply(transaction);
        if (outcome.Refusal == ExecutionRefusal.None && !outcome.Succeeded && transaction.TryGetSender(out Address sender))
        {
            // It paid nothing, and all else has been undone by the machine.
            state.SetNonce(sender, transaction.Content.Nonce);
        }
        else if (outcome.Refusal == ExecutionRefusal.None)
        {
            taken.Add(transaction.Hash);
        }

        return outcome;
    }

    /// <summary>Runs a transaction that the pool has, as a block would.</summary>
    public void Take(SignedTransaction transaction)
    {
        if (taken.Add(transaction.Hash))
        {
            trials++;
            ProcessorFor(transaction).Apply(transaction);
        }
    }

    /// <summary>As many blocks as it takes: one after the other has room for them.</summary>
    private TransactionProcessor ProcessorFor(SignedTransaction transaction)
    {
        if (processor is null || processor.GasUsed + transaction.Content.GasLimit > chain.Rules.GasLimit)
        {
            BlockHeader next = HeaderRules.Begin(head, chain.Rules, new BlockSeed(Math.Max(head.Timestamp, timestamp)));
            processor = new TransactionProcessor(chain.Rules.Fork, BlockContext.Of(next, chain.ChainId, chain.BlockHashOf), state);
        }

        return processor;
    }
}
