using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>Our own client against our own server, over HTTP.</summary>
public class RpcClientTests
{
    [Fact]
    public async Task Our_client_deploys_calls_and_checks_what_it_is_told()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using RpcNode node = await RpcNode.StartAsync();
        EthereumClient client = node.Client;
        Address sender = Transfers.Account(0);
        Assert.Equal(Genesis.DevelopmentChainId, await client.GetChainIdAsync(cancellation));
        Assert.Equal(0UL, await client.GetBlockNumberAsync(cancellation));
        Assert.Equal(Word.Zero, await client.GetGasPriceAsync(cancellation));

        SignedTransaction creation = Transfers.Create(0, await client.GetNonceAsync(sender, BlockTag.Pending, cancellation), TestContract.Counter);
        await client.SendAsync(creation, cancellation);
        await node.Chain.WaitForReceiptAsync(creation.Hash, cancellation);
        TransactionOutcome made = (await client.GetOutcomeAsync(creation.Hash, cancellation))!;
        Address contract = made.Created!.Value;
        Assert.Equal(TestContract.Counter, await client.GetCodeAsync(contract, cancellationToken: cancellation));

        RpcCall call = new(contract, default) { From = sender };
        ulong gas = await client.EstimateGasAsync(call, cancellation);
        SignedTransaction counting = Transfers.Call(0, await client.GetNonceAsync(sender, BlockTag.Pending, cancellation), contract, gas: gas);
        await client.SendAsync(counting, cancellation);
        await node.Chain.WaitForReceiptAsync(counting.Hash, cancellation);
        TransactionOutcome called = (await client.GetOutcomeAsync(counting.Hash, cancellation))!;
        Assert.True(called.Receipt.Succeeded);
        Assert.Empty(await client.CallAsync(call, cancellationToken: cancellation));
        Assert.Equal(Word.One, await client.GetStorageAsync(contract, Word.Zero, cancellationToken: cancellation));

        BlockHeader header = (await client.GetHeaderAsync(BlockTag.Of(called.BlockHash), cancellation))!;
        Assert.Equal(called.BlockHash, (await client.GetHeaderAsync(BlockTag.Latest, cancellation))!.ComputeHash());
        AccountProof proof = await client.GetProofAsync(contract, [Word.Zero, Word.One], BlockTag.Of(header.Number), cancellation);
        Assert.True(proof.HoldsUnder(header.StateRoot));
        Assert.Equal([Word.One, Word.Zero], proof.Storage.Select(slot => slot.Value));
        Assert.Equal(node.Chain.Chain.StateAt(header).BalanceOf(sender), await client.GetBalanceAsync(sender, cancellationToken: cancellation));

        LogEntry log = Assert.Single(await client.GetLogsAsync(new LogQuery { From = BlockTag.Of(0), Addresses = [contract], Topics = [[Hash256.FromWord(new Word(7))]] }, cancellation));
        Assert.Equal((counting.Hash, called.BlockHash, 0UL), (log.TransactionHash, log.BlockHash, log.Index));

        byte[] reason = AbiFunction.Error.EncodeCall("no money");
        RpcException reverted = await Assert.ThrowsAsync<RpcException>(() => client.CallAsync(call with { Data = reason }, cancellationToken: cancellation));
        Assert.Equal(RpcException.ExecutionReverted, reverted.Code);
        Assert.Equal(reason, reverted.Revert.ToArray());
        RpcException low = await Assert.ThrowsAsync<RpcException>(() => client.SendAsync(Transfers.Send(0, 0, sender, 1), cancellation));
        Assert.Contains("nonce too low", low.Message, StringComparison.Ordinal);
    }
}
