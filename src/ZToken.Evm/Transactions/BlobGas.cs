using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>The market of blob gas (EIP-4844).</summary>
public static class BlobGas
{
    /// <summary>Blob gas of one blob.</summary>
    public const ulong PerBlob = 1UL << 17;

    /// <summary>Blob gas of a block, at most: six blobs.</summary>
    public const ulong MostPerBlock = 6 * PerBlob;

    /// <summary>Blob gas of a block that leaves the price as it is: three blobs.</summary>
    public const ulong Target = 3 * PerBlob;

    private const ulong LeastBaseFee = 1;
    private const ulong UpdateFraction = 3338477;

    /// <summary>The blob gas of a transaction.</summary>
    public static ulong Of(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return PerBlob * (ulong)transaction.BlobHashes.Count;
    }

    /// <summary>What a block has used beyond the target, over time.</summary>
    /// <param name="parentExcess">The parent's excess.</param>
    /// <param name="parentUsed">The blob gas that the parent used.</param>
    public static ulong ExcessAfter(ulong parentExcess, ulong parentUsed) =>
        parentExcess + parentUsed < Target ? 0 : parentExcess + parentUsed - Target;

    /// <summary>The price of blob gas, in wei: e^(excess / 3338477), by the terms of its series in integers.</summary>
    public static Word BaseFee(ulong excess)
    {
        Word denominator = new(UpdateFraction);
        Word sum = Word.Zero;
        Word term = new Word(LeastBaseFee) * denominator;
        for (ulong i = 1; !term.IsZero; i++)
        {
            sum += term;
            term = term * new Word(excess) / (denominator * new Word(i));
        }

        return sum / denominator;
    }
}
