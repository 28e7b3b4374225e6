using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary>Files that a command reads: what is wrong with one becomes one line that names it.</summary>
internal static class InputFile
{
    /// <exception cref="CommandException">The file is absent, unreadable or not what it should be.</exception>
    public static T Read<T>(FileInfo file, string what, Func<string, T> read)
    {
        try
        {
            return read(file.FullName);
        }
        catch (MalformedFileException malformed)
        {
            throw new CommandException(ExitCode.BadInput, $"{what} '{file}' is refused: {malformed.Section}: {malformed.Reason}", malformed);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(ExitCode.BadInput, $"{what} '{file}' does not exist: name another", absent);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"{what} '{file}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <inheritdoc cref="Read{T}(FileInfo, string, Func{string, T})"/>
    public static T ReadJson<T>(FileInfo file, string what, Func<ReadOnlyMemory<byte>, T> read) => Read(file, what, path => read(File.ReadAllBytes(path)));
}
