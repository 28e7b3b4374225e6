using System.Text.Json.Nodes;

namespace ZToken.Ledger;

/// <summary>An execution that changes nothing: for eth_call and eth_estimateGas.</summary>
/// <param name="To">Whom it calls; null for the creation of a contract.</param>
/// <param name="Data">The input.</param>
public sealed record RpcCall(Address? To, ReadOnlyMemory<byte> Data)
{
    /// <summary>As whom; null leaves it to the node.</summary>
    public Address? From { get; init; }

    /// <summary>The most gas; null leaves it to the node.</summary>
    public ulong? GasLimit { get; init; }

    /// <summary>What is sent, in wei.</summary>
    public Word Value { get; init; }

    internal JsonObject ToJson()
    {
        JsonObject json = [];
        Add("from", From?.ToString().ToLowerInvariant());
        Add("gas", GasLimit is ulong gas ? new Word(gas).ToString() : null);
        Add("input", Data.IsEmpty ? null : Hex.ToPrefixed(Data.Span));
        Add("to", To?.ToString().ToLowerInvariant());
        Add("value", Value.IsZero ? null : Value.ToString());
        return json;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                json.Add(name, value);
            }
        }
    }
}
