using System.CommandLine;
using System.Text.Json.Nodes;
using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken audit open</c>: puts keepers' answers together and reads what they open, each amount recomputed against the chain.</summary>
internal static class AuditOpen
{
    public static Command Create()
    {
        Argument<string> bank = KeeperAnswering.CreateBank("bank");
        Option<uint?> epoch = new("--epoch") { Description = "Open all that the bank paid and was paid in this epoch, with keepers' shares.", HelpName = "number" };
        Option<string> bundle = new("--bundle") { Description = "Open this one bundle, with keepers' parts.", HelpName = "0x…" };
        Option<FileSystemInfo[]> answers = AnswerFiles.CreateOption();
        Option<FileInfo> key = SealingKey.CreateOption("ztoken audit key");
        Option<FileInfo> password = PasswordSource.CreateOption();
        Option<FileInfo> csv = new("--csv") { Description = "Write the report to this file too, as comma-separated values.", HelpName = "report.csv" };
        Option<bool> json = JsonAnswer.CreateOption();
        CommitteeOptions options = new();
        Command command = new("open", "Read what m keepers agreed to open: one bank and one epoch, or one payment. Says which keeper's answer does not hold.") { bank };
        foreach (Option option in (Option[])[epoch, bundle, answers, key, password, csv, json])
        {
            command.Add(option);
        }

        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(epoch) is null == result.GetValue(bundle) is null)
            {
                result.AddError("say either --epoch or --bundle");
            }
        });
        command.SetAction((result, cancellation) =>
        {
            SignatureHash? id = result.GetValue(bundle) is string text ? KeeperAnswering.BundleOf(text) : null;
            IReadOnlyList<KeeperAnswer> given = AnswerFiles.Read(result.GetRequiredValue(answers));
            return options.RunAsync(
                result,
                async ledger =>
                {
                    RegisteredMember member = ledger.FindBank(result.GetRequiredValue(bank));
                    using KeeperKey requester = SealingKey.Open(result.GetRequiredValue(key), result.GetValue(password));
                    OpenedCase opened = id is { } one
                        ? OpenedCase.OfPayment(ledger, requester, member, one, given)
                        : OpenedCase.OfEpoch(ledger, requester, member, new Epoch(result.GetValue(epoch)!.Value), given);
                    AuditReport report = await AuditReport.CreateAsync(ledger.Record, opened.Transfers, ledger.Node, cancellation);
                    if (result.GetValue(csv) is { } file)
                    {
                        OutputFile.Write(file, ReportCsv.Of(report));
                    }

                    if (result.GetValue(json))
                    {
                        JsonAnswer.Print(ToJson(opened, report));
                    }
                    else
                    {
                        Print(opened, report);
                    }

                    opened.RequireConsistent();
                },
                cancellation);
        });
        return command;
    }

    private static JsonObject ToJson(OpenedCase opened, AuditReport report) => new()
    {
        ["height"] = report.Height,
        ["member"] = opened.Member.Index.Number,
        ["name"] = opened.Member.Name,
        ["epoch"] = opened.Epoch.Number,
        ["bundle"] = opened.Bundle?.ToString(),
        ["refused"] = SupervisionJson.Of(opened.Refused),
        ["contradictory"] = new JsonArray([.. opened.Contradictory.Select(id => JsonValue.Create(id.ToString()))]),
        ["movements"] = new JsonArray([.. report.Movements.Select(SupervisionJson.Of)]),
    };

    private static void Print(OpenedCase opened, AuditReport report)
    {
        TextTable table = new("time", ">block", "kind", "from", "to", ">amount", "", "end-to-end", "reference", "bundle");
        foreach (ReportedMovement movement in report.Movements)
        {
            string account = movement.Account?.ToString() ?? "";
            table.Add(
                JsonAnswer.Time(movement.Time),
                $"{movement.Recorded.Block}",
                PaymentPrint.Word(movement.Kind),
                movement.Payer is null ? account : movement.PayerName ?? $"member {movement.Payer}",
                movement.Payee is null ? account : movement.PayeeName ?? $"member {movement.Payee}",
                Money.Show(movement.Amount),
                movement.Symbol,
                movement.Remittance.EndToEndId,
                movement.Memo ?? movement.Remittance.Text,
                movement.Recorded.Bundle.Id.ToString());
        }

        table.Print();
        foreach (RefusedAnswer refused in opened.Refused)
        {
            Console.WriteLine($"not used: keeper {refused.Keeper} {CaseText.Reason(refused.Refusal)}");
        }

        Console.WriteLine(Foreign.Printable($"{opened.Member.Name}, {opened.Subject}: {report.Movements.Count} movements, as of block {report.Height}, each recomputed against the chain"));
    }
}
