namespace ZToken.Peers;

/// <summary>A folder that goes away with its owner.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("ztoken-peers").FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(path, name);

    /// <summary>Writes a file in it.</summary>
    public void Write(string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(this[name]);
        write(stream);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(path, recursive: true);
}
