using System.CommandLine;
using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken keeper approve</c>: opens this keeper's share of what a member dealt, checks it, and only then approves.</summary>
internal static class KeeperApprove
{
    public static Command Create()
    {
        Argument<string> bank = new("member") { Description = "The member that dealt: its index, BIC, LEI or account.", HelpName = "member" };
        Option<uint?> epoch = new("--epoch") { Description = "The epoch of the key; without it all of the member that wait.", HelpName = "number" };
        CommitteeOptions options = new();
        KeeperIdentity identity = new();
        Option<bool> yes = Confirmation.CreateOption();
        Command command = new("approve", "Check this keeper's share of what a member dealt, and approve it. That it is the bank that it says it is, the keeper sees to beforehand.") { bank, epoch };
        identity.AddTo(command);
        command.Add(yes);
        options.AddTo(command);
        command.SetAction((result, cancellation) => options.RunAsync(
            result,
            async ledger =>
            {
                using KeeperIdentity.Opened keeper = identity.Open(result, ledger);
                foreach ((MemberRecord member, PublishedDealing dealing) in await FindAsync(ledger, result.GetRequiredValue(bank), result.GetValue(epoch), cancellation))
                {
                    Check(ledger, keeper, member, dealing);
                    Confirmation.Require(
                        [$"approve, as keeper {keeper.Place}, the viewing key of {member.Name} (member {member.Index}, account {member.Account}) for epoch {dealing.Epoch}: this keeper's share opens and is one of it"],
                        result.GetValue(yes));
                    TransactionOutcome outcome = await keeper.Sender.SendAsync(ledger.Deployed.Registry, MemberRegistryContract.Approve(member.Index, dealing.Epoch, dealing.Hash), cancellation);
                    Console.WriteLine($"{member.Name}, epoch {dealing.Epoch}: approved in block {outcome.BlockNumber}; {await HowFarAsync(ledger, member, dealing, cancellation)}");
                }
            },
            cancellation));
        return command;
    }

    private static async Task<IReadOnlyList<(MemberRecord Member, PublishedDealing Dealing)>> FindAsync(ReadLedger ledger, string named, uint? epoch, CancellationToken cancellation)
    {
        MemberList members = await MemberList.ReadAsync(ledger.Node, ledger.Deployed, cancellation);
        ListedMember member = members.Members.FirstOrDefault(member => ReadLedger.IsNamed(member.Record.Index, member.Record.Name, member.Record.Account, named) && member.Waiting.Length > 0)
            ?? throw new CommandException(ExitCode.BadInput, $"nothing of '{named}' waits for keepers: 'ztoken keeper pending' shows what does");
        List<(MemberRecord, PublishedDealing)> found = [];
        foreach (Epoch waiting in member.Waiting.Select(waiting => waiting.Epoch).Where(waiting => epoch is null || waiting.Number == epoch))
        {
            PendingApprovals? pending = await new MemberRegistryContract(ledger.Node, ledger.Deployed.Registry).FindPendingAsync(waiting, member.Record.Index, BlockTag.Of(ledger.Record.Height), cancellation);
            PublishedDealing dealing = ledger.Record.Dealings.LastOrDefault(dealing => dealing.Hash == pending?.DealingHash)
                ?? throw new CommandException(ExitCode.Unavailable, $"what waits of '{named}' for epoch {waiting} changed while it was read: say it again");
            found.Add((member.Record, dealing));
        }

        return found.Count > 0 ? found : throw new CommandException(ExitCode.BadInput, $"nothing of '{named}' waits for epoch {epoch}: 'ztoken keeper pending' shows what does");
    }

    private static void Check(ReadLedger ledger, KeeperIdentity.Opened keeper, MemberRecord member, PublishedDealing dealing)
    {
        if (dealing.Hash != dealing.Dealing.HashFor(member.Index, dealing.Epoch, member.Owner, member.Name, member.Account))
        {
            throw new CommandException(ExitCode.Refused, $"not approved: what {member.Name} dealt for epoch {dealing.Epoch} was published for another owner, name or account than the registry has");
        }

        DealingRefusal refusal = new KeeperDesk(keeper.Key, keeper.Place, ledger.Committee, ledger.Record).Check(dealing, member.Owner);
        if (refusal != DealingRefusal.None)
        {
            throw new CommandException(ExitCode.Refused, $"not approved: what {member.Name} dealt for epoch {dealing.Epoch} is refused: {CaseText.Reason(refusal)}");
        }
    }

    private static async Task<string> HowFarAsync(ReadLedger ledger, MemberRecord member, PublishedDealing dealing, CancellationToken cancellation)
    {
        PendingApprovals? pending = await new MemberRegistryContract(ledger.Node, ledger.Deployed.Registry).FindPendingAsync(dealing.Epoch, member.Index, cancellationToken: cancellation);
        return pending is null ? "the member is in" : $"{pending.Approvals} of {ledger.Deployed.Committee.Threshold + ledger.Deployed.Committee.Faults} keepers have approved";
    }
}
