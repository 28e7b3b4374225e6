using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ZToken.Cli;

/// <summary><c>ztoken member list</c>: who is a member, and for which epochs.</summary>
internal static class MemberListing
{
    public static Command Create()
    {
        LedgerOptions options = new();
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("list", "List all members: index, BIC or LEI, account, state, the epochs whose viewing key is approved, and what waits for keepers.");
        options.AddTo(command);
        command.Add(json);
        command.SetAction((result, cancellation) => options.RunAsync(
            result,
            async (connection, ledger) =>
            {
                MemberList members = await MemberList.ReadAsync(connection.Client, ledger, cancellation);
                int needed = ledger.Committee.Threshold + ledger.Committee.Faults;
                if (result.GetValue(json))
                {
                    JsonAnswer.Print(ToJson(members, needed));
                }
                else
                {
                    Print(members, needed);
                }
            },
            cancellation));
        return command;
    }

    private static JsonObject ToJson(MemberList members, int needed) => new()
    {
        ["epoch"] = members.Current.Number,
        ["epochEnd"] = JsonAnswer.Time(members.EpochEnd),
        ["approvalsNeeded"] = needed,
        ["members"] = new JsonArray([.. members.Members.Select(ToJson)]),
    };

    private static JsonObject ToJson(ListedMember member) => new()
    {
        ["index"] = member.Record.Index.Number,
        ["name"] = member.Record.Name.Length == 0 ? null : member.Record.Name,
        ["account"] = member.Record.Account.ToString(),
        ["state"] = StateOf(member),
        ["epochs"] = new JsonArray([.. member.Epochs.Select(epoch => JsonValue.Create(epoch.Number))]),
        ["waiting"] = new JsonArray([.. member.Waiting.Select(waiting => new JsonObject { ["epoch"] = waiting.Epoch.Number, ["approvals"] = waiting.Approvals })]),
    };

    private static void Print(MemberList members, int needed)
    {
        TextTable table = new(">index", "name", "account", "state", "epochs", "waiting");
        foreach (ListedMember member in members.Members)
        {
            table.Add(
                member.Record.Index.ToString(),
                member.Record.Name,
                member.Record.Account.ToString(),
                StateOf(member),
                string.Join(", ", member.Epochs),
                string.Join(", ", member.Waiting.Select(waiting => string.Create(CultureInfo.InvariantCulture, $"epoch {waiting.Epoch}: {waiting.Approvals} of {needed} keepers"))));
        }

        table.Print();
        Console.WriteLine($"epoch {members.Current} until {JsonAnswer.Time(members.EpochEnd)}");
    }

    private static string StateOf(ListedMember member) => member.Record.Status.ToString().ToLowerInvariant();
}
