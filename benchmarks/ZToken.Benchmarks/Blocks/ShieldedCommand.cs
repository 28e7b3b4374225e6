using System.Diagnostics;
using System.Globalization;
using ZToken.Algebra;
using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Benchmarks;

/// <summary>Blocks of shielded transfers through the z-contract from their bytes to a committed state, timed part by part.</summary>
/// <remarks>As <see cref="Erc20Command"/>, with what comes before a block's transactions run: its proofs and signatures are foreseen and checked together.</remarks>
internal static class ShieldedCommand
{
    private const int DefaultBlocks = 15;
    private const int DefaultTransfers = 200;
    private const int WarmUpBlocks = 5;

    public static int Run(string[] arguments)
    {
        int blocks = CommandOption.Read(arguments, "--blocks", DefaultBlocks);
        int transfers = CommandOption.Read(arguments, "--transfers", DefaultTransfers);
        bool isSingle = arguments.Contains("--single");
        ShieldedTransfers workload = new(transfers);
        VerifyingKeyCache keys = new();
        Hash256 root = workload.Root;
        BlockTimes times = new(["read", "recover", "foresee", "execute", "receipts", "root", "store"], "transfer");
        List<double> alone = [];
        ulong gas = 0;
        for (int i = -WarmUpBlocks; i < blocks; i++)
        {
            byte[][] encoded = workload.NextBlock();
            GC.Collect();
            gas = RunBlock(workload, keys, encoded, i + WarmUpBlocks, isSingle, times, ref root);
            times.End(counts: i >= 0);
            long start = Stopwatch.GetTimestamp();
            _ = workload.Verifier.Verify(workload.Proofs);
            alone.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Print(transfers);
        double[] sorted = [.. alone.Skip(WarmUpBlocks).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The proofs of a block alone, as one batch: {sorted[sorted.Length / 2]:f2} ms. Gas a transfer: {gas / (ulong)transfers:n0}."));
        return 0;
    }

    private static ulong RunBlock(ShieldedTransfers workload, VerifyingKeyCache keys, byte[][] encoded, int number, bool isSingle, BlockTimes times, ref Hash256 root)
    {
        BlockContext block = ShieldedTransfers.BlockAt(number);
        times.Begin();
        SignedTransaction[] transactions = new SignedTransaction[encoded.Length];
        for (int i = 0; i < encoded.Length; i++)
        {
            transactions[i] = SignedTransaction.TryRead(encoded[i], out SignedTransaction? read) ? read : throw new InvalidDataException("A transaction that was just written does not read.");
        }

        times.Mark();
        SignedTransaction.RecoverSenders(transactions, ComputeOptions.Default);
        times.Mark();
        BlockVerdicts verdicts = isSingle
            ? BlockVerdicts.None
            : BlockVerdicts.Foresee(Fork.CancunWithBls, block, new WorldState(workload.Store, workload.Store, root), transactions, keys, allowsDevelopmentKeys: false);
        times.Mark();
        WorldState state = new(workload.Store, workload.Store, root);
        TransactionProcessor processor = new(ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: false, verdicts), block, state);
        Receipt[] receipts = new Receipt[transactions.Length];
        for (int i = 0; i < transactions.Length; i++)
        {
            ExecutionOutcome outcome = processor.Apply(transactions[i]);
            if (outcome.Refusal != ExecutionRefusal.None || !outcome.Succeeded)
            {
                throw new InvalidDataException($"Transfer {i} of block {number} failed: {outcome.Refusal}, {outcome.Halt}, {Convert.ToHexStringLower(outcome.Output)}.");
            }

            receipts[i] = new Receipt(transactions[i].Content.Type, Succeeded: true, processor.GasUsed, outcome.Logs);
        }

        times.Mark();
        _ = Receipt.RootOf(receipts);
        _ = OrderedTrie.RootOf(encoded);
        times.Mark();
        _ = state.Root;
        times.Mark();
        root = state.Commit();
        times.Mark();

        // A proof and a signature each, or they were not foreseen and the figures are of something else.
        return isSingle || verdicts.Count == 2 * transactions.Length
            ? processor.GasUsed
            : throw new InvalidDataException($"{verdicts.Count} verdicts were found for {transactions.Length} transfers.");
    }
}
