namespace ZToken.Ledger;

/// <summary>What an event says: in a topic, by which logs are found, or in the data.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsIndexed">Whether it is in a topic.</param>
public sealed record AbiEventParameter(string Name, AbiType Type, bool IsIndexed)
{
    /// <summary>Whether the topic holds only a hash: of bytes, texts, arrays and tuples.</summary>
    public bool IsHashedInTopic => Type.Kind is AbiKind.Bytes or AbiKind.String or AbiKind.Array or AbiKind.Tuple;
}
