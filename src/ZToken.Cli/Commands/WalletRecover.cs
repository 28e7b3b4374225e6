using System.CommandLine;
using System.Text.Json.Nodes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet recover</c>: finishes what a crash, a time-out or Ctrl-C left under way.</summary>
internal static class WalletRecover
{
    public static Command Create()
    {
        WalletOptions options = new();
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("recover", "Finish every order that a crash, a time-out or Ctrl-C left under way; each is made once.") { json };
        options.AddTo(command, proves: true);
        command.SetAction((result, cancellation) => options.OpenAsync(
            result,
            async wallet =>
            {
                _ = wallet.Sync(cancellation);
                IReadOnlyList<PaymentReport> reports = await wallet.Bank.RecoverAsync(cancellation);
                PaymentPrint print = new(wallet.Ledger);
                if (result.GetValue(json))
                {
                    JsonAnswer.Print(new JsonObject { ["payments"] = new JsonArray([.. reports.Select(print.ToJson)]) });
                }
                else if (reports.Count == 0)
                {
                    Console.WriteLine("nothing is under way");
                }
                else
                {
                    print.Print(reports);
                }

                if (reports.FirstOrDefault(report => report.State is not (PaymentState.Final or PaymentState.Failed)) is { } open)
                {
                    PaymentPrint.RequireFinal(open);
                }
            },
            cancellation));
        return command;
    }
}
