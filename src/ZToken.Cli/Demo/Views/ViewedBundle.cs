using ZToken.Audit;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>One bundle as everybody sees it, as each bank does, and as the regulator's warrant opens it.</summary>
/// <param name="Public">What everybody sees.</param>
/// <param name="Banks">What each bank sees: nothing, unless it pays or is paid.</param>
/// <param name="Opened">What the regulator reads with one bank's key.</param>
internal sealed record ViewedBundle(PublicBundle Public, IReadOnlyList<(string Bank, IReadOnlyList<Movement> Movements)> Banks, IReadOnlyList<AuditedPayment> Opened)
{
    /// <summary>Puts the views of all bundles side by side.</summary>
    public static async Task<IReadOnlyList<ViewedBundle>> ReadAsync(DemoTown town, IReadOnlyList<AuditedTransfer> opened, CancellationToken cancellation)
    {
        List<(string Bank, IReadOnlyList<Movement> Movements)> histories = [];
        foreach (MemberBank bank in town.Banks)
        {
            _ = await bank.Wallet.SyncAsync(cancellation: cancellation);
            histories.Add((bank.Name, await bank.Wallet.GetHistoryAsync(cancellation: cancellation)));
        }

        return
        [
            .. (await PublicBundle.ReadAsync(town, cancellation)).Select(bundle => new ViewedBundle(
                bundle,
                [.. histories.Select(history => (history.Bank, (IReadOnlyList<Movement>)[.. history.Movements.Where(movement => movement.Bundle == bundle.Bundle.Id)]))],
                [.. opened.Where(transfer => transfer.Recorded.Bundle.Id == bundle.Bundle.Id).SelectMany(transfer => transfer.Payments)])),
        ];
    }
}
