using System.Text;

namespace ZToken.Cli;

/// <summary>Files that a command writes: whole or not at all.</summary>
internal static class OutputFile
{
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Write(FileInfo file, string text) => Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Lets <paramref name="write"/> fill a file beside the wanted one, which then takes its name.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Write(FileInfo file, Action<Stream> write)
    {
        string partial = file.FullName + ".partial";
        try
        {
            Guard(file, () =>
            {
                using (FileStream stream = new(partial, FileMode.Create, FileAccess.ReadWrite))
                {
                    write(stream);
                }

                File.Move(partial, file.FullName, overwrite: true);
            });
        }
        finally
        {
            TryDelete(partial);
        }
    }

    /// <summary>Runs what writes a file by itself.</summary>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static void Guard(FileInfo file, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.CannotWrite, $"cannot write '{file}' ({error.Message.TrimEnd('.')}): name a file in a folder that exists and may be written", error);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The complaint about the file itself, if there is one, says more.
        }
    }
}
