using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A member bank as the authorities of a demonstration meet it: its name, its account, and the viewing keys that it deals to the keepers.</summary>
/// <param name="Name">Its BIC.</param>
/// <param name="Keys">Its keys, which stay its own to dispose of.</param>
/// <param name="Sender">The account that holds its coins, likewise.</param>
internal sealed record DemoMember(string Name, FullViewingKey Keys, TransactionSender Sender)
{
    public Address Account => Sender.Account;

    /// <summary>Its index, once it was invited.</summary>
    public MemberIndex Index { get; set; }

    /// <summary>Where to pay it.</summary>
    public PaymentAddress Address => new(Keys.Owner, Index);

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => Name;
}
