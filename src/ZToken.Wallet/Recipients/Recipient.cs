using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Whom an order names: by a BIC, an LEI or a payment address, whose form and checksum are right. Whether there is such a member the registry knows.</summary>
public sealed record Recipient
{
    private static readonly string[] addressStarts = ["zt1", "ztt1", "ztd1"];

    private readonly Bic? bic;
    private readonly Lei? lei;
    private readonly PaymentAddress? address;

    private Recipient(string text, Bic? bic = null, Lei? lei = null, PaymentAddress? address = null) => (Text, this.bic, this.lei, this.address) = (text, bic, lei, address);

    /// <summary>What the order says.</summary>
    public string Text { get; }

    /// <summary>Takes what people write; spaces around it do not count. The length says what is meant: 8 or 11 a BIC, 20 an LEI, more an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="network">The network whose addresses are paid.</param>
    /// <param name="recipient">The recipient, where nothing is wrong with the text.</param>
    public static RecipientRefusal Parse(string text, Network network, out Recipient? recipient)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = text.Trim();
        recipient = Bic.TryParse(name, out Bic bic) ? new Recipient(name, bic: bic)
            : Lei.TryParse(name, out Lei lei) ? new Recipient(name, lei: lei)
            : PaymentAddress.TryParse(name, network, out PaymentAddress address) ? new Recipient(name, address: address)
            : null;
        return recipient is not null ? RecipientRefusal.None
            : Lei.HasForm(name) ? RecipientRefusal.WrongChecksum
            : Enum.GetValues<Network>().Any(other => PaymentAddress.TryParse(name, other, out _)) ? RecipientRefusal.OtherNetwork
            : LooksLikeAddress(name) ? RecipientRefusal.WrongChecksum : RecipientRefusal.Malformed;
    }

    /// <summary>The member that is meant, as of the registry's last log.</summary>
    /// <remarks>A bank that left and was admitted again is in the registry twice under one name; the member that can be paid is the one that is meant.</remarks>
    /// <param name="registry">The members.</param>
    /// <param name="member">The member, where nothing is wrong or it is only absent.</param>
    public RecipientRefusal Resolve(RegistryFollower registry, out RegisteredMember? member)
    {
        ArgumentNullException.ThrowIfNull(registry);
        RegisteredMember[] named = [.. registry.Members.Where(IsMeant)];
        RegisteredMember[] present = [.. named.Where(candidate => registry.Current is { } epoch && registry.TryFind(epoch, candidate.Index, out _))];
        member = present.Length > 1 ? null : present.Concat(named.OrderByDescending(candidate => candidate.Index.Number)).FirstOrDefault();
        return present.Length > 1 ? RecipientRefusal.Ambiguous
            : member is null ? address is { } claimed && registry.Members.Any(other => other.Index == claimed.Index) ? RecipientRefusal.OtherOwner : RecipientRefusal.Unknown
            : present.Length == 0 ? RecipientRefusal.Absent : RecipientRefusal.None;
    }

    /// <summary>What the order says.</summary>
    public override string ToString() => Text;

    private static bool LooksLikeAddress(string name) =>
        name.Length > Lei.Length && addressStarts.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private bool IsMeant(RegisteredMember member) => address is { } claimed ? member.Address == claimed
        : bic is { } wantedBic ? Bic.TryParse(member.Name, out Bic its) && its == wantedBic
        : string.Equals(member.Name, lei?.ToString(), StringComparison.Ordinal);
}
