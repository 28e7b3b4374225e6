using ZToken.Ledger;

namespace ZToken.Node.Tests;

public class LocalChainTests
{
    private static readonly Address Somebody = Address.FromWord(new Word(0x50b));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transaction_comes_into_a_block_and_changes_the_state(bool onDisk)
    {
        using TemporaryFolder folder = new();
        await using LocalChain chain = LocalChain.Start(new LocalChainOptions { Folder = onDisk ? folder.Path : null });
        SignedTransaction transaction = Transfers.Send(0, 0, Somebody, 5);

        Assert.True(chain.Submit(transaction.Encoded.Span).IsAccepted);
        TransactionReceipt receipt = await chain.WaitForReceiptAsync(transaction.Hash, TestContext.Current.CancellationToken);

        Assert.True(receipt.Receipt.Succeeded);
        Assert.Equal(21_000UL, receipt.GasUsed);
        Assert.Equal(Transfers.Account(0), receipt.Sender);
        Assert.Equal(1UL, receipt.Block.Number);
        StateView state = chain.Chain.StateAt(chain.Chain.Head.Header);
        Assert.Equal(new Word(5), state.BalanceOf(Somebody));
        Assert.Equal(1UL, state.NonceOf(Transfers.Account(0)));
        Assert.Equal(Word.Zero, chain.Chain.StateAt(chain.Chain.FindHeader(0)!).BalanceOf(Somebody));
    }

    [Fact]
    public async Task A_contract_is_made_called_and_logs()
    {
        await using LocalChain chain = LocalChain.Start(new LocalChainOptions());
        SignedTransaction creation = Transfers.Create(0, 0, TestContract.Counter);
        SignedTransaction call = Transfers.Call(0, 1, Address.OfContract(Transfers.Account(0), 0));
        Assert.True(chain.Submit(creation).IsAccepted);
        Assert.True(chain.Submit(call).IsAccepted);

        TransactionReceipt made = await chain.WaitForReceiptAsync(creation.Hash, TestContext.Current.CancellationToken);
        TransactionReceipt called = await chain.WaitForReceiptAsync(call.Hash, TestContext.Current.CancellationToken);

        Address contract = Assert.NotNull(made.Contract);
        Log log = Assert.Single(called.Receipt.Logs);
        Assert.Equal(contract, log.Address);
        Assert.Equal(new Word(7), Assert.Single(log.Topics).ToWord());
        Assert.Equal(Word.One, Word.ReadBigEndian(log.Data.Span));
        AccountProof proof = chain.Chain.StateAt(called.Block.Header).Prove(contract, [Word.Zero, Word.One]);
        Assert.True(proof.HoldsUnder(called.Block.Header.StateRoot));
        Assert.Equal(Word.One, proof.Storage[0].Value);
        Assert.True(called.Block.Header.LogsBloom.MayContain(contract.ToBytes()));
    }

    [Fact]
    public async Task After_a_restart_the_chain_goes_on()
    {
        using TemporaryFolder folder = new();
        LocalChainOptions options = new() { Folder = folder.Path };
        SignedTransaction first = Transfers.Send(0, 0, Somebody, 5), second = Transfers.Send(0, 1, Somebody, 6);
        Hash256 block;
        await using (LocalChain chain = LocalChain.Start(options))
        {
            chain.Submit(first);
            block = (await chain.WaitForReceiptAsync(first.Hash, TestContext.Current.CancellationToken)).Block.Hash;
        }

        await using LocalChain again = LocalChain.Start(options);
        Assert.Equal(block, again.Chain.Head.Hash);
        Assert.Equal(5UL, again.Chain.FindTransaction(first.Hash)!.Transaction.Content.Value.Low64);
        Assert.Equal(PoolRefusal.NonceTooLow, again.Submit(first).Refusal);
        again.Submit(second);
        TransactionReceipt receipt = await again.WaitForReceiptAsync(second.Hash, TestContext.Current.CancellationToken);
        Assert.Equal(block, receipt.Block.Header.ParentHash);
        Assert.Equal(new Word(11), again.Chain.StateAt(receipt.Block.Header).BalanceOf(Somebody));
    }

    [Fact]
    public async Task With_a_block_time_what_comes_meanwhile_is_in_one_block_and_there_are_no_empty_ones()
    {
        await using LocalChain chain = LocalChain.Start(new LocalChainOptions { BlockTime = TimeSpan.FromMilliseconds(300) });
        SignedTransaction[] transactions = [.. Enumerable.Range(0, 5).Select(i => Transfers.Send(i, 0, Somebody, 1))];
        Assert.All(transactions, transaction => Assert.True(chain.Submit(transaction).IsAccepted));

        TransactionReceipt[] receipts = await Task.WhenAll(transactions.Select(transaction => chain.WaitForReceiptAsync(transaction.Hash, TestContext.Current.CancellationToken)));

        Assert.All(receipts, receipt => Assert.Equal(1UL, receipt.Block.Number));
        await Task.Delay(TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken);
        Assert.Equal(1UL, chain.Chain.Head.Number);
    }

    [Fact]
    public async Task Blocks_never_go_back_in_time_even_if_the_clock_does()
    {
        SteppedClock clock = new() { Now = DateTimeOffset.FromUnixTimeSeconds(2_000) };
        await using LocalChain chain = LocalChain.Start(new LocalChainOptions { Time = clock });
        List<ulong> times = [];
        foreach (long now in new long[] { 2_000, 2_000, 1_000, 2_005 })
        {
            clock.Now = DateTimeOffset.FromUnixTimeSeconds(now);
            times.Add((await chain.ProduceBlockAsync(TestContext.Current.CancellationToken)).Header.Timestamp);
        }

        Assert.Equal([2_000UL, 2_000, 2_000, 2_005], times);
    }

    [Fact]
    public async Task Who_waits_for_what_never_comes_is_told_when_he_gives_up_or_the_chain_is_closed()
    {
        LocalChain chain = LocalChain.Start(new LocalChainOptions());
        using CancellationTokenSource gone = new(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => chain.WaitForReceiptAsync(Hash256.Of([1]), gone.Token));
        Task<TransactionReceipt> waiting = chain.WaitForReceiptAsync(Hash256.Of([2]), TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        await chain.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(PoolRefusal.ChainStopped, chain.Submit(Transfers.Send(0, 0, Somebody, 1)).Refusal);
        Assert.Null(chain.Failure);
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
