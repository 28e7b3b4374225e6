using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>From what people write on an order to a member, and what they are told where that fails.</summary>
internal static class RecipientBook
{
    /// <summary>The member that a text names, also one that cannot be paid now.</summary>
    /// <exception cref="WalletException">There is none.</exception>
    public static RegisteredMember Resolve(string text, RegistryFollower registry, Network network)
    {
        RegisteredMember? member = null;
        RecipientRefusal refusal = Recipient.Parse(text, network, out Recipient? recipient);
        if (recipient is not null)
        {
            refusal = recipient.Resolve(registry, out member);
        }

        return member ?? throw new WalletException(WalletRefusal.UnknownRecipient, Explain(refusal, text));
    }

    /// <summary>What is wrong and what to do, in a line for a person.</summary>
    public static string Explain(RecipientRefusal refusal, string text) => refusal switch
    {
        RecipientRefusal.Malformed => $"'{text}' is no recipient: give a BIC of 8 or 11 characters, an LEI of 20, or a payment address",
        RecipientRefusal.WrongChecksum => $"'{text}' is mistyped: its check {(Lei.HasForm(text.Trim()) ? "digits are those of another LEI" : "characters are those of another address")}",
        RecipientRefusal.OtherNetwork => $"'{text}' is an address of another network than this ledger's",
        RecipientRefusal.Unknown => $"no member of the ledger is called '{text}': ask the bank for its BIC, its LEI or its payment address",
        RecipientRefusal.OtherOwner => $"the registry has another owner than the address '{text}' says: ask the bank for its address on this ledger",
        RecipientRefusal.Ambiguous => $"several members are called '{text}': give the payment address of the one that is meant",
        RecipientRefusal.Absent => $"'{text}' cannot be paid in the current epoch: it is frozen or retired, or its key of the epoch was not approved",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };
}
