using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <summary>Keys for development: made where they are missing, the same on every machine, and <b>insecure</b>, for everyone can compute their secrets.</summary>
public static class DevelopmentKey
{
    /// <summary>The ending of the files.</summary>
    public const string Extension = ".development.ztpk";

    private static ReadOnlySpan<byte> Seed => "ZToken development key 1, insecure: "u8;

    /// <summary>The development key of a circuit.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ProvingKey Generate(ConstraintSystem system, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Setup.Generate(system, RandomSource.FromSeed([.. Seed, .. system.ComputeDigest()]), options);
    }

    /// <summary>Maps the development key of a circuit, after making its file where there is none or a broken one.</summary>
    /// <remarks>
    /// Processes and threads that ask at the same time wait for the one that makes it. The file's name has the circuit's name and digest and
    /// the number of rows: another circuit never meets this key.
    /// </remarks>
    /// <param name="folder">Where such keys are kept; it is made where it is missing.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="rows">Stored multiples of each point, itself included: speed against memory.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="MalformedFileException">There is a file of that name which is whole, but no development key of this circuit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ProvingKeyFile OpenOrCreate(string folder, Circuit circuit, int rows = FixedBaseShape.AllRows, ComputeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(circuit);
        options ??= ComputeOptions.Default;
        _ = Directory.CreateDirectory(folder);
        byte[] digest = circuit.System.ComputeDigest();
        string path = Path.Combine(folder, FileName(circuit.Name, digest, rows));
        if (TryOpen(path, digest) is { } ready)
        {
            return ready;
        }

        using FileStream held = WaitForLock(path + ".lock", options.Cancellation);
        if (TryOpen(path, digest) is { } made)
        {
            return made;
        }

        ProofProgress progress = new(options);
        ProvingKey key = Generate(circuit.System, progress.Next(0.4));
        ProvingKeyFile.Write(path, key, digest, rows, progress.Next(0.6));
        return ProvingKeyFile.Open(path);
    }

    /// <summary>The name of the file of a circuit's development key.</summary>
    public static string FileName(string circuitName, ReadOnlySpan<byte> circuitDigest, int rows)
    {
        ArgumentNullException.ThrowIfNull(circuitName);
        string plain = string.Concat(circuitName.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        return $"{plain}-{Convert.ToHexStringLower(circuitDigest[..8])}-{rows}{Extension}";
    }

    // Null where there is no file, or a broken one, which is made again: its name says that it is ours to replace.
    private static ProvingKeyFile? TryOpen(string path, ReadOnlySpan<byte> digest)
    {
        ProvingKeyFile file;
        try
        {
            file = ProvingKeyFile.Open(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (MalformedFileException)
        {
            return null;
        }

        return file.Key.Origin == KeyOrigin.Development && file.CircuitDigest.Span.SequenceEqual(digest)
            ? file
            : throw KeyFileHeader.Error("header", $"{path} is not the development key of this circuit; move it away");
    }

    // A lock of the operating system, which ends with its process: the file itself stays.
    private static FileStream WaitForLock(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                _ = cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
