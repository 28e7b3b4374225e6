namespace ZToken.Ledger;

/// <summary>What a transaction pays before anything runs, at the fork Cancun.</summary>
public static class IntrinsicGas
{
    /// <summary>Gas of any transaction (Yellow Paper, appendix G).</summary>
    public const ulong Transaction = 21_000;

    /// <summary>Gas of a creation beyond that (EIP-2).</summary>
    public const ulong Creation = 32_000;

    /// <summary>Gas of a zero byte of data.</summary>
    public const ulong ZeroByte = 4;

    /// <summary>Gas of another byte of data (EIP-2028).</summary>
    public const ulong OtherByte = 16;

    /// <summary>Gas of each 32 bytes of init code (EIP-3860).</summary>
    public const ulong InitCodeWord = 2;

    /// <summary>Gas of an account in an access list (EIP-2930).</summary>
    public const ulong ListedAddress = 2_400;

    /// <summary>Gas of a slot in an access list (EIP-2930).</summary>
    public const ulong ListedSlot = 1_900;

    /// <summary>The most bytes of init code: twice that of code (EIP-3860 and EIP-170).</summary>
    public const int LongestInitCode = 2 * 24_576;

    /// <summary>The gas of a transaction. Linear in its size; cannot overflow, since each term needs bytes.</summary>
    public static ulong Of(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ReadOnlySpan<byte> data = transaction.Data.Span;
        ulong zeros = (ulong)data.Count((byte)0);
        ulong gas = Transaction + (zeros * ZeroByte) + (((ulong)data.Length - zeros) * OtherByte);
        if (transaction.To is null)
        {
            gas += Creation + (((ulong)data.Length + 31) / 32 * InitCodeWord);
        }

        foreach (AccessListEntry entry in transaction.AccessList)
        {
            gas += ListedAddress + ((ulong)entry.StorageKeys.Count * ListedSlot);
        }

        return gas;
    }
}
