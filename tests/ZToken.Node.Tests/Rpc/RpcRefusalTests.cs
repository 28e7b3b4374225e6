using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>Transactions that are not taken: the code, and words that name what is wrong.</summary>
public class RpcRefusalTests
{
    private static readonly Address Somebody = Address.FromWord(new Word(0x50b));

    [Fact]
    public async Task A_transaction_that_is_refused_is_told_why()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        SignedTransaction first = Transfers.Send(0, 0, Somebody, 1);
        await node.SendAsync(first);
        Transaction plain = new() { To = Somebody, Nonce = 1, GasLimit = 21_000 };

        await Refused("nonce too low: next nonce 1, tx nonce 0", first);
        await Refused("nonce too high: next nonce 1, tx nonce 10000", Transfers.Send(0, 10_000, Somebody, 1));
        await Refused("nonce has max value", Transfers.Sign(0, plain with { Nonce = ulong.MaxValue }));
        await Refused("insufficient funds for gas * price + value", Transfers.Sign(0, plain with { Value = Word.MaxValue >> 1 }));
        await Refused("insufficient funds for gas * price + value", Transfers.Sign(0, plain with { MaxFeePerGas = Word.One << 200 }));
        await Refused("max fee per gas times gas limit", Transfers.Sign(0, plain with { MaxFeePerGas = Word.MaxValue }));
        await Refused("max priority fee per gas higher than max fee per gas", Transfers.Sign(0, plain with { MaxPriorityFeePerGas = 1 }));
        await Refused("invalid chain id for signer: have 1 want 23124", Transfers.Sign(0, plain with { ChainId = 1 }));
        await Refused("invalid chain id for signer: have 1 want 23124", Transfers.Sign(0, plain with { Type = TransactionType.Legacy, ChainId = 1 }));
        await Refused("intrinsic gas too low: have 20999, want 21000", Transfers.Sign(0, plain with { GasLimit = 20_999 }));
        await Refused("transaction gas limit too high (cap: 16777216, tx: 16777217", Transfers.Sign(0, plain with { GasLimit = 16_777_217 }));
        await Refused("max initcode size exceeded", Transfers.Sign(0, plain with { To = null, Data = new byte[49_153], GasLimit = 10_000_000 }));
        await Refused("oversized data: the transaction has", Transfers.Sign(0, plain with { Data = new byte[131_072], GasLimit = 10_000_000 }));
        await Refused("transaction type not supported", Transfers.Sign(0, plain with { Type = TransactionType.Blob, BlobHashes = [Hash256.FromWord(Word.One << 248)] }));
        await Refused("invalid opcode", Transfers.Sign(0, plain with { To = null, Data = new byte[] { 0xfe }, GasLimit = 100_000 }), code: -32000);
        await Refused("execution reverted", Transfers.Sign(0, plain with { To = null, Data = Convert.FromHexString("5f5ffd"), GasLimit = 100_000 }), code: 3);

        async Task Refused(string words, SignedTransaction transaction, int code = -32003)
        {
            (int given, string message) = await node.RefusalAsync("eth_sendRawTransaction", Hex.ToPrefixed(transaction.Encoded.Span));
            Assert.StartsWith(words, message, StringComparison.Ordinal);
            Assert.Equal(code, given);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_transaction_are_told_why()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        byte[] good = Transfers.Send(0, 0, Somebody, 1).Encoded.ToArray();
        byte[] badSignature = [.. good];
        badSignature.AsSpan(badSignature.Length - 32).Fill(0xff);
        await Refused("rlp: malformed transaction", []);
        await Refused("rlp: malformed transaction", [0xc0]);
        await Refused("rlp: malformed transaction", good[..^1]);
        await Refused("rlp: malformed transaction", [.. good, 0]);
        await Refused("rlp: malformed transaction", [0x02, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        await Refused("transaction type not supported", [0x04, 0xc0]);
        await Refused("transaction type not supported", [0x7f]);
        await Refused("transaction type not supported", [0x03, 0xc0]);
        await Refused("invalid sender: bad signature", badSignature);

        async Task Refused(string words, byte[] raw)
        {
            (int code, string message) = await node.RefusalAsync("eth_sendRawTransaction", Hex.ToPrefixed(raw));
            Assert.Equal(-32003, code);
            Assert.StartsWith(words, message, StringComparison.Ordinal);
        }
    }
}
