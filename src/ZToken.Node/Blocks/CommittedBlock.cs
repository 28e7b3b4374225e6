using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A block with what came of it. Threads may share it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Hash">The hash of its header.</param>
/// <param name="Receipts">The receipts, one for each transaction.</param>
/// <param name="Senders">Who sent each transaction.</param>
public sealed record CommittedBlock(Block Block, Hash256 Hash, IReadOnlyList<Receipt> Receipts, IReadOnlyList<Address> Senders)
{
    private int size;

    /// <summary>The header.</summary>
    public BlockHeader Header => Block.Header;

    /// <summary>The height.</summary>
    public ulong Number => Header.Number;

    /// <summary>The length of the block's encoding.</summary>
    public int SizeInBytes => size != 0 ? size : size = Block.Encode().Length;

    /// <summary>What came of one of the transactions.</summary>
    public TransactionReceipt ReceiptOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Receipts.Count);
        return new TransactionReceipt(this, index);
    }
}
