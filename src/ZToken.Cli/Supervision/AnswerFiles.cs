using System.CommandLine;
using ZToken.Audit;

namespace ZToken.Cli;

/// <summary>Keepers' answers as a supervisor got them.</summary>
internal static class AnswerFiles
{
    /// <summary>The option that names them.</summary>
    public static Option<FileSystemInfo[]> CreateOption() => new("--answers")
    {
        Description = "What keepers answered: files, or folders of which every .json is read.",
        HelpName = "files",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Reads them.</summary>
    /// <exception cref="CommandException">One is absent, or no answer.</exception>
    public static IReadOnlyList<KeeperAnswer> Read(FileSystemInfo[] named)
    {
        FileInfo[] files = [.. named.SelectMany(FilesOf)];
        return files.Length > 0
            ? [.. files.Select(Read)]
            : throw new CommandException(ExitCode.BadInput, $"there is no .json in '{string.Join("', '", named.Select(name => name.ToString()))}': name the keepers' answers");
    }

    private static IEnumerable<FileInfo> FilesOf(FileSystemInfo named) => Directory.Exists(named.FullName)
        ? new DirectoryInfo(named.FullName).EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal)
        : [new FileInfo(named.FullName)];

    private static KeeperAnswer Read(FileInfo file) => InputFile.Read(file, "answer", path =>
        new FileInfo(path).Length <= KeeperAnswerFile.LongestFile && KeeperAnswerFile.TryRead(File.ReadAllBytes(path), out KeeperAnswer? answer)
            ? answer
            : throw new CommandException(ExitCode.BadInput, $"answer '{file}' is refused: it is none that 'ztoken keeper share' or 'part' wrote, or was changed: ask that keeper again"));
}
