using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZToken.Contracts;

/// <summary>A ledger's history as a file: a line of JSON for the ledger, one for each block that did something, and one with the digest of all before it.</summary>
public sealed class HistoryFile
{
    // A block of our chain with the most bundles has some megabytes.
    private const int LongestLine = 256 << 20;

    private readonly string path;

    private HistoryFile(string path, HistoryHeader header, int blockCount) => (this.path, Header, BlockCount) = (path, header, blockCount);

    /// <summary>Whose history it is.</summary>
    public HistoryHeader Header { get; }

    /// <summary>How many blocks it has.</summary>
    public int BlockCount { get; }

    /// <summary>The blocks, read one after another.</summary>
    /// <exception cref="FormatException">A line is malformed; the message says which.</exception>
    public IEnumerable<HistoryBlock> Blocks => File.ReadLines(path).Skip(1).Take(BlockCount).Select((line, i) => Parse(line, i + 2, HistoryJson.ReadBlock));

    /// <summary>Opens a file: reads it once to compare its digest.</summary>
    /// <exception cref="FormatException">It is no history, or was cut short or changed; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static HistoryFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        HistoryHeader? header = null;
        string? pending = null;
        int lines = 0;
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length > LongestLine)
            {
                throw new FormatException($"line {lines + 1} is too long");
            }

            if (pending is not null)
            {
                header ??= Parse(pending, 1, HistoryJson.ReadHeader);
                digest.AppendData(Encoding.UTF8.GetBytes(pending + "\n"));
            }

            pending = line;
            lines++;
        }

        if (header is null || pending is null)
        {
            throw new FormatException("the file is no history, or ends early: export it again");
        }

        string end = EndLine(lines - 2, digest);
        return pending == end ? new HistoryFile(path, header, lines - 2) : throw new FormatException($"the digest in line {lines} is not that of the file: it was cut short or changed; export it again");
    }

    /// <summary>Writes a file, which has its name only once it is whole; what was there before stays until then.</summary>
    /// <returns>How many blocks it has.</returns>
    public static async Task<int> WriteAsync(string path, HistoryHeader header, IAsyncEnumerable<HistoryBlock> blocks, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(blocks);
        string aside = path + ".partial";
        int count = 0;
        try
        {
            using IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (FileStream stream = new(aside, FileMode.Create, FileAccess.Write))
            {
                await AppendAsync(HistoryJson.ToJson(header).ToJsonString());
                await foreach (HistoryBlock block in blocks.WithCancellation(cancellationToken))
                {
                    await AppendAsync(HistoryJson.ToJson(block).ToJsonString());
                    count++;
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(EndLine(count, digest) + "\n"), cancellationToken);
                stream.Flush(flushToDisk: true);

                async Task AppendAsync(string line)
                {
                    byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
                    digest.AppendData(bytes);
                    await stream.WriteAsync(bytes, cancellationToken);
                }
            }

            File.Move(aside, path, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static string EndLine(int blocks, IncrementalHash digest) => $$"""{"blocks":{{blocks}},"sha256":"{{Convert.ToHexStringLower(digest.GetHashAndReset())}}"}""";

    private static T Parse<T>(string line, int number, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new FormatException($"line {number} is malformed: {(e is KeyNotFoundException ? "something is missing" : e.Message)}", e);
        }
    }
}
