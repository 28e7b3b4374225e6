namespace ZToken.Ledger;

/// <summary>What the beacon chain pays out to an account (EIP-4895); a chain without one has none.</summary>
/// <param name="Index">The number of the withdrawal.</param>
/// <param name="Validator">The number of the validator.</param>
/// <param name="Address">Who gets it.</param>
/// <param name="Amount">How much, in gwei.</param>
public sealed record Withdrawal(ulong Index, ulong Validator, Address Address, ulong Amount)
{
    /// <summary>Reads the next withdrawal of a list.</summary>
    public static bool TryRead(ref RlpReader reader, out Withdrawal? withdrawal)
    {
        withdrawal = null;
        if (!reader.TryReadList(out RlpReader items)
            || !items.TryReadUInt64(out ulong index)
            || !items.TryReadUInt64(out ulong validator)
            || !items.TryReadAddress(out Address address)
            || !items.TryReadUInt64(out ulong amount)
            || !items.IsAtEnd)
        {
            return false;
        }

        withdrawal = new Withdrawal(index, validator, address, amount);
        return true;
    }

    /// <summary>Writes the withdrawal.</summary>
    public void WriteTo(RlpWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        int list = writer.BeginList();
        writer.Write(Index);
        writer.Write(Validator);
        writer.Write(Address);
        writer.Write(Amount);
        writer.EndList(list);
    }

    /// <summary>The root over the withdrawals of a block.</summary>
    public static Hash256 RootOf(IEnumerable<Withdrawal> withdrawals) => OrderedTrie.RootOf([.. withdrawals.Select(Encode)]);

    private static byte[] Encode(Withdrawal withdrawal)
    {
        RlpWriter writer = new(64);
        withdrawal.WriteTo(writer);
        return writer.ToArray();
    }
}
