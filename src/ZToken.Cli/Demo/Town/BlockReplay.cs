using System.Diagnostics;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Node;

namespace ZToken.Cli;

/// <summary>What a bundle costs the node that executes it: run again over the state before its block, and its proof by itself.</summary>
/// <remarks>The fastest of some runs in turn: a millisecond is easily disturbed, and one is taken from the other.</remarks>
/// <param name="Verify">The proof alone, by the precompile.</param>
/// <param name="Apply">The rest of the call: the contract's rules, nullifiers, tree and events.</param>
internal sealed record BlockReplay(TimeSpan Verify, TimeSpan Apply)
{
    private const int Runs = 9;

    /// <summary>Runs a bundle again. Nothing is changed by it.</summary>
    /// <param name="chain">The chain that has it.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="transaction">The transaction that brought it, alone in its block.</param>
    /// <exception cref="InvalidDataException">It does not do again what it did, so that its times would be of something else.</exception>
    public static BlockReplay Of(LocalChain chain, DeployedLedger ledger, Hash256 transaction)
    {
        TransactionReceipt receipt = chain.Chain.FindTransaction(transaction) ?? throw new InvalidDataException($"No block has transaction {transaction}.");
        Transaction content = receipt.Transaction.Content;
        BlockHeader before = chain.Chain.FindHeader(receipt.Block.Number - 1)!;
        // In its own block's place, over the state that the block began with.
        BlockHeader at = receipt.Block.Header with { StateRoot = before.StateRoot };
        if (receipt.Block.Receipts.Count != 1 || !ZTokenContract.TryReadOperations(content.Data.Span, out IReadOnlyList<BundleOperation> operations) || operations.Count != 1)
        {
            throw new InvalidDataException($"Transaction {transaction} is no bundle, or not alone in its block.");
        }

        Transaction check = content with { To = ledger.Verifier, Data = ProofCheck.CallOf(ledger, operations[0].Bundle) };
        TimeSpan verify = TimeSpan.MaxValue, whole = TimeSpan.MaxValue;
        for (int i = 0; i < Runs; i++)
        {
            verify = Least(verify, Time(chain, check, receipt, at));
            whole = Least(whole, Time(chain, content, receipt, at));
        }

        return new BlockReplay(verify, whole - verify);
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Time(LocalChain chain, Transaction call, TransactionReceipt receipt, BlockHeader at)
    {
        long start = Stopwatch.GetTimestamp();
        SimulationOutcome outcome = chain.Simulator.Call(call, receipt.Sender, at);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return outcome.Succeeded ? time : throw new InvalidDataException($"Transaction {receipt.Transaction.Hash} does not succeed again.");
    }
}
