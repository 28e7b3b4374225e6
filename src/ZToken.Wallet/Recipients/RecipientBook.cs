using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>From what people write on an order to a member: by its BIC, its LEI or its payment address.</summary>
internal static class RecipientBook
{
    private const int ShortBic = 8;
    private static readonly string headOffice = new('X', 3);

    /// <summary>The member that a text names.</summary>
    /// <exception cref="WalletException">There is none.</exception>
    public static RegisteredMember Resolve(string text, RegistryFollower registry, Network network)
    {
        string name = text.Trim();
        if (PaymentAddress.TryParse(name, network, out PaymentAddress address))
        {
            return registry.Members.FirstOrDefault(member => member.Address == address)
                ?? throw Unknown($"the registry has no member with the address '{text}'");
        }

        // A BIC without a branch is that of the head office.
        string full = name.Length == ShortBic ? name + headOffice : name;
        return registry.Members.FirstOrDefault(member => Matches(member.Name, full))
            ?? throw Unknown($"no member of the ledger is called '{text}': give a BIC, a LEI or a payment address");
    }

    private static bool Matches(string member, string wanted) =>
        string.Equals(member.Length == ShortBic ? member + headOffice : member, wanted, StringComparison.OrdinalIgnoreCase);

    private static WalletException Unknown(string message) => new(WalletRefusal.UnknownRecipient, message);
}
