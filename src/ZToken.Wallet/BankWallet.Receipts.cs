using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <content>Receipts.</content>
public sealed partial class BankWallet
{
    /// <summary>Shows one payment that the bank made or was made to a third party.</summary>
    /// <param name="bundle">The bundle that made it: see <see cref="Movement.Bundle"/> and <see cref="PaymentReport.Bundle"/>.</param>
    /// <param name="number">The payment's number in it.</param>
    /// <param name="challenge">What the third party chose; for nobody else the receipt proves anything.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="WalletException">The history has no such payment, or the node is away or tells what cannot be.</exception>
    public async Task<PaymentReceipt> DiscloseAsync(SignatureHash bundle, byte number, ReceiptChallenge challenge, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        _ = await SyncAsync(cancellation: cancellation).ConfigureAwait(false);
        string id = bundle.ToString();
        (StoredMovement? movement, RegistryFollower registry) = await gate.EnterAsync(
            state => (state.AllMovements().FirstOrDefault(row => row.Bundle == id && row.Number == number && row.Kind is MovementKind.Sent or MovementKind.Received), state.ReadRegistry(keepsAllEpochs: true)),
            cancellation).ConfigureAwait(false);
        if (movement is null)
        {
            throw new WalletException(WalletRefusal.UnknownPayment, $"the history has no payment {number} of bundle {id}");
        }

        LocatedBundle located = await FindAsync(bundle, movement.Block, cancellation).ConfigureAwait(false);
        (DisclosureRefusal refusal, PaymentDisclosure? disclosure) = Disclose(located.ToPublished(), movement, new MembersOfRecord(registry), number, challenge);
        return disclosure is not null
            ? new PaymentReceipt(settings.Ledger.LedgerId, bundle, movement.Block, challenge, disclosure)
            : throw new WalletException(WalletRefusal.UnknownPayment, $"payment {number} of bundle {id} cannot be shown: {refusal}");
    }

    private async Task<LocatedBundle> FindAsync(SignatureHash bundle, ulong block, CancellationToken cancellation)
    {
        try
        {
            return await LocatedBundle.FindAsync(settings.Node, settings.Ledger, bundle, block, cancellation).ConfigureAwait(false)
                ?? throw new WalletException(WalletRefusal.NodeLies, $"the node has no bundle {bundle} in block {block}, where the wallet read it");
        }
        catch (Exception e) when (e is HttpRequestException or RpcException)
        {
            throw new WalletException(WalletRefusal.NodeAway, $"the node does not answer: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new WalletException(WalletRefusal.NodeLies, $"the node tells what cannot be: {e.Message}", e);
        }
    }

    private (DisclosureRefusal Refusal, PaymentDisclosure? Disclosure) Disclose(PublishedTransfer transfer, StoredMovement movement, MembersOfRecord members, byte number, ReceiptChallenge challenge)
    {
        using ViewingKey viewing = keys.Viewing.ViewingKeyOf(transfer.Effects.Epoch);
        if (movement.Kind == MovementKind.Received)
        {
            DisclosureRefusal byPayee = PaymentDisclosure.ByPayee(viewing, Self!.Index, Owner, transfer, number, challenge.ToBytes(), settings.Random, out PaymentDisclosure? shown);
            return (byPayee, shown);
        }

        if (!SenderMessage.TryDecrypt(viewing.SharedPointOf(transfer.Effects.EphemeralKey), transfer.Effects, out SenderMessage? sent))
        {
            return (DisclosureRefusal.SaysNothing, null);
        }

        DisclosureRefusal byPayer = PaymentDisclosure.ByPayer(sent, members, transfer, number, challenge.ToBytes(), settings.Random, out PaymentDisclosure? disclosure);
        return (byPayer, disclosure);
    }
}
