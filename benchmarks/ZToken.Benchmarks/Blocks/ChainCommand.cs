using System.Diagnostics;
using System.Globalization;
using ZToken.Ledger;
using ZToken.Node;

namespace ZToken.Benchmarks;

/// <summary>Plain ERC-20 transfers through a whole node: from a transaction's bytes through the pool to a block that RocksDB has on disk.</summary>
/// <remarks>
/// First blocks alone (<see cref="Chain.Extend"/>, senders recovered before and inside), then the local chain under load, once with transfers that pay for gas and
/// once with transfers that do not, which the pool runs before it takes them. At the end the sum of all balances is compared.
/// </remarks>
internal static class ChainCommand
{
    private const int DefaultBlocks = 20;
    private const int DefaultTransfers = 1_000;
    private const int DefaultAccounts = 10_000;
    private const int WarmUpBlocks = 5;
    private const int EmptyBlocks = 500;

    public static async Task<int> RunAsync(string[] arguments)
    {
        int blocks = CommandOption.Read(arguments, "--blocks", DefaultBlocks);
        int transfers = CommandOption.Read(arguments, "--transfers", DefaultTransfers);
        PlainTransfers workload = new(CommandOption.Read(arguments, "--accounts", DefaultAccounts));
        Genesis genesis = workload.MakeGenesis();
        int at = Array.IndexOf(arguments, "--folder");
        string folder = at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : Directory.CreateTempSubdirectory("ztoken-bench-").FullName;
        Word before, after;
        long begun;
        using (Chain chain = Chain.Open(folder, genesis))
        {
            before = workload.Supply(chain.StateAt(chain.Head.Header));
        }

        begun = SizeOf(folder, genesis);
        using (Chain chain = Chain.Open(folder, genesis))
        {
            RunBlocks(chain, workload, blocks, transfers);
        }

        Print("on disk", (SizeOf(folder, genesis) - begun) / (double)((blocks + WarmUpBlocks) * transfers), "bytes a transfer");
        begun = SizeOf(folder, genesis);
        using (Chain chain = Chain.Open(folder, genesis))
        {
            RunEmptyBlocks(chain);
        }

        Print("on disk", (SizeOf(folder, genesis) - begun) / (double)EmptyBlocks, "bytes an empty block");
        await using (LocalChain chain = LocalChain.Start(new LocalChainOptions { Genesis = genesis, Folder = folder }))
        {
            await RunLoadAsync("paying", chain, workload, blocks * transfers, pays: true);
            await RunLoadAsync("paying nothing", chain, workload, blocks * transfers, pays: false);
            after = workload.Supply(chain.Chain.StateAt(chain.Chain.Head.Header));
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine(before == after ? "The sum of all balances is what it was." : "The transfers have changed the sum of all balances.");
        return before == after ? 0 : 1;
    }

    /// <summary>Blocks of transactions whose senders are known, as those of a pool are, and of such whose senders are not, as those of another node are.</summary>
    private static void RunBlocks(Chain chain, PlainTransfers workload, int blocks, int transfers)
    {
        List<double> known = [], unknown = [];
        for (int i = -WarmUpBlocks; i < blocks; i++)
        {
            SignedTransaction[] transactions = [.. workload.NextBlock(transfers).Select(bytes => SignedTransaction.TryRead(bytes, out SignedTransaction? read) ? read : throw new InvalidDataException())];
            bool recoverFirst = i % 2 == 0;
            if (recoverFirst)
            {
                _ = Parallel.ForEach(transactions, transaction => transaction.TryGetSender(out _));
            }

            Stopwatch watch = Stopwatch.StartNew();
            BuiltBlock built = chain.Extend(transactions, parent => new BlockSeed(parent.Timestamp + 1));
            double time = watch.Elapsed.TotalMilliseconds;
            if (built.Block.Receipts.Count != transfers || !built.Block.Receipts.All(receipt => receipt.Succeeded))
            {
                throw new InvalidDataException("A transfer failed.");
            }

            if (i >= 0)
            {
                (recoverFirst ? known : unknown).Add(time);
            }
        }

        Print("block, senders known", transfers / Median(known) * 1000, "transfers/s");
        Print("block, senders unknown", transfers / Median(unknown) * 1000, "transfers/s");
    }

    private static void RunEmptyBlocks(Chain chain)
    {
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < EmptyBlocks; i++)
        {
            _ = chain.Extend([], parent => new BlockSeed(parent.Timestamp));
        }

        Print("empty blocks, each synced", EmptyBlocks / watch.Elapsed.TotalSeconds, "blocks/s");
    }

    private static async Task RunLoadAsync(string name, LocalChain chain, PlainTransfers workload, int count, bool pays)
    {
        byte[][] encoded = workload.NextBlock(count, pays);
        ulong first = chain.Chain.Head.Number;
        int refused = 0;
        Stopwatch watch = Stopwatch.StartNew();
        Task<TransactionReceipt>[] receipts = new Task<TransactionReceipt>[count];
        await Task.Run(() => Parallel.For(0, count, i =>
        {
            PoolAnswer answer = chain.Submit(encoded[i]);
            while (answer.Refusal == PoolRefusal.PoolIsFull)
            {
                Thread.Sleep(1);
                answer = chain.Submit(encoded[i]);
            }

            if (answer.IsAccepted)
            {
                receipts[i] = chain.WaitForReceiptAsync(answer.Hash);
            }
            else
            {
                Interlocked.Increment(ref refused);
            }
        }));
        if (refused > 0)
        {
            throw new InvalidDataException($"{refused} transfers were refused.");
        }

        TransactionReceipt[] done = await Task.WhenAll(receipts);
        double seconds = watch.Elapsed.TotalSeconds;
        if (!done.All(receipt => receipt.Receipt.Succeeded))
        {
            throw new InvalidDataException("A transfer failed.");
        }

        Print($"local chain, {name}", count / seconds, $"transfers/s in {chain.Chain.Head.Number - first} blocks");
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>The bytes of a database whose log has been turned into tables, which opening it does.</summary>
    private static long SizeOf(string folder, Genesis genesis)
    {
        Chain.Open(folder, genesis).Dispose();
        return new DirectoryInfo(folder).EnumerateFiles("*.sst").Sum(file => file.Length);
    }

    private static void Print(string what, double value, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-30} {value,10:f0} {unit}"));
}
