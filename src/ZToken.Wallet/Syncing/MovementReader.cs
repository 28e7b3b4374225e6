using System.Text;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What a transfer of the account did, as entries of its history.</summary>
/// <param name="registry">The members as of the transfer's block.</param>
/// <param name="keys">The account's keys.</param>
internal sealed class MovementReader(RegistryFollower registry, FullViewingKey keys)
{
    /// <summary>The entries of a transfer: what came first. Where it stands and what the balance is then the caller knows.</summary>
    public IEnumerable<StoredMovement> Read(ScannedTransfer found, AcceptedBundle bundle)
    {
        TransferEffects effects = bundle.Statement.Effects;
        if (found.Sent is not null && !effects.PublicIn.IsZero)
        {
            yield return Entry(MovementKind.Shielded, effects.PublicAsset, effects.PublicIn) with { Account = bundle.Terms.Depositor.ToAddress().ToString() };
        }

        if (found.Received.Any(payment => !payment.Message.Value.IsZero))
        {
            using ViewingKey key = keys.ViewingKeyOf(effects.Epoch);
            SharedPoint shared = key.SharedPointOf(effects.EphemeralKey);
            foreach (ReceivedPayment payment in found.Received.Where(payment => !payment.Message.Value.IsZero))
            {
                StoredMovement entry = Entry(MovementKind.Received, payment.Message.Asset, payment.Message.Value);
                yield return WithMemo(Between(entry, payment.Message.Payer, payment.Number), bundle, shared, key.ViewingPoint, payment.Number);
            }
        }

        if (found.Sent is not { } sent)
        {
            yield break;
        }

        foreach (StoredMovement entry in ReadSent(sent, bundle))
        {
            yield return entry;
        }

        if (!effects.PublicOut.IsZero)
        {
            yield return Entry(MovementKind.Unshielded, effects.PublicAsset, effects.PublicOut) with { Account = bundle.Terms.Target.ToAddress().ToString() };
        }
    }

    private IEnumerable<StoredMovement> ReadSent(SenderMessage sent, AcceptedBundle bundle)
    {
        TransferEffects effects = bundle.Statement.Effects;
        for (byte number = 0; number < sent.Payees.Length; number++)
        {
            if (!registry.TryGetTree(effects.Epoch, out MemberTree? tree) || !tree.TryFind(sent.Payees[number], out Member? payee))
            {
                throw new InvalidDataException($"A bundle pays member {sent.Payees[number]} of epoch {effects.Epoch}, whom the registry's logs do not know.");
            }

            SharedPoint shared = sent.Ephemeral.SharedPointWith(payee.ViewingPoint);
            if (PaymentMessage.TryDecrypt(shared, number, effects.Nullifiers[0], effects.Payments[number], out PaymentMessage? message) && !message.Value.IsZero)
            {
                StoredMovement entry = Entry(MovementKind.Sent, message.Asset, message.Value);
                yield return WithMemo(Between(entry, sent.Payees[number], number), bundle, shared, payee.ViewingPoint, number);
            }
        }
    }

    private StoredMovement Between(StoredMovement entry, MemberIndex counterparty, byte number) => entry with
    {
        Number = number,
        Counterparty = counterparty.Number,
        CounterpartyName = registry.Members.FirstOrDefault(member => member.Index == counterparty)?.Name,
    };

    private static StoredMovement WithMemo(StoredMovement entry, AcceptedBundle bundle, SharedPoint shared, in Algebra.JubjubAffine viewingPoint, byte number)
    {
        if (!bundle.Memos[number].TryDecrypt(shared, bundle.Statement.Effects, viewingPoint, number, out Memo? memo))
        {
            return entry;
        }

        return Remittance.TryRead(memo, out Remittance? remittance)
            ? entry with { EndToEndId = remittance.EndToEndId, Purpose = remittance.Purpose, Text = remittance.Text }
            : entry with { Memo = TextOf(memo) };
    }

    // A payer can write what it likes, also what a terminal would obey: text without control characters is shown, all else as digits.
    private static string TextOf(Memo memo)
    {
        ReadOnlySpan<byte> content = memo.Content;
        string text = System.Text.Unicode.Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : "";
        return text.Length > 0 && text.EnumerateRunes().All(rune => !Rune.IsControl(rune)) ? text : Ledger.Hex.ToPrefixed(content);
    }

    private static StoredMovement Entry(MovementKind kind, AssetId asset, Amount amount) => new() { Kind = kind, Asset = asset.Number, Cents = amount.Cents };
}
