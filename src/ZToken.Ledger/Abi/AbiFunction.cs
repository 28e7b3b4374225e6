using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZToken.Ledger;

/// <summary>A function of a contract, or an error, which is encoded in the same way.</summary>
public sealed class AbiFunction
{
    /// <summary>Bytes of a selector.</summary>
    public const int SelectorSize = 4;

    private readonly byte[] selector;

    /// <summary>Describes a function.</summary>
    /// <exception cref="ArgumentException">The name is no identifier.</exception>
    public AbiFunction(string name, IReadOnlyList<AbiType> inputs, IReadOnlyList<AbiType>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (!AbiSignature.IsName(name))
        {
            throw new ArgumentException($"'{name}' is no name of a function.", nameof(name));
        }

        Name = name;
        Inputs = inputs;
        Outputs = outputs ?? [];
        selector = Hash256.Of(Encoding.ASCII.GetBytes(Signature)).ToBytes()[..SelectorSize];
    }

    /// <summary>The error that require and revert with a text throw.</summary>
    public static AbiFunction Error { get; } = Parse("Error(string)");

    /// <summary>The error that failed checks of the compiler throw.</summary>
    public static AbiFunction Panic { get; } = Parse("Panic(uint256)");

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<AbiType> Inputs { get; }

    /// <summary>What it returns.</summary>
    public IReadOnlyList<AbiType> Outputs { get; }

    /// <summary>Name and types, whose hash begins with the selector.</summary>
    public string Signature => $"{Name}({string.Join(',', Inputs)})";

    /// <summary>The four bytes with which a call begins.</summary>
    public ReadOnlySpan<byte> Selector => selector;

    /// <summary>Reads a signature, for example <c>balanceOf(address)</c> or <c>balanceOf(address) returns (uint256)</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AbiFunction Parse(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        const string Returns = " returns ";
        int end = signature.IndexOf(Returns, StringComparison.Ordinal);
        (string name, AbiType[] inputs) = AbiSignature.Parse(end < 0 ? signature : signature[..end]);
        AbiType[] outputs = end < 0 ? [] : AbiSignature.Parse("f" + signature[(end + Returns.Length)..]).Types;
        return new AbiFunction(name, inputs, outputs);
    }

    /// <summary>The input of a call: selector and arguments.</summary>
    /// <exception cref="ArgumentException">The arguments are not of the types.</exception>
    public byte[] EncodeCall(params IReadOnlyList<AbiValue> arguments) => [.. selector, .. AbiEncoder.Encode(Inputs, arguments)];

    /// <summary>Reads the input of a call, or the data of an error.</summary>
    /// <returns>False where it is another's, or not canonical.</returns>
    public bool TryDecodeCall(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AbiValue[]? arguments)
    {
        arguments = null;
        return bytes.StartsWith(selector) && AbiDecoder.TryDecode(Inputs, bytes[SelectorSize..], out arguments);
    }

    /// <summary>Reads what a call returned.</summary>
    public bool TryDecodeResult(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AbiValue[]? results) => AbiDecoder.TryDecode(Outputs, bytes, out results);
}
