using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The members of a ledger as a block has them.</summary>
internal sealed class MemberList
{
    private MemberList(Epoch current, DateTimeOffset epochEnd, IReadOnlyList<ListedMember> members) => (Current, EpochEnd, Members) = (current, epochEnd, members);

    /// <summary>The epoch that payments belong to.</summary>
    public Epoch Current { get; }

    /// <summary>When it ends, if the next is sealed by then.</summary>
    public DateTimeOffset EpochEnd { get; }

    /// <summary>All of them by index, those that were only invited too.</summary>
    public IReadOnlyList<ListedMember> Members { get; }

    /// <summary>Reads them as of the latest block.</summary>
    public static async Task<MemberList> ReadAsync(EthereumClient client, DeployedLedger ledger, CancellationToken cancellation)
    {
        MemberRegistryContract registry = new(client, ledger.Registry);
        BlockTag block = BlockTag.Of(await client.GetBlockNumberAsync(cancellation));
        Epoch current = await registry.GetCurrentEpochAsync(block, cancellation);
        DateTimeOffset end = await registry.GetEpochEndAsync(block, cancellation);
        int count = await registry.GetMemberCountAsync(block, cancellation);
        Epoch[] open = [.. Enumerable.Range(0, ledger.Committee.EpochsAhead + 1).Select(ahead => new Epoch(current.Number + (uint)ahead))];
        List<ListedMember> members = [];
        for (int i = 0; i < count; i++)
        {
            members.Add(await ReadAsync(registry, new MemberIndex((ushort)i), open, block, cancellation));
        }

        return new MemberList(current, end, members);
    }

    /// <summary>A member by its account, its BIC or its LEI.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public MemberRecord Find(string accountOrName)
    {
        bool isAccount = Address.TryParse(accountOrName, out Address account);
        ListedMember? found = Members.FirstOrDefault(member => member.Record.Status >= MemberStatus.Active
            && (isAccount ? member.Record.Account == account : member.Record.Name.Equals(accountOrName, StringComparison.OrdinalIgnoreCase)));
        return found?.Record ?? throw new CommandException(ExitCode.WrongRecipient, $"'{accountOrName}' is no member's account, BIC or LEI: 'ztoken member list' shows them");
    }

    private static async Task<ListedMember> ReadAsync(MemberRegistryContract registry, MemberIndex index, Epoch[] open, BlockTag block, CancellationToken cancellation)
    {
        MemberRecord record = await registry.GetMemberAsync(index, block, cancellation);
        if (record.Status is MemberStatus.None or MemberStatus.Invited or MemberStatus.Retired)
        {
            return new ListedMember(record, [], []);
        }

        bool[] approved = await Task.WhenAll(open.Select(epoch => registry.HasLeafAsync(epoch, index, block, cancellation)));
        PendingApprovals?[] pending = await Task.WhenAll(open.Select(epoch => registry.FindPendingAsync(epoch, index, block, cancellation)));
        return new ListedMember(
            record,
            [.. open.Where((_, i) => approved[i])],
            [.. open.Zip(pending).Where(pair => pair.Second is not null).Select(pair => (pair.First, pair.Second!.Approvals))]);
    }
}
