using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The state after the head and, over it, what the pool has tried since: where a transaction that pays nothing shows that it does not fail.</summary>
/// <remarks>
/// A transaction that was tried and taken stays in here until the next head, so that a second one that spends the same note, or the same coins, is refused:
/// what was admitted is reserved. For one thread at a time.
/// </remarks>
internal sealed class AdmissionState
{
    // Refused ones leave accounts behind that they looked at: beyond this a new state is begun.
    private const int MostTrials = 65_536;

    private readonly Chain chain;
    private readonly WorldState state;
    private readonly BlockContext block;
    private readonly Fork fork;
    private readonly HashSet<Hash256> taken = [];
    private TransactionProcessor? processor;
    private int trials;

    public AdmissionState(Chain chain, BlockHeader head, ulong timestamp)
    {
        this.chain = chain;
        state = chain.ScratchStateAt(head);
        fork = chain.Rules.ForkOver(state);
        block = ContextAfter(chain, head, timestamp);
    }

    /// <summary>Whether it has seen too much to be kept.</summary>
    public bool IsWorn => trials > MostTrials;

    /// <summary>Checks a transaction's proofs and signatures over a head, which is the dear part of a trial and needs no turn.</summary>
    public static BlockVerdicts Foresee(Chain chain, BlockHeader head, ulong timestamp, SignedTransaction transaction) =>
        chain.Rules.Foresee(ContextAfter(chain, head, timestamp), chain.ScratchStateAt(head), [transaction]);

    /// <summary>Runs a transaction; one that fails leaves nothing behind, not even its nonce.</summary>
    public ExecutionOutcome Try(SignedTransaction transaction, BlockVerdicts verdicts)
    {
        trials++;
        ExecutionOutcome outcome = ProcessorFor(transaction, verdicts).Apply(transaction);
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
            ProcessorFor(transaction, BlockVerdicts.None).Apply(transaction);
        }
    }

    /// <summary>One for all that have no verdicts of their own; when the block is full, another block begins.</summary>
    private TransactionProcessor ProcessorFor(SignedTransaction transaction, BlockVerdicts verdicts)
    {
        if (verdicts.Count > 0)
        {
            return new TransactionProcessor(chain.Rules.ForkOver(state, verdicts), block, state);
        }

        if (processor is null || processor.GasUsed + transaction.Content.GasLimit > chain.Rules.GasLimit)
        {
            processor = new TransactionProcessor(fork, block, state);
        }

        return processor;
    }

    private static BlockContext ContextAfter(Chain chain, BlockHeader head, ulong timestamp)
    {
        BlockHeader next = HeaderRules.Begin(head, chain.Rules, new BlockSeed(Math.Max(head.Timestamp, timestamp)));
        return BlockContext.Of(next, chain.ChainId, chain.BlockHashOf);
    }
}
