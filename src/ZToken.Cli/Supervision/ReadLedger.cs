using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A ledger that was read whole and checked, with the keys of its keepers.</summary>
/// <param name="Node">The node that it was read from.</param>
/// <param name="Committee">The keepers.</param>
/// <param name="Record">All that the ledger published.</param>
internal sealed record ReadLedger(EthereumClient Node, Committee Committee, LedgerRecord Record)
{
    /// <summary>Where everything is.</summary>
    public DeployedLedger Deployed => Record.Ledger;

    /// <summary>A bank that is or was a member, by its index, its BIC or LEI, or its account.</summary>
    /// <exception cref="CommandException">There is none, or there are several.</exception>
    public RegisteredMember FindBank(string named)
    {
        RegisteredMember[] found = [.. Record.Registry.Members.Where(member => IsNamed(member.Index, member.Name, member.Account, named))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new CommandException(ExitCode.BadInput, $"'{named}' is no member's index, BIC, LEI or account: 'ztoken member list' shows them"),
            _ => throw new CommandException(ExitCode.Usage, $"'{named}' names several members: give one of the indices {string.Join(", ", found.Select(member => member.Index))}"),
        };
    }

    /// <summary>The name of a member; its index where it has none.</summary>
    public string NameOf(MemberIndex index) => Record.TryFindMember(index, out RegisteredMember? member) ? member.Name : $"member {index}";

    /// <summary>The place of a keeper's key.</summary>
    /// <exception cref="CommandException">It is no keeper's.</exception>
    public int PlaceOf(KeeperKey key, FileInfo file)
    {
        int place = Committee.Keys.IndexOf(key.PublicKey) + 1;
        return place > 0
            ? place
            : throw new CommandException(ExitCode.NotEntitled, $"the key of '{file}' ({KeeperText.Of(key.PublicKey)}) is none of the keepers': give the file of a keeper's key, or the right --keepers");
    }

    /// <summary>Whether a text is a member's index, name or account.</summary>
    public static bool IsNamed(MemberIndex index, string name, Address account, string named) =>
        Address.TryParse(named, out Address address) ? account == address : name.Equals(named, StringComparison.OrdinalIgnoreCase) || index.ToString() == named;

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(ledger)";
}
