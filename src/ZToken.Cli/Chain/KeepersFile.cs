using System.Collections.Immutable;
using System.CommandLine;
using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The keepers' public keys as a ledger's operator hands them out: a line for each, keeper 1 first.</summary>
internal static class KeepersFile
{
    /// <summary>The option that names the file.</summary>
    public static Option<FileInfo> CreateOption() => new("--keepers")
    {
        Description = "The keepers' public keys: a line of 0x and 64 digits for each, keeper 1 first. Who deals to wrong keys is not admitted; get them as you got ledger.json.",
        HelpName = "keepers.txt",
        Required = true,
    };

    /// <summary>The keys of a ledger's keepers.</summary>
    /// <exception cref="CommandException">The file is absent, a line is no key, or there are more or fewer than keepers.</exception>
    public static ImmutableArray<KeeperPublicKey> Read(FileInfo file, DeployedLedger ledger)
    {
        string[] lines = [.. InputFile.Read(file, "keepers' keys", File.ReadAllLines).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (lines.Length != ledger.Committee.Keepers.Count)
        {
            throw new CommandException(ExitCode.BadInput, $"keepers' keys '{file}' has {lines.Length} keys, the ledger {ledger.Committee.Keepers.Count} keepers: give a line for each");
        }

        return [.. lines.Select((line, i) => KeeperText.TryParse(line, out KeeperPublicKey? key)
            ? key
            : throw new CommandException(ExitCode.BadInput, $"keepers' keys '{file}' is refused: key {i + 1} is none: 0x and 64 digits of a point of prime order"))];
    }
}
