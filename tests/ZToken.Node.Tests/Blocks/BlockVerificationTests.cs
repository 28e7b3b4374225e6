using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>One node makes a block, another one checks it.</summary>
public sealed class BlockVerificationTests : IDisposable
{
    private static readonly Address Somebody = Address.FromWord(new Word(0x50b));

    private readonly Chain maker = Chain.Open(null, Genesis.Development());
    private readonly Chain checker = Chain.Open(null, Genesis.Development());
    private readonly Block block;

    public BlockVerificationTests()
    {
        Follow(maker.Extend([Transfers.Create(0, 0, TestContract.Counter)], Seed).Block.Block);
        block = maker.Extend(
            [
                Transfers.Send(1, 0, Somebody, 5),
                Transfers.Call(0, 1, Address.OfContract(Transfers.Account(0), 0)),
                Transfers.Send(1, 1, Somebody, 6),
                Transfers.Call(2, 0, Address.OfContract(Transfers.Account(0), 0), [1, 2]),
                Transfers.Sign(4, new Transaction { To = Somebody, GasLimit = 21_000, MaxFeePerGas = 3, MaxPriorityFeePerGas = 2 }),
            ],
            Seed).Block.Block;
    }

    public static TheoryData<BlockRefusal, string> Changes => new(Tampered.Keys.Select(key => (key.Refusal, key.What)));

    private static Dictionary<(BlockRefusal Refusal, string What), Func<Block, Block>> Tampered { get; } = new()
    {
        [(BlockRefusal.WrongParent, "parent")] = Header(header => header with { ParentHash = Hash256.Of([1]) }),
        [(BlockRefusal.WrongOmmers, "ommers' hash")] = Header(header => header with { OmmersHash = Hash256.Zero }),
        [(BlockRefusal.WrongOmmers, "an ommer")] = whole => whole with { Ommers = [whole.Header] },
        [(BlockRefusal.WrongStateRoot, "state")] = Header(header => header with { StateRoot = Hash256.Of([1]) }),
        [(BlockRefusal.WrongStateRoot, "beneficiary of a tip")] = Header(header => header with { Beneficiary = Somebody }),
        [(BlockRefusal.WrongTransactionsRoot, "root of transactions")] = Header(header => header with { TransactionsRoot = Hash256.Of([1]) }),
        [(BlockRefusal.WrongTransactionsRoot, "a transaction less")] = whole => whole with { Transactions = [.. whole.Transactions.Take(3)] },
        [(BlockRefusal.WrongTransactionsRoot, "another order")] = whole => whole with { Transactions = [.. whole.Transactions.Reverse()] },
        [(BlockRefusal.WrongReceiptsRoot, "receipts")] = Header(header => header with { ReceiptsRoot = Hash256.Of([1]) }),
        [(BlockRefusal.WrongLogsBloom, "filter")] = Header(header => header with { LogsBloom = new Bloom() }),
        [(BlockRefusal.WrongDifficulty, "difficulty")] = Header(header => header with { Difficulty = Word.One }),
        [(BlockRefusal.WrongNumber, "number")] = Header(header => header with { Number = header.Number + 1 }),
        [(BlockRefusal.WrongGasLimit, "gas limit")] = Header(header => header with { GasLimit = header.GasLimit + 1 }),
        [(BlockRefusal.WrongGasUsed, "gas used")] = Header(header => header with { GasUsed = header.GasUsed + 1 }),
        [(BlockRefusal.TimestampBeforeParent, "time")] = Header(header => header with { Timestamp = header.Timestamp - 1 }),
        [(BlockRefusal.TimestampAheadOfClock, "time to come")] = Header(header => header with { Timestamp = (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds() + Chain.MostSecondsAhead + 60 }),
        [(BlockRefusal.ExtraDataTooLong, "extra data")] = Header(header => header with { ExtraData = new byte[BlockRules.LongestExtraData + 1] }),
        [(BlockRefusal.WrongPrevRandao, "random number")] = Header(header => header with { PrevRandao = Hash256.Of([1]) }),
        [(BlockRefusal.WrongNonce, "nonce")] = Header(header => header with { Nonce = 1 }),
        [(BlockRefusal.WrongBaseFee, "base fee")] = Header(header => header with { BaseFeePerGas = Word.One }),
        [(BlockRefusal.WrongBaseFee, "no base fee")] = Header(header => header with { BaseFeePerGas = null, WithdrawalsRoot = null, BlobGasUsed = null, ExcessBlobGas = null, ParentBeaconBlockRoot = null }),
        [(BlockRefusal.WrongWithdrawals, "root of withdrawals")] = Header(header => header with { WithdrawalsRoot = Hash256.Zero }),
        [(BlockRefusal.WrongWithdrawals, "a withdrawal")] = whole => whole with { Withdrawals = [new Withdrawal(0, 0, Somebody, 1)] },
        [(BlockRefusal.WrongWithdrawals, "no list of withdrawals")] = whole => whole with { Withdrawals = null },
        [(BlockRefusal.WrongBlobGas, "blob gas")] = Header(header => header with { BlobGasUsed = 1 }),
        [(BlockRefusal.WrongBlobGas, "excess of blob gas")] = Header(header => header with { ExcessBlobGas = 1 }),
        [(BlockRefusal.WrongBeaconRoot, "beacon root")] = Header(header => header with { ParentBeaconBlockRoot = Hash256.Of([1]) }),
        [(BlockRefusal.WrongRequests, "requests")] = Header(header => header with { RequestsHash = Hash256.Zero }),
        [(BlockRefusal.TransactionRefused, "a transaction twice")] = Body(transactions => [.. transactions, transactions[0]]),
        [(BlockRefusal.TransactionRefused, "a nonce too high")] = Body(transactions => [.. transactions, Transfers.Send(3, 1, Somebody, 1)]),
        [(BlockRefusal.TransactionRefused, "more than the sender has")] = Body(transactions => [.. transactions, Transfers.Sign(3, new Transaction { To = Somebody, Value = Word.MaxValue, GasLimit = 21_000 })]),
        [(BlockRefusal.TransactionRefused, "a transaction of another chain")] = Body(transactions => [.. transactions, Transfers.Sign(3, new Transaction { ChainId = 1, To = Somebody, GasLimit = 21_000 })]),
        [(BlockRefusal.GasAboveTransactionCap, "gas above the cap")] = Body(transactions => [.. transactions, Transfers.Sign(3, new Transaction { To = Somebody, GasLimit = BlockRules.MostGasPerTransaction + 1 })]),
        [(BlockRefusal.BlobTransaction, "blobs")] = Body(transactions => [.. transactions, Transfers.Sign(3, new Transaction { Type = TransactionType.Blob, To = Somebody, GasLimit = 21_000, BlobHashes = [Hash256.FromWord(Word.One << 248)], MaxFeePerBlobGas = Word.One })]),
        [(BlockRefusal.WrongGasUsed, "a transaction more")] = Body(transactions => [.. transactions, Transfers.Send(3, 0, Somebody, 1)]),
        [(BlockRefusal.WrongStateRoot, "another amount")] = Body(transactions => [transactions[0], transactions[1], Transfers.Send(1, 1, Somebody, 7), transactions[3], transactions[4]]),
        [(BlockRefusal.WrongReceiptsRoot, "another order of the same")] = Body(transactions => [transactions[1], transactions[0], transactions[2], transactions[3], transactions[4]]),
    };

    [Fact]
    public void A_right_block_is_taken_and_both_nodes_are_the_same()
    {
        Assert.Equal(BlockRefusal.None, checker.Append(block));
        Assert.Equal(maker.Head.Hash, checker.Head.Hash);
        Assert.Equal(maker.Head.Receipts.Select(receipt => receipt.Encode()), checker.Head.Receipts.Select(receipt => receipt.Encode()));
        Assert.Equal(maker.Head.Senders, checker.Head.Senders);
        Assert.Equal([true, true, true, false, true], checker.Head.Receipts.Select(receipt => receipt.Succeeded));
    }

    [Fact]
    public void A_block_that_travelled_as_bytes_is_the_same_block()
    {
        Assert.True(Block.TryRead(block.Encode(), out Block? read));
        Assert.Equal(BlockRefusal.None, checker.Append(read));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_block_with_one_thing_changed_is_refused_by_name_and_nothing_is_kept(BlockRefusal refusal, string what)
    {
        Hash256 before = checker.Head.Hash;

        Assert.Equal(refusal, checker.Append(Tampered[(refusal, what)](block)));

        Assert.Equal(before, checker.Head.Hash);
        Assert.Null(checker.Find(checker.Head.Number + 1));
        Assert.Equal(BlockRefusal.None, checker.Append(block));
    }

    [Fact]
    public void Every_refusal_has_a_block_that_is_refused_so() =>
        Assert.Equal(Enum.GetValues<BlockRefusal>().Except([BlockRefusal.None]).Order(), Tampered.Keys.Select(key => key.Refusal).Distinct().Order());

    [Fact]
    public void A_block_is_taken_once()
    {
        checker.Append(block);
        Assert.Equal(BlockRefusal.WrongParent, checker.Append(block));
    }

    [Fact]
    public void What_the_maker_may_choose_is_not_refused()
    {
        byte[] extra = [.. Enumerable.Repeat((byte)7, BlockRules.LongestExtraData)];
        Follow(block);
        Block chosen = maker.Extend([], parent => new BlockSeed(parent.Timestamp + 1, Somebody) { ExtraData = extra }).Block.Block;
        Assert.Equal(BlockRefusal.None, checker.Append(chosen));
        Assert.Equal(Somebody, checker.Head.Header.Beneficiary);
    }

    [Fact]
    public void Many_blocks_of_many_transactions_end_in_the_same_state_on_both_nodes()
    {
        Follow(block);
        ulong[] nonces = [.. Enumerable.Range(0, 10).Select(account => maker.StateAt(maker.Head.Header).NonceOf(Transfers.Account(account)))];
        Random random = new(1);
        for (int i = 0; i < 20; i++)
        {
            List<SignedTransaction> transactions = [];
            for (int j = 0; j < 10; j++)
            {
                int from = random.Next(10);
                transactions.Add(random.Next(3) == 0
                    ? Transfers.Call(from, nonces[from]++, Address.OfContract(Transfers.Account(0), 0), random.Next(4) == 0 ? [9] : [])
                    : Transfers.Send(from, nonces[from]++, Transfers.Account(random.Next(10)), (ulong)random.Next(1000)));
            }

            BuiltBlock built = maker.Extend(transactions, Seed);
            Assert.Empty(built.Refused);
            Assert.Equal(10, built.Block.Receipts.Count);
            Follow(built.Block.Block);
        }

        Assert.Equal(maker.Head.Hash, checker.Head.Hash);
    }

    public void Dispose()
    {
        maker.Dispose();
        checker.Dispose();
    }

    private static BlockSeed Seed(BlockHeader parent) => new(Math.Max(1_700_000_000, parent.Timestamp));

    private void Follow(Block next) => Assert.Equal(BlockRefusal.None, checker.Append(next));

    private static Func<Block, Block> Header(Func<BlockHeader, BlockHeader> change) => whole => whole with { Header = change(whole.Header) };

    /// <summary>Another body, and the root of that body.</summary>
    private static Func<Block, Block> Body(Func<IReadOnlyList<SignedTransaction>, SignedTransaction[]> change) => whole =>
    {
        SignedTransaction[] transactions = change(whole.Transactions);
        return whole with { Transactions = transactions, Header = whole.Header with { TransactionsRoot = Block.RootOf(transactions) } };
    };
}
