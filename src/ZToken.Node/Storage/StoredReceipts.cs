using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>The receipts of a block as the database holds them: each with its transaction's sender, whom nobody should have to recover again.</summary>
internal static class StoredReceipts
{
    public static byte[] Encode(IReadOnlyList<Receipt> receipts, IReadOnlyList<Address> senders)
    {
        RlpWriter writer = new(1024);
        int list = writer.BeginList();
        for (int i = 0; i < receipts.Count; i++)
        {
            writer.Write(receipts[i].Encode());
            writer.Write(senders[i]);
        }

        writer.EndList(list);
        return writer.ToArray();
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out List<Receipt> receipts, out List<Address> senders)
    {
        receipts = [];
        senders = [];
        if (!RlpReader.TryReadOnlyList(bytes, out RlpReader items))
        {
            return false;
        }

        while (!items.IsAtEnd)
        {
            if (!items.TryReadBytes(out ReadOnlySpan<byte> encoded) || !Receipt.TryRead(encoded, out Receipt? receipt) || !items.TryReadAddress(out Address sender))
            {
                return false;
            }

            receipts.Add(receipt);
            senders.Add(sender);
        }

        return true;
    }
}
