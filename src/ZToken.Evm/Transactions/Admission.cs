using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Whether a transaction that is sound in itself can be the next one of a block.</summary>
internal static class Admission
{
    public static ExecutionRefusal Check(Transaction transaction, AccountState sender, BlockContext block, ulong gasUsed, ulong blobGasUsed)
    {
        if (transaction.GasLimit > block.GasLimit - gasUsed || transaction.GasLimit > long.MaxValue)
        {
            return ExecutionRefusal.GasAboveBlock;
        }

        if (BlobGas.Of(transaction) > BlobGas.MostPerBlock - blobGasUsed)
        {
            return ExecutionRefusal.BlobsAboveBlock;
        }

        if (transaction.MaxFeePerGas < block.BaseFee)
        {
            return ExecutionRefusal.FeeBelowBaseFee;
        }

        if (transaction.Type == TransactionType.Blob && transaction.MaxFeePerBlobGas < block.BlobBaseFee)
        {
            return ExecutionRefusal.BlobFeeBelowBaseFee;
        }

        return CheckSender(transaction, sender);
    }

    private static ExecutionRefusal CheckSender(Transaction transaction, AccountState sender)
    {
        if (transaction.Nonce != sender.Nonce)
        {
            return transaction.Nonce < sender.Nonce ? ExecutionRefusal.NonceTooLow : ExecutionRefusal.NonceTooHigh;
        }

        if (sender.CodeHash != Hash256.OfNothing)
        {
            return ExecutionRefusal.SenderHasCode;
        }

        return TryGetMostCost(transaction, out Word cost) && cost <= sender.Balance ? ExecutionRefusal.None : ExecutionRefusal.BalanceTooLow;
    }

    /// <summary>The most that gas, blobs and value can cost.</summary>
    /// <returns>False where that is 2^256 or more.</returns>
    private static bool TryGetMostCost(Transaction transaction, out Word cost)
    {
        cost = default;
        Word blobGas = BlobGas.Of(transaction);
        if (!transaction.TryGetMostFee(out Word fee) || (!blobGas.IsZero && Word.MaxValue / blobGas < transaction.MaxFeePerBlobGas))
        {
            return false;
        }

        return Word.AddWithCarry(fee, blobGas * transaction.MaxFeePerBlobGas, out Word both) == 0 && Word.AddWithCarry(both, transaction.Value, out cost) == 0;
    }
}
