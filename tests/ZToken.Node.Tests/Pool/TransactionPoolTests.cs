using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>The pool alone: blocks are made where a test says so.</summary>
public sealed class TransactionPoolTests : IDisposable
{
    private static readonly Address Somebody = Address.FromWord(new Word(0x50b));

    private readonly Chain chain = Chain.Open(null, Genesis.Development());
    private readonly TransactionPool pool;

    public TransactionPoolTests() => pool = new TransactionPool(chain);

    [Fact]
    public void All_three_kinds_are_taken_at_no_price_and_blobs_are_refused_by_name()
    {
        foreach (TransactionType type in new[] { TransactionType.Legacy, TransactionType.AccessList, TransactionType.DynamicFee })
        {
            Assert.Equal(PoolRefusal.None, pool.Add(Transfers.Sign((int)type, new Transaction { Type = type, To = Somebody, GasLimit = 21_000 })).Refusal);
        }

        Transaction blobs = new() { Type = TransactionType.Blob, To = Somebody, GasLimit = 21_000, BlobHashes = [Hash256.FromWord(Word.One << 248)], MaxFeePerBlobGas = Word.One };
        Assert.Equal(PoolRefusal.BlobsNotTaken, pool.Add(Transfers.Sign(3, blobs)).Refusal);
        Assert.Equal((3, 0), (pool.PendingCount, pool.QueuedCount));
    }

    public static TheoryData<string, TransactionRefusal> UnfitOnes => new()
    {
        { "foreign chain", TransactionRefusal.ForeignChain },
        { "little gas", TransactionRefusal.GasBelowIntrinsic },
        { "tip above fee", TransactionRefusal.TipAboveFee },
        { "last nonce", TransactionRefusal.NonceTooLarge },
        { "fee overflows", TransactionRefusal.FeeOverflows },
        { "long init code", TransactionRefusal.InitCodeTooLong },
    };

    [Theory]
    [MemberData(nameof(UnfitOnes))]
    public void What_could_be_in_no_block_is_refused_with_the_reason(string what, TransactionRefusal reason)
    {
        Transaction sound = new() { To = Somebody, GasLimit = 21_000 };
        Transaction unfit = what switch
        {
            "foreign chain" => sound with { ChainId = 1 },
            "little gas" => sound with { GasLimit = 20_999 },
            "tip above fee" => sound with { MaxPriorityFeePerGas = Word.One },
            "last nonce" => sound with { Nonce = ulong.MaxValue },
            "fee overflows" => sound with { MaxFeePerGas = Word.MaxValue },
            _ => sound with { To = null, Data = new byte[IntrinsicGas.LongestInitCode + 1], GasLimit = 10_000_000 },
        };

        PoolAnswer answer = pool.Add(Transfers.Sign(0, unfit));

        Assert.Equal((PoolRefusal.Unfit, reason), (answer.Refusal, answer.Unfit));
        Assert.Equal(answer, pool.Add(Transfers.Sign(0, unfit)));
        Assert.Equal(0, pool.PendingCount + pool.QueuedCount);
    }

    [Fact]
    public void Bytes_that_are_no_transaction_are_refused()
    {
        byte[] whole = Transfers.Send(0, 0, Somebody, 1).Encoded.ToArray();
        Assert.Equal((PoolRefusal.Unfit, TransactionRefusal.Malformed), ReasonOf([]));
        Assert.Equal((PoolRefusal.Unfit, TransactionRefusal.UnknownType), ReasonOf([0x05, .. whole[1..]]));
        Assert.Equal((PoolRefusal.Unfit, TransactionRefusal.Malformed), ReasonOf(whole[..^1]));
        Assert.Equal((PoolRefusal.TooLarge, TransactionRefusal.None), ReasonOf(new byte[new PoolLimits().TransactionBytes + 1]));

        (PoolRefusal, TransactionRefusal) ReasonOf(byte[] bytes)
        {
            PoolAnswer answer = pool.Add(bytes);
            Assert.Equal(Hash256.Of(bytes), answer.Hash);
            return (answer.Refusal, answer.Unfit);
        }
    }

    [Fact]
    public void Gas_above_the_cap_is_refused_and_the_cap_itself_is_not()
    {
        Assert.Equal(PoolRefusal.None, pool.Add(Transfers.Call(0, 0, Somebody, gas: BlockRules.MostGasPerTransaction)).Refusal);
        Assert.Equal(PoolRefusal.GasAboveTransactionCap, pool.Add(Transfers.Call(1, 0, Somebody, gas: BlockRules.MostGasPerTransaction + 1)).Refusal);
    }

    [Fact]
    public void The_same_transaction_is_taken_once()
    {
        SignedTransaction transaction = Transfers.Send(0, 0, Somebody, 1);
        Assert.True(pool.Add(transaction).IsAccepted);
        Assert.Equal(PoolRefusal.AlreadyKnown, pool.Add(transaction.Encoded.Span).Refusal);
        Mine();
        Assert.Equal(PoolRefusal.NonceTooLow, pool.Add(transaction).Refusal);
    }

    [Fact]
    public void What_comes_before_its_turn_waits_and_then_follows()
    {
        SignedTransaction third = Transfers.Send(0, 2, Somebody, 3), second = Transfers.Send(0, 1, Somebody, 2), first = Transfers.Send(0, 0, Somebody, 1);
        Assert.True(pool.Add(third).IsAccepted);
        Assert.True(pool.Add(second).IsAccepted);
        Assert.Equal((0, 2, 0UL), (pool.PendingCount, pool.QueuedCount, pool.NextNonceOf(Transfers.Account(0))));
        Assert.Empty(pool.Candidates());
        Assert.True(pool.Add(first).IsAccepted);
        Assert.Equal((3, 0, 3UL), (pool.PendingCount, pool.QueuedCount, pool.NextNonceOf(Transfers.Account(0))));
        Assert.Equal([first, second, third], pool.Candidates());
        Assert.Equal([true, true, true], pool.Content().Select(pooled => pooled.IsPending));

        Assert.Equal(3, Mine().Receipts.Count);
        Assert.Equal((0, 0, 3UL), (pool.PendingCount, pool.QueuedCount, pool.NextNonceOf(Transfers.Account(0))));
        Assert.Empty(pool.Content());
        Assert.Null(pool.Find(first.Hash));
    }

    [Fact]
    public void A_nonce_too_far_ahead_is_refused()
    {
        ulong most = new PoolLimits().NoncesAhead;
        Assert.Equal(PoolRefusal.NonceTooFarAhead, pool.Add(Transfers.Send(0, most + 1, Somebody, 1)).Refusal);
        Assert.Equal(PoolRefusal.None, pool.Add(Transfers.Send(0, most, Somebody, 1)).Refusal);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    [InlineData(100, 109, false)]
    [InlineData(100, 110, true)]
    [InlineData(101, 111, false)]
    [InlineData(101, 112, true)]
    public void A_replacement_offers_a_tenth_more(ulong old, ulong price, bool taken)
    {
        SignedTransaction first = Transfers.Sign(0, new Transaction { Type = TransactionType.Legacy, GasPrice = old, To = Somebody, GasLimit = 21_000 });
        SignedTransaction second = Transfers.Sign(0, new Transaction { Type = TransactionType.Legacy, GasPrice = price, To = Somebody, Value = 1, GasLimit = 21_000 });
        pool.Add(first);

        Assert.Equal(taken ? PoolRefusal.None : PoolRefusal.ReplacementUnderpriced, pool.Add(second).Refusal);

        Assert.Equal([taken ? second : first], pool.Candidates());
        Assert.Equal(1, pool.PendingCount);
        Assert.Equal(taken, pool.Find(first.Hash) is null);
    }

    [Fact]
    public void A_replacement_must_outbid_the_tip_too()
    {
        pool.Add(Transfers.Sign(0, new Transaction { MaxFeePerGas = 100, MaxPriorityFeePerGas = 50, To = Somebody, GasLimit = 21_000 }));
        Assert.Equal(PoolRefusal.ReplacementUnderpriced, pool.Add(Transfers.Sign(0, new Transaction { MaxFeePerGas = 200, MaxPriorityFeePerGas = 54, To = Somebody, GasLimit = 21_000 })).Refusal);
        Assert.Equal(PoolRefusal.None, pool.Add(Transfers.Sign(0, new Transaction { MaxFeePerGas = 200, MaxPriorityFeePerGas = 55, To = Somebody, GasLimit = 21_000 })).Refusal);
    }

    [Fact]
    public void A_sender_must_be_able_to_pay_for_all_that_waits()
    {
        Word all = chain.StateAt(chain.Head.Header).BalanceOf(Transfers.Account(0));
        SignedTransaction Value(ulong nonce, Word value) => Transfers.Sign(0, new Transaction { Nonce = nonce, To = Somebody, Value = value, GasLimit = 21_000 });

        Assert.Equal(PoolRefusal.BalanceTooLow, pool.Add(Value(0, all + Word.One)).Refusal);
        Assert.Equal(PoolRefusal.None, pool.Add(Value(0, all)).Refusal);
        Assert.Equal(PoolRefusal.BalanceTooLow, pool.Add(Value(1, Word.One)).Refusal);
        Assert.Equal(PoolRefusal.None, pool.Add(Value(1, Word.Zero)).Refusal);
        Assert.Equal(PoolRefusal.BalanceTooLow, pool.Add(Transfers.Sign(0, new Transaction { Nonce = 2, To = Somebody, MaxFeePerGas = 1, MaxPriorityFeePerGas = 1, GasLimit = 21_000 })).Refusal);
    }

    [Fact]
    public void A_transaction_that_pays_nothing_and_would_revert_is_refused_with_its_data()
    {
        Address counter = Make(TestContract.Counter);
        SignedTransaction failing = Transfers.Call(1, 0, counter, [0xab, 0xcd]);

        PoolAnswer answer = pool.Add(failing);

        Assert.Equal((PoolRefusal.ExecutionFails, HaltReason.Revert), (answer.Refusal, answer.Halt));
        Assert.Equal([0xab, 0xcd], answer.RevertData.ToArray());
        Assert.Equal(answer.Refusal, pool.Add(failing).Refusal);
        Assert.Equal(PoolRefusal.None, pool.Add(Transfers.Call(1, 0, counter)).Refusal);
        Assert.Equal(PoolRefusal.ExecutionFails, pool.Add(Transfers.Call(1, 1, counter, [1])).Refusal);
        Assert.True(Mine().Receipts.Single().Succeeded);
    }

    [Fact]
    public void One_that_pays_may_fail_in_a_block()
    {
        Address counter = Make(TestContract.Counter);
        SignedTransaction failing = Transfers.Sign(1, new Transaction { To = counter, Data = new byte[] { 1 }, GasLimit = 100_000, MaxFeePerGas = 1, MaxPriorityFeePerGas = 1 });
        Assert.True(pool.Add(failing).IsAccepted);
        Assert.False(Mine().Receipts.Single().Succeeded);
    }

    [Fact]
    public void What_was_admitted_is_reserved()
    {
        Address once = Make(TestContract.Once);
        SignedTransaction first = Transfers.Call(1, 0, once), second = Transfers.Call(2, 0, once);
        Assert.True(pool.Add(first).IsAccepted);
        Assert.Equal(PoolRefusal.ExecutionFails, pool.Add(second).Refusal);
        Assert.True(Mine().Receipts.Single().Succeeded);
        Assert.Equal(PoolRefusal.ExecutionFails, pool.Add(second).Refusal);
        Assert.Equal(PoolRefusal.None, pool.Add(Transfers.Send(2, 0, Somebody, 1)).Refusal);
    }

    [Fact]
    public void What_depends_on_others_that_wait_is_taken_after_them()
    {
        Address gate = Make(TestContract.Gate);
        Assert.Equal(PoolRefusal.ExecutionFails, pool.Add(Transfers.Call(1, 0, gate, [1])).Refusal);
        Assert.True(pool.Add(Transfers.Call(2, 0, gate)).IsAccepted);
        Assert.True(pool.Add(Transfers.Call(1, 0, gate, [2])).IsAccepted);
        Assert.All(Mine().Receipts, receipt => Assert.True(receipt.Succeeded));
    }

    [Fact]
    public void A_failure_is_judged_anew_after_a_block()
    {
        Address gate = Make(TestContract.Gate);
        SignedTransaction passes = Transfers.Call(1, 0, gate, [1]);
        Assert.Equal(PoolRefusal.ExecutionFails, pool.Add(passes).Refusal);
        Mine(Transfers.Call(2, 0, gate));
        Assert.Equal(PoolRefusal.None, pool.Add(passes).Refusal);
    }

    [Fact]
    public void One_that_waited_is_tried_when_its_turn_comes()
    {
        Address counter = Make(TestContract.Counter);
        SignedTransaction failing = Transfers.Call(1, 1, counter, [1]), after = Transfers.Send(1, 2, Somebody, 1);
        Assert.True(pool.Add(failing).IsAccepted);
        Assert.True(pool.Add(after).IsAccepted);
        Assert.True(pool.Add(Transfers.Send(1, 0, Somebody, 1)).IsAccepted);

        Assert.Null(pool.Find(failing.Hash));
        Assert.Equal((1, 1), (pool.PendingCount, pool.QueuedCount));
        Assert.Equal(PoolRefusal.ExecutionFails, pool.Add(failing).Refusal);
    }

    [Fact]
    public void Higher_tips_come_first_then_who_came_first()
    {
        SignedTransaction cheap = Paying(0, 0, 1), late = Paying(1, 0, 1), dear = Paying(2, 0, 5), after = Paying(0, 1, 9);
        Assert.All(new[] { cheap, late, dear, after }, transaction => Assert.True(pool.Add(transaction).IsAccepted));
        Assert.Equal([dear, cheap, after, late], pool.Candidates());
    }

    [Fact]
    public void Bounds_of_the_pool_are_kept()
    {
        using TransactionPool small = new(chain, new PoolLimits { Transactions = 4, TransactionsPerSender = 2, Queued = 1, Bytes = 450 });
        Assert.Equal(PoolRefusal.None, small.Add(Transfers.Send(0, 0, Somebody, 1)).Refusal);
        Assert.Equal(PoolRefusal.None, small.Add(Transfers.Send(0, 1, Somebody, 1)).Refusal);
        Assert.Equal(PoolRefusal.SenderHasTooMany, small.Add(Transfers.Send(0, 2, Somebody, 1)).Refusal);
        Assert.Equal(PoolRefusal.None, small.Add(Transfers.Send(1, 1, Somebody, 1)).Refusal);
        Assert.Equal(PoolRefusal.PoolIsFull, small.Add(Transfers.Send(2, 1, Somebody, 1)).Refusal);
        Assert.Equal(PoolRefusal.PoolIsFull, small.Add(Transfers.Call(3, 0, Somebody, new byte[400])).Refusal);
        Assert.Equal(PoolRefusal.None, small.Add(Transfers.Send(3, 0, Somebody, 1)).Refusal);
        Assert.Equal(PoolRefusal.PoolIsFull, small.Add(Transfers.Send(4, 0, Somebody, 1)).Refusal);
        Assert.Equal((3, 1), (small.PendingCount, small.QueuedCount));
    }

    [Fact]
    public void A_stopped_pool_says_so()
    {
        pool.Stop();
        Assert.Equal(PoolRefusal.ChainStopped, pool.Add(Transfers.Send(0, 0, Somebody, 1)).Refusal);
    }

    [Fact]
    public void A_sender_with_code_is_refused()
    {
        GenesisAccount contract = new(Transfers.Account(0), Word.Zero) { Code = new byte[] { 0 } };
        using Chain other = Chain.Open(null, new Genesis(Genesis.DevelopmentChainId, Genesis.DefaultGasLimit, 0, insecureSetup: true, [contract]));
        using TransactionPool its = new(other);
        Assert.Equal(PoolRefusal.SenderHasCode, its.Add(Transfers.Send(0, 0, Somebody, 0)).Refusal);
    }

    [Fact]
    public void Threads_that_add_at_once_lose_nothing()
    {
        SignedTransaction[] transactions = [.. Enumerable.Range(0, 200).Select(i => Transfers.Send(i % 10, (ulong)(i / 10), Somebody, 1))];
        Parallel.ForEach(transactions.Reverse(), transaction => Assert.True(pool.Add(transaction).IsAccepted));
        Assert.Equal((200, 0), (pool.PendingCount, pool.QueuedCount));
        Assert.Equal(200, Mine().Receipts.Count);
        Assert.Equal((0, 0), (pool.PendingCount, pool.QueuedCount));
    }

    public void Dispose()
    {
        pool.Dispose();
        chain.Dispose();
    }

    private static SignedTransaction Paying(int from, ulong nonce, ulong tip) =>
        Transfers.Sign(from, new Transaction { Nonce = nonce, To = Somebody, GasLimit = 21_000, MaxFeePerGas = 10, MaxPriorityFeePerGas = tip });

    private Address Make(byte[] code)
    {
        Mine(Transfers.Create(0, 0, code));
        return Address.OfContract(Transfers.Account(0), 0);
    }

    private CommittedBlock Mine(params SignedTransaction[] transactions)
    {
        BuiltBlock built = chain.Extend(transactions.Length == 0 ? pool.Candidates() : transactions, parent => new BlockSeed(parent.Timestamp + 1));
        Assert.Empty(built.Refused);
        return built.Block;
    }
}
