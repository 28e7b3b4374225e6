using ZToken.Algebra;
using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Benchmarks;

/// <summary>Blocks of plain ERC-20 transfers from their bytes to a committed state, timed part by part.</summary>
/// <remarks>Each block opens the state anew from the store, as a node does: nothing is kept from block to block but the store's nodes, in memory here.</remarks>
internal static class Erc20Command
{
    private const int DefaultBlocks = 15;
    private const int DefaultTransfers = 1_000;
    private const int DefaultAccounts = 10_000;
    private const int WarmUpBlocks = 5;

    public static int Run(string[] arguments)
    {
        int blocks = CommandOption.Read(arguments, "--blocks", DefaultBlocks);
        int transfers = CommandOption.Read(arguments, "--transfers", DefaultTransfers);
        int accounts = CommandOption.Read(arguments, "--accounts", DefaultAccounts);
        PlainTransfers workload = new(accounts);
        Hash256 root = workload.Root;
        Word supply = workload.Supply(root);
        BlockTimes times = new(["read", "recover", "execute", "receipts", "root", "store"], "transfer");
        for (int i = -WarmUpBlocks; i < blocks; i++)
        {
            byte[][] encoded = workload.NextBlock(transfers);
            GC.Collect();
            RunBlock(workload, encoded, i + WarmUpBlocks, times, ref root);
            times.End(counts: i >= 0);
        }

        if (workload.Supply(root) != supply)
        {
            Console.Error.WriteLine("The transfers have changed the sum of all balances.");
            return 1;
        }

        times.Print(transfers);
        return 0;
    }

    private static void RunBlock(PlainTransfers workload, byte[][] encoded, int number, BlockTimes times, ref Hash256 root)
    {
        times.Begin();
        SignedTransaction[] transactions = new SignedTransaction[encoded.Length];
        for (int i = 0; i < encoded.Length; i++)
        {
            transactions[i] = SignedTransaction.TryRead(encoded[i], out SignedTransaction? read) ? read : throw new InvalidDataException("A transaction that was just written does not read.");
        }

        times.Mark();
        SignedTransaction.RecoverSenders(transactions, ComputeOptions.Default);
        times.Mark();
        WorldState state = new(workload.Store, workload.Store, root);
        TransactionProcessor processor = new(Fork.CancunWithBls, PlainTransfers.BlockAt(number), state);
        Receipt[] receipts = new Receipt[transactions.Length];
        for (int i = 0; i < transactions.Length; i++)
        {
            ExecutionOutcome outcome = processor.Apply(transactions[i]);
            if (outcome.Refusal != ExecutionRefusal.None || !outcome.Succeeded || outcome.Logs.Count != 1)
            {
                throw new InvalidDataException($"Transfer {i} of block {number} failed: {outcome.Refusal}, {outcome.Halt}.");
            }

            receipts[i] = new Receipt(transactions[i].Content.Type, Succeeded: true, processor.GasUsed, outcome.Logs);
        }

        times.Mark();
        _ = Receipt.RootOf(receipts);
        _ = OrderedTrie.RootOf(encoded);
        times.Mark();
        Hash256 hashed = state.Root;
        times.Mark();
        root = state.Commit();
        times.Mark();
        if (root != hashed)
        {
            throw new InvalidDataException("The state's root changed while it was committed.");
        }
    }
}
