using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>The suites' names for what is wrong with a transaction, and ours.</summary>
internal static class ExpectedRefusals
{
    private static readonly Dictionary<string, (ExecutionRefusal, TransactionRefusal)> ours = new()
    {
        ["INTRINSIC_GAS_TOO_LOW"] = (ExecutionRefusal.Unfit, TransactionRefusal.GasBelowIntrinsic),
        ["INSUFFICIENT_ACCOUNT_FUNDS"] = (ExecutionRefusal.BalanceTooLow, TransactionRefusal.None),
        ["SENDER_NOT_EOA"] = (ExecutionRefusal.SenderHasCode, TransactionRefusal.None),
        ["TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH"] = (ExecutionRefusal.Unfit, TransactionRefusal.BlobVersionUnknown),
        ["INSUFFICIENT_MAX_FEE_PER_GAS"] = (ExecutionRefusal.FeeBelowBaseFee, TransactionRefusal.None),
        ["INITCODE_SIZE_EXCEEDED"] = (ExecutionRefusal.Unfit, TransactionRefusal.InitCodeTooLong),
        ["INSUFFICIENT_MAX_FEE_PER_BLOB_GAS"] = (ExecutionRefusal.BlobFeeBelowBaseFee, TransactionRefusal.None),
        ["TYPE_3_TX_ZERO_BLOBS"] = (ExecutionRefusal.Unfit, TransactionRefusal.BlobsMissing),
        ["TYPE_3_TX_BLOB_COUNT_EXCEEDED"] = (ExecutionRefusal.BlobsAboveBlock, TransactionRefusal.None),
        ["NONCE_IS_MAX"] = (ExecutionRefusal.Unfit, TransactionRefusal.NonceTooLarge),
        ["GAS_ALLOWANCE_EXCEEDED"] = (ExecutionRefusal.GasAboveBlock, TransactionRefusal.None),
        ["PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS"] = (ExecutionRefusal.Unfit, TransactionRefusal.TipAboveFee),
        ["GASLIMIT_PRICE_PRODUCT_OVERFLOW"] = (ExecutionRefusal.Unfit, TransactionRefusal.FeeOverflows),
        ["RLP_INVALID_VALUE"] = (ExecutionRefusal.Unfit, TransactionRefusal.Malformed),
        ["TYPE_3_TX_CONTRACT_CREATION"] = (ExecutionRefusal.Unfit, TransactionRefusal.BlobsMissing),
    };

    /// <summary>How the refusal of a case differs from the expected ones, of which any will do, or null.</summary>
    public static string? Compare(JsonElement expected, ExecutionRefusal refusal, TransactionRefusal unfit)
    {
        if (!expected.TryGetProperty("expectException", out JsonElement names))
        {
            return refusal == ExecutionRefusal.None ? null : $"was refused: {refusal} {unfit}";
        }

        IEnumerable<string> any = names.GetString()!.Split('|').Select(name => name.Split('.')[^1]);
        return any.Any(name => ours[name] == (refusal, unfit)) ? null : $"should have been refused for {names}, but got {refusal} {unfit}";
    }
}
