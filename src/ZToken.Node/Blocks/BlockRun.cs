using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>One block while its transactions run.</summary>
internal sealed class BlockRun
{
    private readonly BlockHeader begun;
    private readonly WorldState state;
    private readonly TransactionProcessor processor;
    private readonly List<SignedTransaction> taken = [];
    private readonly List<Receipt> receipts = [];
    private readonly List<Address> senders = [];
    private readonly Bloom bloom = new();

    public BlockRun(BlockRules rules, BlockHeader begun, WorldState state, WorldState dry, IReadOnlyList<SignedTransaction> transactions, Func<ulong, Hash256> hashOf)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(transactions);
        this.begun = begun;
        this.state = state;
        RecoverSenders(transactions);
        BlockContext block = BlockContext.Of(begun, rules.ChainId, hashOf);
        BlockVerdicts verdicts = rules.Foresee(block, dry, transactions);
        processor = new TransactionProcessor(rules.ForkOver(state, verdicts), block, state);
    }

    /// <summary>What this chain refuses in any block, whatever the state.</summary>
    public static BlockRefusal RefusalOf(SignedTransaction transaction) =>
        transaction.Content.Type == TransactionType.Blob ? BlockRefusal.BlobTransaction
        : transaction.Content.GasLimit > BlockRules.MostGasPerTransaction ? BlockRefusal.GasAboveTransactionCap
        : BlockRefusal.None;

    /// <summary>Runs the next transaction, or says why it cannot be that.</summary>
    public ExecutionOutcome Apply(SignedTransaction transaction)
    {
        ExecutionOutcome outcome = processor.Apply(transaction);
        if (outcome.Refusal == ExecutionRefusal.None && transaction.TryGetSender(out Address sender))
        {
            Receipt receipt = new(transaction.Content.Type, outcome.Succeeded, processor.GasUsed, outcome.Logs);
            bloom.Add(receipt.Bloom);
            taken.Add(transaction);
            receipts.Add(receipt);
            senders.Add(sender);
        }

        return outcome;
    }

    /// <summary>The block of the transactions that ran.</summary>
    public CommittedBlock Seal()
    {
        BlockHeader header = begun with
        {
            TransactionsRoot = Block.RootOf(taken),
            ReceiptsRoot = Receipt.RootOf(receipts),
            LogsBloom = bloom,
            GasUsed = processor.GasUsed,
            StateRoot = state.Root,
        };
        return new CommittedBlock(new Block(header, taken, []), header.ComputeHash(), receipts, senders);
    }

    /// <summary>Recovering keys is dear and needs nothing of the state: all cores do it before the first transaction runs.</summary>
    private static void RecoverSenders(IReadOnlyList<SignedTransaction> transactions) =>
        SignedTransaction.RecoverSenders(transactions, Algebra.ComputeOptions.Default);
}
