using System.Text;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>What was opened, as people and their programs read it: a line for each movement of money, in the chain's order.</summary>
/// <remarks>What a bank pays to itself is left out: it moves nothing. Times are the node's word; all else was recomputed against the record.</remarks>
/// <param name="Height">The block up to which the ledger was read.</param>
/// <param name="Movements">The lines.</param>
public sealed record AuditReport(ulong Height, IReadOnlyList<ReportedMovement> Movements)
{
    /// <summary>Reports transfers.</summary>
    /// <param name="record">The ledger.</param>
    /// <param name="transfers">What was opened.</param>
    /// <param name="node">Is asked for the times of blocks.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">The node does not have a block that it told of.</exception>
    public static async Task<AuditReport> CreateAsync(LedgerRecord record, IReadOnlyList<AuditedTransfer> transfers, EthereumClient node, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(transfers);
        ArgumentNullException.ThrowIfNull(node);
        Dictionary<ulong, DateTimeOffset> times = [];
        List<ReportedMovement> movements = [];
        foreach (AuditedTransfer transfer in transfers)
        {
            ulong block = transfer.Recorded.Block;
            if (!times.TryGetValue(block, out DateTimeOffset time))
            {
                BlockHeader header = await node.GetHeaderAsync(BlockTag.Of(block), cancellation).ConfigureAwait(false) ?? throw new InvalidDataException($"the node has no block {block}");
                times.Add(block, time = DateTimeOffset.FromUnixTimeSeconds((long)header.Timestamp));
            }

            movements.AddRange(MovementsOf(record, transfer, time));
        }

        return new AuditReport(record.Height, movements);
    }

    private static IEnumerable<ReportedMovement> MovementsOf(LedgerRecord record, AuditedTransfer transfer, DateTimeOffset time)
    {
        TransferEffects effects = transfer.Recorded.Bundle.Statement.Effects;
        TransferTerms terms = transfer.Recorded.Bundle.Terms;
        if (transfer.Sent is not null && !effects.PublicIn.IsZero)
        {
            yield return Line(record, transfer, time, ReportedKind.Shield, effects.PublicAsset, effects.PublicIn) with
            {
                Payee = transfer.Reader,
                PayeeName = NameOf(record, transfer.Reader),
                Account = terms.Depositor.ToAddress(),
            };
        }

        foreach (AuditedPayment payment in transfer.Payments.Where(payment => payment.Payer != payment.Payee))
        {
            ReportedMovement line = Line(record, transfer, time, ReportedKind.Payment, payment.Asset, payment.Amount) with
            {
                Number = payment.Number,
                Payer = payment.Payer,
                PayerName = NameOf(record, payment.Payer),
                Payee = payment.Payee,
                PayeeName = NameOf(record, payment.Payee),
            };
            yield return payment.Memo is null ? line
                : Remittance.TryRead(payment.Memo, out Remittance? remittance) ? line with { Remittance = remittance }
                : line with { Memo = Encoding.UTF8.GetString(payment.Memo.Content) };
        }

        if (transfer.Sent is not null && !effects.PublicOut.IsZero)
        {
            yield return Line(record, transfer, time, ReportedKind.Unshield, effects.PublicAsset, effects.PublicOut) with
            {
                Payer = transfer.Reader,
                PayerName = NameOf(record, transfer.Reader),
                Account = terms.Target.ToAddress(),
            };
        }
    }

    private static ReportedMovement Line(LedgerRecord record, AuditedTransfer transfer, DateTimeOffset time, ReportedKind kind, AssetId asset, Amount amount) => new()
    {
        Kind = kind,
        Time = time,
        Recorded = transfer.Recorded,
        Asset = asset,
        Symbol = record.Ledger.Coins.FirstOrDefault(coin => coin.Asset == asset)?.Symbol ?? asset.ToString(),
        Amount = amount,
    };

    private static string? NameOf(LedgerRecord record, MemberIndex index) => record.TryFindMember(index, out RegisteredMember? member) ? member.Name : null;
}
