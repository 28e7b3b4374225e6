namespace ZToken.Cli;

/// <summary>Files with certificates as commands read them.</summary>
internal static class PemFile
{
    /// <exception cref="CommandException">The file is absent, or not what it should be.</exception>
    public static T Read<T>(FileInfo file, string what, Func<string, T> read)
    {
        try
        {
            return InputFile.Read(file, what, read);
        }
        catch (InvalidDataException malformed)
        {
            throw new CommandException(ExitCode.BadInput, malformed.Message, malformed);
        }
    }
}
