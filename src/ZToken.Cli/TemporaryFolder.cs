namespace ZToken.Cli;

/// <summary>A folder that goes when the work is done, unless it is kept.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private bool isKept;

    public string Path { get; } = Directory.CreateTempSubdirectory("ztoken-").FullName;

    /// <summary>Lets it stay.</summary>
    public void Keep() => isKept = true;

    public void Dispose()
    {
        if (isKept)
        {
            return;
        }

        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Windows keeps files that are still mapped; its own cleaning takes the folder later.
        }
    }
}
