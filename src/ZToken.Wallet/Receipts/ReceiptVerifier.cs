using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Checks a receipt as a third party does: with the ledger's file, a node that it trusts, and the challenge that it chose itself.</summary>
public static class ReceiptVerifier
{
    /// <summary>Checks a receipt against the chain; also years later, for the registry is read with all its epochs.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="challenge">What the one who checks had chosen.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="node">The node.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Why it proves nothing, or what it proves.</returns>
    /// <exception cref="InvalidDataException">The node tells what cannot be.</exception>
    public static async Task<(ReceiptRefusal Refusal, VerifiedReceipt? Receipt)> VerifyAsync(
        PaymentReceipt receipt, ReceiptChallenge challenge, DeployedLedger ledger, EthereumClient node, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(node);
        if (receipt.Ledger != ledger.LedgerId)
        {
            return (ReceiptRefusal.OtherLedger, null);
        }

        if (receipt.Challenge != challenge)
        {
            return (ReceiptRefusal.OtherChallenge, null);
        }

        if (await LocatedBundle.FindAsync(node, ledger, receipt.Bundle, receipt.Block, cancellation).ConfigureAwait(false) is not { } located)
        {
            return (ReceiptRefusal.NotOnChain, null);
        }

        RegistryFollower registry = await RegistryHistory.ReadAsync(node, ledger, receipt.Block, cancellation).ConfigureAwait(false);
        DisclosureRefusal refusal = receipt.Disclosure.Verify(located.ToPublished(), new MembersOfRecord(registry), challenge.ToBytes(), out DisclosedPayment? shown);
        return refusal == DisclosureRefusal.None && Find(registry, shown!.Message.Payer) is { } payer && Find(registry, shown.Payee) is { } payee
            ? (ReceiptRefusal.None, new VerifiedReceipt(located, shown, payer, payee, shown.Memo is { } memo && Remittance.TryRead(memo, out Remittance? told) ? told : null))
            : (ReceiptRefusal.DoesNotHold, null);
    }

    private static RegisteredMember? Find(RegistryFollower registry, MemberIndex index) => registry.Members.FirstOrDefault(member => member.Index == index);
}
