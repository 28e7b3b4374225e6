using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Makes blocks of transactions, and checks blocks that others made, by running them: what it says depends on its arguments alone.</summary>
/// <remarks>
/// The state that is handed in must be that after the parent. It stands after the block when a block has been built or found right, uncommitted; after a
/// refusal it is of no more use. Stores that fail show as exceptions (<see cref="InvalidDataException"/>, <see cref="IOException"/>), never as a verdict.
/// </remarks>
public sealed class BlockExecutor
{
    private readonly BlockRules rules;

    /// <summary>Makes the executor of a chain.</summary>
    public BlockExecutor(BlockRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = rules;
    }

    /// <summary>Makes the next block: takes the transactions in order, leaves out those that cannot come next and those that do not fit.</summary>
    /// <param name="parent">The header before.</param>
    /// <param name="state">The state after it.</param>
    /// <param name="dry">The same once more, to be thrown away: it shows which proofs the transactions are about, so that they are checked together.</param>
    /// <param name="candidates">The transactions.</param>
    /// <param name="seed">What the maker chooses.</param>
    /// <param name="hashOf">The hashes of earlier blocks, by number.</param>
    public BuiltBlock Build(BlockHeader parent, WorldState state, WorldState dry, IReadOnlyList<SignedTransaction> candidates, BlockSeed seed, Func<ulong, Hash256> hashOf)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(seed);
        BlockHeader header = HeaderRules.Begin(parent, rules, seed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seed.ExtraData.Length, BlockRules.LongestExtraData);
        ArgumentOutOfRangeException.ThrowIfLessThan(seed.Timestamp, parent.Timestamp);
        BlockRun run = new(rules, header, state, dry, candidates, hashOf);
        List<KeyValuePair<SignedTransaction, ExecutionOutcome>> refused = [];
        List<SignedTransaction> left = [];
        foreach (SignedTransaction transaction in candidates)
        {
            if (BlockRun.RefusalOf(transaction) != BlockRefusal.None)
            {
                refused.Add(new(transaction, new ExecutionOutcome { Refusal = ExecutionRefusal.Unfit }));
                continue;
            }

            ExecutionOutcome outcome = run.Apply(transaction);
            if (outcome.Refusal == ExecutionRefusal.GasAboveBlock)
            {
                left.Add(transaction);
            }
            else if (outcome.Refusal != ExecutionRefusal.None)
            {
                refused.Add(new(transaction, outcome));
            }
        }

        return new BuiltBlock(run.Seal(), refused, left);
    }

    /// <summary>Checks that a block is right in every field and every transaction.</summary>
    /// <param name="parent">The header before.</param>
    /// <param name="state">The state after it.</param>
    /// <param name="dry">The same once more, to be thrown away: it shows which proofs the transactions are about, so that they are checked together.</param>
    /// <param name="block">The block.</param>
    /// <param name="hashOf">The hashes of earlier blocks, by number.</param>
    /// <param name="verified">The block with what came of it, where it is right.</param>
    public BlockRefusal Verify(BlockHeader parent, WorldState state, WorldState dry, Block block, Func<ulong, Hash256> hashOf, out CommittedBlock? verified)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(block);
        verified = null;
        BlockRefusal refusal = HeaderRules.Check(parent, block, rules);
        for (int i = 0; refusal == BlockRefusal.None && i < block.Transactions.Count; i++)
        {
            refusal = BlockRun.RefusalOf(block.Transactions[i]);
        }

        if (refusal != BlockRefusal.None)
        {
            return refusal;
        }

        BlockHeader header = block.Header;
        BlockRun run = new(rules, header, state, dry, block.Transactions, hashOf);
        foreach (SignedTransaction transaction in block.Transactions)
        {
            if (run.Apply(transaction).Refusal != ExecutionRefusal.None)
            {
                return BlockRefusal.TransactionRefused;
            }
        }

        CommittedBlock found = run.Seal();
        refusal = HeaderRules.Compare(header, found.Header);
        verified = refusal == BlockRefusal.None ? found with { Block = block } : null;
        return refusal;
    }
}
