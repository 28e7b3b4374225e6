using System.CommandLine;
using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The key to which shares are sealed: a keeper's, or that of a supervisor who asks keepers. A file under a password.</summary>
internal static class SealingKey
{
    /// <summary>The option that names the file.</summary>
    /// <param name="command">The command that makes it.</param>
    public static Option<FileInfo> CreateOption(string command) => new("--key") { Description = $"The file of the key that '{command}' made.", HelpName = "key.json", Required = true };

    /// <summary>A command that makes a key.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, for its help.</param>
    /// <param name="whose">Whose key it is, for the question for a password.</param>
    /// <param name="next">What to do with the public key.</param>
    public static Command CreateCommand(string name, string description, string whose, string next)
    {
        Option<FileInfo> file = new("--key") { Description = "The file to write; one that is there is left as it is.", HelpName = "key.json", Required = true };
        Option<FileInfo> password = PasswordSource.CreateOption();
        Command command = new(name, description) { file, password };
        command.SetAction(result =>
        {
            using KeeperKey key = Create(result.GetRequiredValue(file), result.GetValue(password), whose);
            Console.WriteLine(KeeperText.Of(key.PublicKey));
            Console.Error.WriteLine(next);
        });
        return command;
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="CommandException">It is absent, or does not open.</exception>
    public static KeeperKey Open(FileInfo file, Password password)
    {
        KeystoreRefusal refusal = KeeperFile.Open(InputFile.Read(file, "key", File.ReadAllBytes), password.Bytes, out KeeperKey? key);
        return key ?? throw AccountKey.Refused($"the key '{file}'", refusal);
    }

    /// <summary>Opens a file with the password of a file, of the environment or of the person at the terminal.</summary>
    /// <exception cref="CommandException">A file is missing, or the key does not open.</exception>
    public static KeeperKey Open(FileInfo file, FileInfo? passwordFile)
    {
        using Password password = PasswordSource.Read(passwordFile, $"the key '{file}'");
        return Open(file, password);
    }

    private static KeeperKey Create(FileInfo file, FileInfo? passwordFile, string whose)
    {
        if (file.Exists)
        {
            throw new CommandException(ExitCode.InUse, $"'{file}' is there already, and a key that is lost opens nothing any more: name another file with --key");
        }

        using Password password = PasswordSource.Choose(passwordFile, whose);
        KeeperKey key = KeeperKey.Create(RandomSource.System);
        byte[] content = KeeperFile.Seal(key, password.Bytes, KeystoreCost.Standard, RandomSource.System);
        OutputFile.Write(file, stream =>
        {
            if (!OperatingSystem.IsWindows() && stream is FileStream opened)
            {
                File.SetUnixFileMode(opened.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            stream.Write(content);
        });
        return key;
    }
}
