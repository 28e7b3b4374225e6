using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>Reads what the pool paid for retired members.</summary>
internal static class RetiredPayouts
{
    private static readonly AbiEvent paid = LedgerContracts.ZToken.Abi.Event("RetiredPaid");

    /// <summary>All payouts up to a block.</summary>
    public static async Task<IReadOnlyList<RetiredPayout>> ReadAsync(EthereumClient node, DeployedLedger ledger, ulong last, CancellationToken cancellation)
    {
        List<RetiredPayout> payouts = [];
        await foreach ((_, _, IReadOnlyList<LogEntry> logs) in new LogRanges(node, [ledger.ZToken], [paid.Topic]).ReadAsync(ledger.FirstBlock, last, cancellation).ConfigureAwait(false))
        {
            payouts.AddRange(logs.Select(entry => Read(entry, ledger)));
        }

        return payouts;
    }

    private static RetiredPayout Read(LogEntry entry, DeployedLedger ledger) => entry.Log.Address == ledger.ZToken && paid.TryDecode(entry.Log, out AbiValue[]? values)
        ? new RetiredPayout(new MemberIndex((ushort)values[0].Word.Low64), new AssetId((uint)values[1].Word.Low64), new Amount(values[2].Word.Low64), values[3].Address)
        : throw new InvalidDataException($"a log of a payout in block {entry.BlockNumber} is malformed");
}
