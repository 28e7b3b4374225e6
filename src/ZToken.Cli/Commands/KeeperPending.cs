using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken keeper pending</c>: what waits for keepers.</summary>
internal static class KeeperPending
{
    public static Command Create()
    {
        LedgerOptions options = new();
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("pending", "List what waits for keepers: dealings to check and approve, and epochs ahead to seal.") { json };
        options.AddTo(command);
        command.SetAction((result, cancellation) => options.RunAsync(
            result,
            async (connection, ledger) =>
            {
                MemberList members = await MemberList.ReadAsync(connection.Client, ledger, cancellation);
                MemberRegistryContract registry = new(connection.Client, ledger.Registry);
                List<(ListedMember Member, Epoch Epoch, PendingApprovals Pending)> waiting = [];
                foreach ((ListedMember member, Epoch epoch) in members.Members.SelectMany(member => member.Waiting.Select(dealt => (member, dealt.Epoch))))
                {
                    // Approved since the list was read: nothing waits any more.
                    if (await registry.FindPendingAsync(epoch, member.Record.Index, cancellationToken: cancellation) is { } pending)
                    {
                        waiting.Add((member, epoch, pending));
                    }
                }

                List<EpochAhead> ahead = [];
                for (uint i = 1; i <= ledger.Committee.EpochsAhead; i++)
                {
                    ahead.Add(await EpochAhead.ReadAsync(registry, members, new Epoch(members.Current.Number + i), cancellation));
                }

                Show(members, waiting, ahead, ledger.Committee.Threshold + ledger.Committee.Faults, result.GetValue(json));
            },
            cancellation));
        return command;
    }

    private static void Show(MemberList members, List<(ListedMember Member, Epoch Epoch, PendingApprovals Pending)> waiting, List<EpochAhead> ahead, int needed, bool asJson)
    {
        if (asJson)
        {
            JsonAnswer.Print(new JsonObject
            {
                ["epoch"] = members.Current.Number,
                ["epochEnd"] = JsonAnswer.Time(members.EpochEnd),
                ["approvalsNeeded"] = needed,
                ["dealings"] = new JsonArray([.. waiting.Select(dealt => new JsonObject
                {
                    ["index"] = dealt.Member.Record.Index.Number,
                    ["name"] = dealt.Member.Record.Name,
                    ["account"] = dealt.Member.Record.Account.ToString(),
                    ["state"] = dealt.Member.Record.Status.ToString().ToLowerInvariant(),
                    ["epoch"] = dealt.Epoch.Number,
                    ["approvals"] = dealt.Pending.Approvals,
                    ["dealing"] = dealt.Pending.DealingHash.ToString(),
                })]),
                ["ahead"] = new JsonArray([.. ahead.Select(epoch => new JsonObject
                {
                    ["epoch"] = epoch.Epoch.Number,
                    ["sealed"] = epoch.IsSealed,
                    ["members"] = epoch.Present,
                    ["absent"] = new JsonArray([.. epoch.Absent.Select(name => JsonValue.Create(name))]),
                })]),
            });
            return;
        }

        TextTable table = new(">index", "name", "account", "state", ">epoch", "approvals", "dealing");
        foreach ((ListedMember member, Epoch epoch, PendingApprovals pending) in waiting)
        {
            table.Add(
                member.Record.Index.ToString(),
                member.Record.Name,
                member.Record.Account.ToString(),
                member.Record.Status.ToString().ToLowerInvariant(),
                epoch.ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{pending.Approvals} of {needed}"),
                pending.DealingHash.ToString());
        }

        table.Print();
        foreach (EpochAhead epoch in ahead)
        {
            Console.WriteLine(Foreign.Printable(epoch.Describe()));
        }

        Console.WriteLine($"epoch {members.Current} until {JsonAnswer.Time(members.EpochEnd)}");
    }
}
