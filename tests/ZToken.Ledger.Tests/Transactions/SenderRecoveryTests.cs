using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Ledger.Tests;

/// <summary>The senders of many transactions, found together.</summary>
public sealed class SenderRecoveryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(77)]
    public void Senders_found_together_are_those_found_one_by_one(int count)
    {
        SignedTransaction[] transactions = [.. Enumerable.Range(0, count).Select(Sign)];
        Address[] expected = [.. transactions.Select(SenderAlone)];
        SignedTransaction.RecoverSenders(transactions, ComputeOptions.Default);
        Assert.Equal(expected, transactions.Select(transaction => transaction.TryGetSender(out Address sender) ? sender : default));
        Assert.Equal(count, expected.Distinct().Count());
    }

    [Fact]
    public void A_signature_that_no_key_made_stays_without_sender_among_others()
    {
        // 5 is the x of no point.
        byte[] bytes = new byte[Secp256k1Signature.SizeInBytes];
        bytes[31] = 5;
        bytes[63] = 1;
        Assert.True(Secp256k1Signature.TryRead(bytes, 0, out Secp256k1Signature impossible));
        SignedTransaction[] transactions = [Sign(1), new SignedTransaction(Sign(2).Content, impossible), Sign(3)];
        SignedTransaction.RecoverSenders(transactions, ComputeOptions.Default);
        Assert.False(transactions[1].TryGetSender(out Address none));
        Assert.True(none.IsZero);
        Assert.Equal(TransactionRefusal.BadSignature, transactions[1].Check(7));
        Assert.Equal(TransactionRefusal.None, transactions[2].Check(7));
    }

    [Fact]
    public void Recovery_stops_when_it_is_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => SignedTransaction.RecoverSenders([Sign(1)], new ComputeOptions { Cancellation = new CancellationToken(canceled: true) }));

    private static SignedTransaction Sign(int i)
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.FromSeed(BitConverter.GetBytes(i)));
        SignedTransaction signed = new Transaction { ChainId = 7, Nonce = (ulong)i, GasLimit = 21_000, To = Address.Zero }.Sign(key);
        return SignedTransaction.TryRead(signed.Encoded.Span, out SignedTransaction? read) ? read : throw new InvalidDataException();
    }

    private static Address SenderAlone(SignedTransaction transaction) =>
        SignedTransaction.TryRead(transaction.Encoded.Span, out SignedTransaction? again) && again.TryGetSender(out Address sender) ? sender : default;
}
