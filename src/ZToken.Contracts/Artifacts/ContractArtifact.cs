using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>What the compiler made of a contract, as it is committed in <c>contracts/artifacts</c> and embedded here.</summary>
public sealed class ContractArtifact
{
    private const int WordSize = 32;
    private const byte Push32 = 0x7f;

    private readonly byte[] bytecode;
    private readonly byte[] deployedBytecode;

    private ContractArtifact(string name, ContractAbi abi, byte[] bytecode, byte[] deployedBytecode, string sourceHash) =>
        (Name, Abi, this.bytecode, this.deployedBytecode, SourceHash) = (name, abi, bytecode, deployedBytecode, sourceHash);

    /// <summary>The contract's name.</summary>
    public string Name { get; }

    /// <summary>Its functions, errors and events.</summary>
    public ContractAbi Abi { get; }

    /// <summary>The hash of the sources from which it was compiled.</summary>
    public string SourceHash { get; }

    /// <summary>The code that makes the contract, without the constructor's arguments.</summary>
    public ReadOnlyMemory<byte> Bytecode => bytecode;

    /// <summary>The code that stands at the contract's address, with zeros where the constructor fills values in.</summary>
    public ReadOnlyMemory<byte> DeployedBytecode => deployedBytecode;

    /// <summary>Reads one of the embedded artifacts.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static ContractArtifact Load(string name)
    {
        using Stream stream = typeof(ContractArtifact).Assembly.GetManifestResourceStream(name + ".json")
            ?? throw new ArgumentException($"There is no contract '{name}' in this build.", nameof(name));
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray());
    }

    /// <summary>Reads the JSON of an artifact.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static ContractArtifact Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return new ContractArtifact(
                Text(root, "contractName"),
                ContractAbi.Read(System.Text.Encoding.UTF8.GetBytes(root.GetProperty("abi").GetRawText())),
                Code(root, "bytecode"),
                Code(root, "deployedBytecode"),
                Text(root, "sourceHash"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("The JSON is no artifact of a contract: " + e.Message, e);
        }
    }

    /// <summary>The data of the transaction that makes the contract.</summary>
    /// <exception cref="ArgumentException">The arguments are not the constructor's.</exception>
    public byte[] EncodeCreation(params IReadOnlyList<AbiValue> arguments) => [.. bytecode, .. AbiEncoder.Encode(Abi.ConstructorInputs, arguments)];

    /// <summary>Whether some code is this contract's, whatever its constructor filled in.</summary>
    /// <remarks>What a constructor fills in are words that the code pushes; nothing else may differ.</remarks>
    public bool IsCodeOf(ReadOnlySpan<byte> code)
    {
        if (code.Length != deployedBytecode.Length)
        {
            return false;
        }

        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] == deployedBytecode[i])
            {
                // A word of zeros behind PUSH32 is the constructor's to fill.
                bool isFilled = code[i] == Push32 && i + WordSize < code.Length && !deployedBytecode.AsSpan(i + 1, WordSize).ContainsAnyExcept((byte)0);
                i += isFilled ? WordSize : 0;
                continue;
            }

            return false;
        }

        return true;
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static byte[] Code(JsonElement root, string name) =>
        Hex.TryReadPrefixed(Text(root, name), out byte[] bytes) ? bytes : throw new FormatException($"'{name}' is not 0x and hexadecimal digits.");
}
