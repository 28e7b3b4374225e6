using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>What a block adds to its transactions, where the official suites have one transaction each.</summary>
public class TransactionProcessorTests
{
    private static readonly Secp256k1PrivateKey key = ReadKey();
    private static readonly Address sender = Address.Of(key.PublicKey);
    private static readonly Address receiver = Address.FromWord(new Word(0xbeef));
    private static readonly Word fortune = new(1_000_000_000_000_000_000);

    private static readonly BlockContext block = TestChain.Block with { GasLimit = 100_000, BaseFee = new Word(7) };

    private readonly WorldState state;
    private readonly TransactionProcessor processor;

    public TransactionProcessorTests()
    {
        MemoryNodeStore store = new();
        state = new WorldState(store, store, PatriciaTrie.EmptyRoot);
        state.Credit(sender, fortune);
        state.Commit();
        processor = new TransactionProcessor(Fork.CancunWithBls, block, state);
    }

    [Fact]
    public void Transactions_of_a_block_follow_one_another()
    {
        Assert.True(processor.Apply(Transfer(nonce: 0)).Succeeded);
        Assert.True(processor.Apply(Transfer(nonce: 1)).Succeeded);

        Assert.Equal(42_000UL, processor.GasUsed);
        Assert.Equal(new Word(2), state.BalanceOf(receiver));
        Assert.Equal(2UL, state.NonceOf(sender));
    }

    [Fact]
    public void The_base_fee_is_burned_and_the_tip_is_the_coinbases()
    {
        processor.Apply(Transfer(nonce: 0));

        Assert.Equal(new Word(21_000 * 2), state.BalanceOf(block.Coinbase));
        Assert.Equal(fortune - new Word((21_000 * 9) + 1), state.BalanceOf(sender));
    }

    [Fact]
    public void A_nonce_too_low_or_too_high_is_refused_and_changes_nothing()
    {
        processor.Apply(Transfer(nonce: 0));
        Hash256 root = state.Root;

        Assert.Equal(ExecutionRefusal.NonceTooLow, processor.Apply(Transfer(nonce: 0)).Refusal);
        Assert.Equal(ExecutionRefusal.NonceTooHigh, processor.Apply(Transfer(nonce: 2)).Refusal);
        Assert.Equal(root, state.Root);
        Assert.Equal(21_000UL, processor.GasUsed);
    }

    [Fact]
    public void A_transaction_that_the_block_has_no_gas_left_for_is_refused()
    {
        Assert.True(processor.Apply(Transfer(nonce: 0, gas: 100_000)).Succeeded);
        Assert.Equal(ExecutionRefusal.GasAboveBlock, processor.Apply(Transfer(nonce: 1, gas: 79_001)).Refusal);
        Assert.True(processor.Apply(Transfer(nonce: 1, gas: 79_000)).Succeeded);
    }

    [Fact]
    public void Blobs_beyond_the_blocks_limit_are_refused()
    {
        Assert.True(processor.Apply(WithBlobs(nonce: 0, blobs: 4)).Succeeded);
        Assert.Equal(ExecutionRefusal.BlobsAboveBlock, processor.Apply(WithBlobs(nonce: 1, blobs: 3)).Refusal);
        Assert.True(processor.Apply(WithBlobs(nonce: 1, blobs: 2)).Succeeded);
        Assert.Equal(BlobGas.MostPerBlock, processor.BlobGasUsed);
    }

    [Fact]
    public void A_transaction_for_another_chain_is_unfit()
    {
        ExecutionOutcome outcome = processor.Apply((Content(0, 21_000) with { ChainId = 2 }).Sign(key));
        Assert.Equal((ExecutionRefusal.Unfit, TransactionRefusal.ForeignChain), (outcome.Refusal, outcome.Unfit));
    }

    [Fact]
    public void Simulating_leaves_the_state_as_it_was()
    {
        Hash256 root = state.Root;
        ExecutionOutcome outcome = processor.Simulate(Content(nonce: 99, gas: 50_000), sender);

        Assert.True(outcome.Succeeded);
        Assert.Equal(21_000UL, outcome.GasUsed);
        Assert.Equal(root, state.Root);
        Assert.Equal(0UL, processor.GasUsed);
    }

    [Fact]
    public void Simulating_keeps_what_was_set_by_hand()
    {
        state.Credit(receiver, new Word(5));
        processor.Simulate(Content(nonce: 0, gas: 50_000), sender);
        Assert.Equal(new Word(5), state.BalanceOf(receiver));
    }

    [Fact]
    public void Simulating_more_value_than_there_is_is_refused() =>
        Assert.Equal(ExecutionRefusal.BalanceTooLow, processor.Simulate(Content(nonce: 0, gas: 50_000), receiver).Refusal);

    [Fact]
    public void A_creation_gives_the_contract_its_address()
    {
        // Init code that leaves one byte of code, STOP.
        Transaction creation = Content(nonce: 0, gas: 100_000) with { To = null, Value = Word.Zero, Data = Convert.FromHexString("60015ff3") };
        ExecutionOutcome outcome = processor.Apply(creation.Sign(key));

        Assert.Equal(Address.OfContract(sender, 0), outcome.Contract);
        Assert.Equal([0x00], state.CodeOf(outcome.Contract!.Value).ToArray());
    }

    [Fact]
    public void Withdrawals_are_paid_out_in_gwei()
    {
        processor.Withdraw([new Withdrawal(0, 0, receiver, 3), new Withdrawal(1, 0, receiver, 4)]);
        Assert.Equal(new Word(7_000_000_000), state.BalanceOf(receiver));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(0, 4, 1)]
    [InlineData(2, 6, 5)]
    public void Excess_blobs_are_those_beyond_three_a_block(ulong excess, ulong used, ulong next) =>
        Assert.Equal(next * BlobGas.PerBlob, BlobGas.ExcessAfter(excess * BlobGas.PerBlob, used * BlobGas.PerBlob));

    private static Transaction Content(ulong nonce, ulong gas) => new()
    {
        ChainId = 1,
        Nonce = nonce,
        MaxFeePerGas = new Word(100),
        MaxPriorityFeePerGas = new Word(2),
        GasLimit = gas,
        To = receiver,
        Value = Word.One,
    };

    private static SignedTransaction Transfer(ulong nonce, ulong gas = 21_000) => Content(nonce, gas).Sign(key);

    private static SignedTransaction WithBlobs(ulong nonce, int blobs)
    {
        Hash256 hash = Hash256.FromWord(Word.One << 248);
        return (Content(nonce, 21_000) with { Type = TransactionType.Blob, MaxFeePerBlobGas = new Word(10), BlobHashes = [.. Enumerable.Repeat(hash, blobs)] }).Sign(key);
    }

    private static Secp256k1PrivateKey ReadKey()
    {
        byte[] secret = new byte[32];
        secret[^1] = 1;
        return Secp256k1PrivateKey.TryRead(secret, out Secp256k1PrivateKey? read) ? read : throw new InvalidOperationException();
    }
}
