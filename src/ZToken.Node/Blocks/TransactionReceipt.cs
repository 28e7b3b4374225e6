using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A transaction in its block, with what came of it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Index">Its place there.</param>
public sealed record TransactionReceipt(CommittedBlock Block, int Index)
{
    /// <summary>The transaction.</summary>
    public SignedTransaction Transaction => Block.Block.Transactions[Index];

    /// <summary>The receipt that the block commits to.</summary>
    public Receipt Receipt => Block.Receipts[Index];

    /// <summary>Who sent it.</summary>
    public Address Sender => Block.Senders[Index];

    /// <summary>The gas of this transaction alone.</summary>
    public ulong GasUsed => Receipt.CumulativeGasUsed - (Index == 0 ? 0 : Block.Receipts[Index - 1].CumulativeGasUsed);

    /// <summary>What a unit of gas cost: the base fee and the tip, but no more than was offered.</summary>
    public Word EffectiveGasPrice
    {
        get
        {
            Transaction content = Transaction.Content;
            Word price = (Block.Header.BaseFeePerGas ?? BlockRules.BaseFee) + content.MaxPriorityFeePerGas;
            return price < content.MaxFeePerGas ? price : content.MaxFeePerGas;
        }
    }

    /// <summary>The contract that it was to make, also where it failed; null where it called one.</summary>
    public Address? Contract => Transaction.Content.To is null ? Address.OfContract(Sender, Transaction.Content.Nonce) : null;

    /// <summary>The place of its first log among those of the block.</summary>
    public int FirstLogIndex => Block.Receipts.Take(Index).Sum(receipt => receipt.Logs.Count);
}
