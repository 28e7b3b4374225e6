namespace ZToken.Ledger;

/// <summary>An account, and slots of its storage, that a transaction says it will touch (EIP-2930).</summary>
/// <param name="Address">The account.</param>
/// <param name="StorageKeys">The slots.</param>
public sealed record AccessListEntry(Address Address, IReadOnlyList<Word> StorageKeys)
{
    internal static bool TryReadList(ref RlpReader reader, out IReadOnlyList<AccessListEntry> list)
    {
        list = [];
        if (!reader.TryReadList(out RlpReader entries))
        {
            return false;
        }

        List<AccessListEntry> read = [];
        while (!entries.IsAtEnd)
        {
            if (!TryRead(ref entries, out AccessListEntry? entry))
            {
                return false;
            }

            read.Add(entry!);
        }

        list = read;
        return true;
    }

    internal static void WriteList(RlpWriter writer, IReadOnlyList<AccessListEntry> list)
    {
        int all = writer.BeginList();
        foreach (AccessListEntry entry in list)
        {
            int pair = writer.BeginList();
            writer.Write(entry.Address);
            int keys = writer.BeginList();
            foreach (Word key in entry.StorageKeys)
            {
                writer.Write(Hash256.FromWord(key));
            }

            writer.EndList(keys);
            writer.EndList(pair);
        }

        writer.EndList(all);
    }

    private static bool TryRead(ref RlpReader reader, out AccessListEntry? entry)
    {
        entry = null;
        if (!reader.TryReadList(out RlpReader items) || !items.TryReadAddress(out Address address) || !items.TryReadList(out RlpReader keys) || !items.IsAtEnd)
        {
            return false;
        }

        List<Word> read = [];
        while (!keys.IsAtEnd)
        {
            if (!keys.TryReadHash(out Hash256 key))
            {
                return false;
            }

            read.Add(key.ToWord());
        }

        entry = new AccessListEntry(address, read);
        return true;
    }
}
