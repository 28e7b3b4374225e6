using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>Where the proving keys of the transfer circuits come from: a ceremony's files, or development keys that everybody can make.</summary>
/// <remarks>
/// A key with its stored multiples is a file of some hundred megabytes that is mapped, not read: opened in milliseconds and shared by all processes.
/// Development keys are made where they are missing, 1 to 3 seconds a shape. A ceremony's <c>transfer-2-1.zkey</c> is checked and turned into such a
/// file beside it at its first use; as it changes, so does the name of that file.
/// </remarks>
public sealed class TransferParameters
{
    private readonly string folder;

    private TransferParameters(string folder, bool isInsecure) => (this.folder, IsInsecure) = (folder, isInsecure);

    /// <summary>The folder for development keys among the user's data.</summary>
    public static string DefaultFolder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "ztoken", "keys");

    /// <summary>Whether everybody can forge proofs under these keys. Such keys are never for money.</summary>
    public bool IsInsecure { get; }

    /// <summary>What a person must be told before anything is done with these keys, or null where there is nothing to tell.</summary>
    public string? Warning => IsInsecure ? "INSECURE SETUP: development keys, under which anyone can make money out of nothing. Never use them for real payments." : null;

    /// <summary>Development keys, kept in a folder.</summary>
    /// <param name="folder">The folder, or null for <see cref="DefaultFolder"/>; it is made where it is missing.</param>
    public static TransferParameters Development(string? folder = null) => new(folder ?? DefaultFolder, isInsecure: true);

    /// <summary>The keys of a ceremony, in a folder with a file <c>transfer-n-k.zkey</c> for each shape.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static TransferParameters FromCeremony(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Directory.Exists(folder) ? new TransferParameters(folder, isInsecure: false) : throw new DirectoryNotFoundException($"There is no folder '{folder}' with the keys of a ceremony.");
    }

    /// <summary>The key of a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="FileNotFoundException">The ceremony's folder has no key of this shape.</exception>
    /// <exception cref="MalformedFileException">A file is not what it should be; the message says what is wrong with which.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ProvingKey Open(TransferCircuit circuit, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        options ??= ComputeOptions.Default;
        return IsInsecure ? DevelopmentKey.OpenOrCreate(folder, circuit, options: options).Key : OpenCeremony(circuit, options);
    }

    private ProvingKey OpenCeremony(TransferCircuit circuit, ComputeOptions options)
    {
        string source = Path.Combine(folder, circuit.Name + ".zkey");
        if (!File.Exists(source))
        {
            throw new FileNotFoundException($"The folder '{folder}' has no key of {circuit.Shape}: '{circuit.Name}.zkey' is missing.", source);
        }

        byte[] digest = circuit.System.ComputeDigest();
        string mapped = Path.Combine(folder, $"{circuit.Name}-{DigestOf(source)}.ztpk");
        if (!File.Exists(mapped))
        {
            ProvingKeyFile.Write(mapped, ReadZkey(source, circuit, options), digest, options: options);
        }

        ProvingKeyFile file = ProvingKeyFile.Open(mapped);
        return file.Key.Origin == KeyOrigin.Ceremony && file.CircuitDigest.Span.SequenceEqual(digest)
            ? file.Key
            : throw new MalformedFileException("ztpk", "header", $"{mapped} is not the key of {circuit.Shape} from a ceremony; move it away");
    }

    private static ProvingKey ReadZkey(string path, TransferCircuit circuit, ComputeOptions options)
    {
        ZkeyFile file = ZkeyFile.Read(path);
        if (!file.HasMatricesOf(circuit.System))
        {
            throw new MalformedFileException("zkey", "coefficients", $"{path} is a key of another circuit, not of {circuit.Shape}");
        }

        VerifyingKeyRefusal refusal = file.TryCreateKey(out ProvingKey? key, options: options);
        return key is { Origin: KeyOrigin.Ceremony } ? key : throw new MalformedFileException("zkey", "contributions", $"{path} is no key of a ceremony ({refusal})");
    }

    // The name of what was made from a file says from which: an exchanged .zkey is never served by the old one's tables.
    private static string DigestOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream).AsSpan(0, 8));
    }
}
