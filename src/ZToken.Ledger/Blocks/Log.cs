namespace ZToken.Ledger;

/// <summary>What a contract said while it ran.</summary>
/// <param name="Address">The contract.</param>
/// <param name="Topics">Up to four words by which it can be found.</param>
/// <param name="Data">The rest.</param>
public sealed record Log(Address Address, IReadOnlyList<Hash256> Topics, ReadOnlyMemory<byte> Data)
{
    /// <summary>The most topics that a log has: LOG4.</summary>
    public const int MostTopics = 4;

    /// <summary>Reads the next log of a list.</summary>
    public static bool TryRead(ref RlpReader reader, out Log? log)
    {
        log = null;
        if (!reader.TryReadList(out RlpReader items) || !items.TryReadAddress(out Address address) || !items.TryReadList(out RlpReader topics))
        {
            return false;
        }

        List<Hash256> read = [];
        while (!topics.IsAtEnd)
        {
            if (read.Count == MostTopics || !topics.TryReadHash(out Hash256 topic))
            {
                return false;
            }

            read.Add(topic);
        }

        if (!items.TryReadBytes(out ReadOnlySpan<byte> data) || !items.IsAtEnd)
        {
            return false;
        }

        log = new Log(address, read, data.ToArray());
        return true;
    }

    /// <summary>Writes the log.</summary>
    public void WriteTo(RlpWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        int list = writer.BeginList();
        writer.Write(Address);
        int topics = writer.BeginList();
        foreach (Hash256 topic in Topics)
        {
            writer.Write(topic);
        }

        writer.EndList(topics);
        writer.Write(Data.Span);
        writer.EndList(list);
    }
}
