using System.Diagnostics.CodeAnalysis;

namespace ZToken.Ledger;

/// <summary>What became of a transaction (EIP-658; those before, with a state root, are not known here).</summary>
/// <param name="Type">The transaction's kind.</param>
/// <param name="Succeeded">Whether it ran to its end.</param>
/// <param name="CumulativeGasUsed">The gas of the block's transactions up to this one.</param>
/// <param name="Logs">What contracts said.</param>
public sealed record Receipt(TransactionType Type, bool Succeeded, ulong CumulativeGasUsed, IReadOnlyList<Log> Logs)
{
    /// <summary>The filter over the logs.</summary>
    public Bloom Bloom => Bloom.Of(Logs);

    /// <summary>Reads the one encoding of a receipt, whose filter must be that of its logs.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        TransactionType type = TransactionType.Legacy;
        if (!bytes.IsEmpty && bytes[0] is > 0 and < RlpPrefix.ShortString)
        {
            type = (TransactionType)bytes[0];
            bytes = bytes[1..];
        }

        if (!Enum.IsDefined(type)
            || !RlpReader.TryReadOnlyList(bytes, out RlpReader items)
            || !items.TryReadUInt64(out ulong status)
            || status > 1
            || !items.TryReadUInt64(out ulong gas)
            || !items.TryReadBytes(out ReadOnlySpan<byte> filter)
            || !items.TryReadList(out RlpReader list)
            || !items.IsAtEnd)
        {
            return false;
        }

        List<Log> logs = [];
        while (!list.IsAtEnd)
        {
            if (!Log.TryRead(ref list, out Log? log))
            {
                return false;
            }

            logs.Add(log!);
        }

        Receipt read = new(type, status == 1, gas, logs);
        receipt = filter.SequenceEqual(read.Bloom.AsSpan()) ? read : null;
        return receipt is not null;
    }

    /// <summary>The bytes that the receipts' trie holds.</summary>
    public byte[] Encode()
    {
        RlpWriter writer = new(512);
        int list = writer.BeginList();
        writer.Write(Succeeded ? 1UL : 0);
        writer.Write(CumulativeGasUsed);
        writer.Write(Bloom.AsSpan());
        int logs = writer.BeginList();
        foreach (Log log in Logs)
        {
            log.WriteTo(writer);
        }

        writer.EndList(logs);
        writer.EndList(list);
        return TransactionEncoding.Enveloped(Type, writer);
    }

    /// <summary>The root over the receipts of a block.</summary>
    public static Hash256 RootOf(IEnumerable<Receipt> receipts) => OrderedTrie.RootOf([.. receipts.Select(receipt => receipt.Encode())]);
}
