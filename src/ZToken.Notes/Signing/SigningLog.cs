using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>What a signer has signed: for each E the one transfer, so that an approved plan is not signed twice with other notes, and no keystream serves two messages.</summary>
/// <remarks>
/// A file of records of 64 bytes, E and the signature hash, each on the disk before the signature leaves; a record that a crash cut short was never
/// answered and is dropped. It names the bundles that were signed, which the chain does not, so the file is for its owner only. 64 MB a million transfers, in memory as well. Safe for use by several threads; a file belongs to one log at a time.
/// </remarks>
public sealed class SigningLog : IDisposable
{
    private const int RecordSize = JubjubAffine.SizeInBytes + SignatureHash.SizeInBytes;

    private readonly Dictionary<JubjubAffine, SignatureHash> signed = [];
    private readonly FileStream? file;
    private readonly Lock gate = new();

    private SigningLog(FileStream? file) => this.file = file;

    /// <summary>A log that is forgotten with the process: for tests, and for a signer whose host never restarts it with the same plans.</summary>
    public static SigningLog InMemory() => new(null);

    /// <summary>A log in a file, which is made where it is missing.</summary>
    /// <exception cref="IOException">The file cannot be opened, or another log holds it.</exception>
    /// <exception cref="InvalidDataException">The file is no log.</exception>
    public static SigningLog Open(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream stream = new(path, options);
        try
        {
            SigningLog log = new(stream);
            log.ReadAll(stream);
            return log;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes down that a transfer is about to be signed.</summary>
    /// <returns>False where another transfer with the same E was signed before: this one must not be.</returns>
    internal bool TryRecord(in JubjubAffine ephemeralKey, SignatureHash hash)
    {
        lock (gate)
        {
            if (signed.TryGetValue(ephemeralKey, out SignatureHash before))
            {
                return before == hash;
            }

            if (file is not null)
            {
                Span<byte> entry = stackalloc byte[RecordSize];
                ephemeralKey.WriteTo(entry);
                hash.WriteTo(entry[JubjubAffine.SizeInBytes..]);
                file.Write(entry);
                file.Flush(flushToDisk: true);
            }

            signed.Add(ephemeralKey, hash);
            return true;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file?.Dispose();

    private void ReadAll(FileStream stream)
    {
        Span<byte> entry = stackalloc byte[RecordSize];
        while (stream.ReadAtLeast(entry, RecordSize, throwOnEndOfStream: false) == RecordSize)
        {
            if (!JubjubAffine.TryRead(entry[..JubjubAffine.SizeInBytes], out JubjubAffine ephemeralKey) || !SignatureHash.TryRead(entry[JubjubAffine.SizeInBytes..], out SignatureHash hash))
            {
                throw new InvalidDataException($"'{stream.Name}' is no log of signatures: record {signed.Count + 1} holds no point. Restore it from a copy; without it a transfer could be signed twice.");
            }

            if (!signed.TryAdd(ephemeralKey, hash))
            {
                throw new InvalidDataException($"'{stream.Name}' is no log of signatures: record {signed.Count + 1} repeats another. Restore it from a copy.");
            }
        }

        stream.SetLength((long)signed.Count * RecordSize);
        stream.Position = stream.Length;
    }
}
