using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ZToken.Circuits;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken demo</c>: banks, an issuer, keepers and a regulator on a chain of this process, with real proofs.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<FileInfo> input = new("--input") { Description = $"Settle this file of payments instead, as {SettlementFile.Payer} pays it: docs/demo.md has the columns.", HelpName = "payments.csv" };
        Option<bool> keep = new("--keep") { Description = "Leave the chain running and the wallets in their folders for other commands, until Ctrl-C." };
        Option<int> port = new("--port") { Description = "The port of JSON-RPC on this machine; 0 takes a free one.", DefaultValueFactory = _ => 0 };
        Option<bool> json = JsonAnswer.CreateOption();
        ServingCommand command = new("demo", "Three banks, an issuer, keepers and a regulator on a chain of their own: deposits, private payments, a double-spend that is refused, a freeze, an audit. Start here.") { input, keep, port, json };
        command.SetAction((result, _) => RunAsync(result.GetValue(input) is { } file ? SettlementFile.Read(file) : null, result.GetValue(keep), result.GetValue(port), result.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<BankPayment>? payments, bool isKept, int port, bool isJson)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using TemporaryFolder folder = new();
        return await RunAsync(folder, payments, isKept, port, isJson, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> RunAsync(TemporaryFolder folder, IReadOnlyList<BankPayment>? payments, bool isKept, int port, bool isJson, CancellationToken stop)
    {
        long begun = Stopwatch.GetTimestamp();
        TransferProver prover = new(TransferParameters.Development());
        Console.Error.WriteLine(prover.Parameters.Warning);
        TimeSpan keyTime = OpenKeys(prover, stop);
        await using DemoTown town = await DemoTown.StartAsync(folder.Path, isKept, port, prover, stop);
        Action<DemoStep> tell = isJson ? _ => { } : step => Console.WriteLine(DemoReportText.LineOf(step));
        tell(new DemoStep("development keys of all circuits", keyTime));
        tell(new DemoStep($"a chain with JSON-RPC at {town.Address}, and on it the contracts of a ledger", Stopwatch.GetElapsedTime(begun) - keyTime, town.Chain.Chain.Head.Number));
        JsonObject answer = payments is null ? await LiveAsync(town, tell, keyTime, begun, isJson, stop) : await SettleAsync(town, payments, tell, keyTime, begun, isJson, stop);
        KeptTown? kept = isKept ? await KeptTown.KeepAsync(town, stop) : null;
        if (isJson)
        {
            answer["kept"] = kept?.ToJson();
            JsonAnswer.Print(answer);
        }
        else
        {
            kept?.Print();
        }

        if (isKept)
        {
            folder.Keep();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (int)ExitCode.Success;
    }

    private static async Task<JsonObject> LiveAsync(DemoTown town, Action<DemoStep> tell, TimeSpan keyTime, long begun, bool isJson, CancellationToken stop)
    {
        using StoryClock clock = new(town.Chain);
        DemoReport report = await new DemoScript(town, clock, tell).RunAsync(keyTime, begun, stop);
        if (!isJson)
        {
            new DemoReportText(report).Print();
        }

        return DemoReportJson.Of(report);
    }

    private static async Task<JsonObject> SettleAsync(DemoTown town, IReadOnlyList<BankPayment> payments, Action<DemoStep> tell, TimeSpan keyTime, long begun, bool isJson, CancellationToken stop)
    {
        SettlementReport report = await new SettlementRun(town, payments, tell).RunAsync(keyTime, begun, stop);
        if (!isJson)
        {
            SettlementText.Print(report);
        }

        return SettlementJson.Of(report);
    }

    /// <summary>Opens the keys of all shapes, and makes those that are missing.</summary>
    private static TimeSpan OpenKeys(TransferProver prover, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (TransferShape shape in TransferShape.All)
        {
            ProgressDisplay.ForStandardError().Show($"keys of {shape}", progress => prover.Prepare(shape, new DirectProgress(progress), cancellation));
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
