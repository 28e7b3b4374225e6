using System.CommandLine;
using System.Text.Json.Nodes;
using ZToken.Audit;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken audit supply</c>: recounts all money from the viewing keys of all members, without trusting a proof.</summary>
internal static class AuditSupply
{
    public static Command Create()
    {
        Option<FileSystemInfo[]> answers = AnswerFiles.CreateOption();
        Option<FileInfo> key = SealingKey.CreateOption("ztoken audit key");
        Option<FileInfo> password = PasswordSource.CreateOption();
        Option<bool> json = JsonAnswer.CreateOption();
        CommitteeOptions options = new();
        Command command = new("supply", "Recount all money from the note graph: with keepers' shares for every member and epoch, what is unspent must be the pool, and the pool the coins in escrow.");
        foreach (Option option in (Option[])[answers, key, password, json])
        {
            command.Add(option);
        }

        options.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            IReadOnlyList<KeeperAnswer> given = AnswerFiles.Read(result.GetRequiredValue(answers));
            return options.RunAsync(
                result,
                async ledger =>
                {
                    using KeeperKey requester = SealingKey.Open(result.GetRequiredValue(key), result.GetValue(password));
                    using OpenedKeys keys = OpenedKeys.From(ledger, requester, given);
                    SupplyReport report = await new SupplyAudit(ledger.Record).RunAsync(keys.Keys, ledger.Node, cancellation);
                    if (result.GetValue(json))
                    {
                        JsonAnswer.Print(ToJson(ledger, keys, report));
                    }
                    else
                    {
                        Print(ledger, keys, report);
                    }

                    if (report.Findings.Count > 0)
                    {
                        throw new CommandException(ExitCode.Refused, $"the money does not add up: {report.Findings[0].Detail}{(report.Findings.Count == 1 ? "" : $", and {report.Findings.Count - 1} more, which standard output has")}");
                    }
                },
                cancellation);
        });
        return command;
    }

    private static JsonObject ToJson(ReadLedger ledger, OpenedKeys keys, SupplyReport report) => new()
    {
        ["height"] = report.Height,
        ["bundles"] = report.Bundles,
        ["notes"] = report.Notes,
        ["keys"] = keys.Keys.Count,
        ["assets"] = new JsonArray([.. report.Assets.Select(SupervisionJson.Of)]),
        ["missing"] = new JsonArray([.. keys.Missing.Select(missing => new JsonObject
        {
            ["member"] = missing.Member.Number,
            ["name"] = ledger.NameOf(missing.Member),
            ["epoch"] = missing.Epoch.Number,
            ["reason"] = missing.Reason.ToString(),
            ["refused"] = SupervisionJson.Of(missing.Refused),
        })]),
        ["findings"] = new JsonArray([.. report.Findings.Select(SupervisionJson.Of)]),
    };

    private static void Print(ReadLedger ledger, OpenedKeys keys, SupplyReport report)
    {
        TextTable table = new("", ">unspent notes", ">paid for retired", ">pool", ">escrow", ">all coins", "");
        foreach (AssetSupply asset in report.Assets)
        {
            table.Add(asset.Symbol, Money.Show(asset.Unspent), Money.Show(asset.PaidForRetired), Money.Show(asset.Pool), Money.Show(asset.Escrow), Money.Show(asset.Coins), asset.Matches ? "agrees" : "DIFFERS");
        }

        table.Print();
        foreach (OpenedKeys.MissingKey missing in keys.Missing)
        {
            Console.WriteLine(Foreign.Printable(CaseText.Complaint(missing.Reason, ledger, ledger.NameOf(missing.Member), $"epoch {missing.Epoch}", missing.Refused).Message));
        }

        foreach (SupplyFinding finding in report.Findings)
        {
            Console.WriteLine(Foreign.Printable($"{finding.Kind}: {finding.Detail}"));
        }

        Console.WriteLine($"{report.Bundles} bundles, {report.Notes} notes, {keys.Keys.Count} viewing keys, as of block {report.Height}");
    }
}
