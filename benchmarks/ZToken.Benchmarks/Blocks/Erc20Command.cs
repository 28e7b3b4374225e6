using System.Diagnostics;
using System.Globalization;
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
    private static readonly string[] parts = ["read", "recover", "execute", "receipts", "root", "store"];

    public static int Run(string[] arguments)
    {
        int blocks = CommandOption.Read(arguments, "--blocks", DefaultBlocks);
        int transfers = CommandOption.Read(arguments, "--transfers", DefaultTransfers);
        int accounts = CommandOption.Read(arguments, "--accounts", DefaultAccounts);
        PlainTransfers workload = new(accounts);
        Hash256 root = workload.Root;
        Word supply = workload.Supply(root);
        double[][] times = new double[blocks][];
        for (int i = -WarmUpBlocks; i < blocks; i++)
        {
            byte[][] encoded = workload.NextBlock(transfers);
            GC.Collect();
            double[] block = RunBlock(workload, encoded, i + WarmUpBlocks, ref root);
            if (i >= 0)
            {
                times[i] = block;
            }
        }

        if (workload.Supply(root) != supply)
        {
            Console.Error.WriteLine("The transfers have changed the sum of all balances.");
            return 1;
        }

        Print(times, transfers);
        return 0;
    }

    private static double[] RunBlock(PlainTransfers workload, byte[][] encoded, int number, ref Hash256 root)
    {
        Stopwatch watch = Stopwatch.StartNew();
        List<double> marks = [];
        void Mark()
        {
            marks.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
        }

        SignedTransaction[] transactions = new SignedTransaction[encoded.Length];
        for (int i = 0; i < encoded.Length; i++)
        {
            transactions[i] = SignedTransaction.TryRead(encoded[i], out SignedTransaction? read) ? read : throw new InvalidDataException("A transaction that was just written does not read.");
        }

        Mark();
        SignedTransaction.RecoverSenders(transactions, ComputeOptions.Default);
        Mark();
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

        Mark();
        _ = Receipt.RootOf(receipts);
        _ = OrderedTrie.RootOf(encoded);
        Mark();
        Hash256 hashed = state.Root;
        Mark();
        root = state.Commit();
        Mark();
        return root == hashed ? [.. marks] : throw new InvalidDataException("The state's root changed while it was committed.");
    }

    private static void Print(double[][] times, int transfers)
    {
        double Median(Func<double[], double> of)
        {
            double[] sorted = [.. times.Select(of).Order()];
            return sorted[sorted.Length / 2];
        }

        double total = Median(block => block.Sum());
        for (int i = 0; i < parts.Length; i++)
        {
            double median = Median(block => block[i]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts[i],-10} {median,8:f2} ms {1000 * median / transfers,8:f2} us a transfer {median / total,6:p0}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"block",-10} {total,8:f2} ms {1000 * total / transfers,8:f2} us a transfer {1000 * transfers / total,8:f0} transfers/s"));
    }
}
