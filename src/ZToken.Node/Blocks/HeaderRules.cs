using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What a header must say: Cancun's fields, of which a chain without a beacon, blobs and withdrawals leaves many at nothing.</summary>
internal static class HeaderRules
{
    /// <summary>The header of the next block before anything has run.</summary>
    public static BlockHeader Begin(BlockHeader parent, BlockRules rules, BlockSeed seed) => new()
    {
        ParentHash = parent.ComputeHash(),
        Number = parent.Number + 1,
        Timestamp = seed.Timestamp,
        Beneficiary = seed.Beneficiary,
        ExtraData = seed.ExtraData,
        GasLimit = rules.GasLimit,
        BaseFeePerGas = BlockRules.BaseFee,
        WithdrawalsRoot = PatriciaTrie.EmptyRoot,
        BlobGasUsed = 0,
        ExcessBlobGas = 0,
        ParentBeaconBlockRoot = Hash256.Zero,
    };

    /// <summary>Checks all that needs no execution.</summary>
    public static BlockRefusal Check(BlockHeader parent, Block block, BlockRules rules)
    {
        BlockHeader header = block.Header;
        BlockRefusal refusal = CheckPlace(parent, header, rules);
        if (refusal == BlockRefusal.None)
        {
            refusal = CheckConstants(block);
        }

        return refusal != BlockRefusal.None ? refusal
            : header.TransactionsRoot != Block.RootOf(block.Transactions) ? BlockRefusal.WrongTransactionsRoot
            : BlockRefusal.None;
    }

    /// <summary>Compares what a header says came of its transactions with what did.</summary>
    public static BlockRefusal Compare(BlockHeader said, BlockHeader found) =>
        said.GasUsed != found.GasUsed ? BlockRefusal.WrongGasUsed
        : said.ReceiptsRoot != found.ReceiptsRoot ? BlockRefusal.WrongReceiptsRoot
        : !said.LogsBloom.Equals(found.LogsBloom) ? BlockRefusal.WrongLogsBloom
        : said.StateRoot != found.StateRoot ? BlockRefusal.WrongStateRoot
        : BlockRefusal.None;

    private static BlockRefusal CheckPlace(BlockHeader parent, BlockHeader header, BlockRules rules) =>
        header.ParentHash != parent.ComputeHash() ? BlockRefusal.WrongParent
        : header.Number != parent.Number + 1 ? BlockRefusal.WrongNumber
        : header.Timestamp < parent.Timestamp ? BlockRefusal.TimestampBeforeParent
        : header.GasLimit != rules.GasLimit ? BlockRefusal.WrongGasLimit
        : header.ExtraData.Length > BlockRules.LongestExtraData ? BlockRefusal.ExtraDataTooLong
        : BlockRefusal.None;

    private static BlockRefusal CheckConstants(Block block)
    {
        BlockHeader header = block.Header;
        return header.OmmersHash != BlockHeader.NoOmmers || block.Ommers.Count != 0 ? BlockRefusal.WrongOmmers
            : !header.Difficulty.IsZero ? BlockRefusal.WrongDifficulty
            : header.Nonce != 0 ? BlockRefusal.WrongNonce
            : header.PrevRandao != Hash256.Zero ? BlockRefusal.WrongPrevRandao
            : header.BaseFeePerGas != BlockRules.BaseFee ? BlockRefusal.WrongBaseFee
            : header.WithdrawalsRoot != PatriciaTrie.EmptyRoot || block.Withdrawals is not { Count: 0 } ? BlockRefusal.WrongWithdrawals
            : header.BlobGasUsed != 0 || header.ExcessBlobGas != 0 ? BlockRefusal.WrongBlobGas
            : header.ParentBeaconBlockRoot != Hash256.Zero ? BlockRefusal.WrongBeaconRoot
            : header.RequestsHash is not null ? BlockRefusal.WrongRequests
            : BlockRefusal.None;
    }
}
