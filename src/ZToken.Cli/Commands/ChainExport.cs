using System.CommandLine;
using System.Globalization;
using ZToken.Contracts;

namespace ZToken.Cli;

/// <summary><c>ztoken chain export</c>: a ledger's whole history as a file.</summary>
internal static class ChainExport
{
    public static Command Create()
    {
        Option<string> rpc = new("--rpc") { Description = ChainCommand.RpcDescription, HelpName = "url", Required = true };
        Option<FileInfo> ledger = new("--ledger") { Description = "Where the ledger is: the file that its deployment wrote.", HelpName = "ledger.json", Required = true };
        Option<FileInfo> output = new("--out") { Description = "Write the history here.", HelpName = "history.jsonl", Required = true };
        Command command = new("export", "Write everything that a ledger ever took into a file, to be replayed on another chain.") { rpc, ledger, output };
        command.SetAction((result, cancellation) => RunAsync(result.GetRequiredValue(rpc), result.GetRequiredValue(ledger), result.GetRequiredValue(output), cancellation));
        return command;
    }

    private static async Task RunAsync(string rpc, FileInfo ledgerFile, FileInfo output, CancellationToken cancellation)
    {
        DeployedLedger ledger = LedgerFile.Read(ledgerFile);
        using ChainConnection connection = ChainConnection.To(rpc);
        await connection.RunAsync(async () =>
        {
            await LedgerFile.CheckAsync(connection.Client, ledger, ledgerFile, cancellation);
            int blocks = 0;
            ProgressDisplay.ForStandardError().Show("export", (Action<double> progress) => OutputFile.Guard(output, () =>
                blocks = Export(new HistoryExporter(connection.Client, ledger, new DirectProgress(progress)), output, cancellation)));
            output.Refresh();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{output}: {blocks} blocks, {output.Length:N0} bytes"));
        });
    }

    private static int Export(HistoryExporter exporter, FileInfo output, CancellationToken cancellation)
    {
        try
        {
            return exporter.WriteAsync(output.FullName, cancellation).GetAwaiter().GetResult();
        }
        catch (InvalidOperationException refused)
        {
            throw new CommandException(ExitCode.BadInput, refused.Message, refused);
        }
    }
}
