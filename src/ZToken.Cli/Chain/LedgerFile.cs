using ZToken.Contracts;
using ZToken.Ledger;

namespace ZToken.Cli;

/// <summary>Deployment files as commands read them.</summary>
internal static class LedgerFile
{
    /// <exception cref="CommandException">The file is absent or no deployment.</exception>
    public static DeployedLedger Read(FileInfo file)
    {
        try
        {
            return InputFile.Read(file, "deployment", DeploymentFile.Read);
        }
        catch (FormatException malformed)
        {
            throw new CommandException(ExitCode.BadInput, $"deployment '{file}' is refused: {malformed.Message}", malformed);
        }
    }

    /// <summary>Sees that the ledger is where the file says.</summary>
    /// <exception cref="CommandException">It is not.</exception>
    public static async Task CheckAsync(EthereumClient client, DeployedLedger ledger, FileInfo file, CancellationToken cancellation)
    {
        IReadOnlyList<string> findings = await new DeploymentCheck(client, ledger).RunAsync(cancellation);
        if (findings.Count > 0)
        {
            throw new CommandException(ExitCode.BadInput, $"the ledger of '{file}' is not on this chain: {string.Join("; ", findings)}");
        }
    }
}
