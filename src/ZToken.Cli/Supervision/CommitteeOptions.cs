using System.CommandLine;
using ZToken.Audit;
using ZToken.Contracts;

namespace ZToken.Cli;

/// <summary>The options of a command that needs a ledger's keepers and all that the ledger published.</summary>
internal sealed class CommitteeOptions
{
    private readonly LedgerOptions ledger = new();
    private readonly Option<FileInfo> keepers = KeepersFile.CreateOption();

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(keepers);
        ledger.AddTo(command);
    }

    /// <summary>Reads the whole ledger, checks it against the chain, and runs work with it; a person sees how far it is.</summary>
    /// <exception cref="CommandException">A file, the node or the ledger is not there, or gave up.</exception>
    public Task RunAsync(ParseResult result, Func<ReadLedger, Task> work, CancellationToken cancellation) => ledger.RunAsync(
        result,
        async (connection, deployed) =>
        {
            Committee committee = new(KeepersFile.Read(result.GetRequiredValue(keepers), deployed), deployed.Committee.Threshold);
            await work(new ReadLedger(connection.Client, committee, Read(connection, deployed, await connection.Client.GetBlockNumberAsync(cancellation), cancellation)));
        },
        cancellation);

    private static LedgerRecord Read(ChainConnection connection, DeployedLedger deployed, ulong latest, CancellationToken cancellation)
    {
        LedgerRecord? record = null;
        ProgressDisplay.ForStandardError().Show("read the ledger", (Action<double> progress) =>
        {
            DirectProgressOf<ulong> told = new(block => progress(latest <= deployed.FirstBlock ? 1 : (double)(block - deployed.FirstBlock) / (latest - deployed.FirstBlock)));
            record = LedgerRecord.ReadAsync(connection.Client, deployed, told, cancellation).GetAwaiter().GetResult();
        });
        return record!;
    }
}
