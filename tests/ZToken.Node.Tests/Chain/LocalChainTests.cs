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
}
