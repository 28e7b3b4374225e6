using System.Text.Json;
using CsCheck;
using ZToken.Crypto;

namespace ZToken.Ledger.Tests;

/// <summary>The rules of transactions beyond what the suites try.</summary>
public sealed class TransactionTests
{
    private static readonly Secp256k1PrivateKey Key = ReadKey([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    private static readonly Transaction Payment = new()
    {
        ChainId = 7,
        Nonce = 3,
        MaxFeePerGas = 100,
        MaxPriorityFeePerGas = 2,
        GasLimit = 90_000,
        To = Vectors.Address("0x00000000000000000000000000000000000000aa"),
        Value = 5,
        Data = new byte[] { 0, 1, 2, 0 },
        AccessList = [new AccessListEntry(Address.Zero, [1, 2, Word.MaxValue])],
    };

    private static readonly Transaction Blobs = Payment with { Type = TransactionType.Blob, MaxFeePerBlobGas = 1, BlobHashes = [Hash256.FromWord(Word.One << 248)] };

    public static TheoryData<TransactionType> Types => [.. Enum.GetValues<TransactionType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_signed_passes_and_names_its_sender(TransactionType type)
    {
        SignedTransaction signed = OfType(type).Sign(Key);
        Assert.Equal(TransactionRefusal.None, signed.Check(7));
        Assert.Equal(TransactionRefusal.ForeignChain, signed.Check(8));
        Assert.True(SignedTransaction.TryRead(signed.Encoded.Span, out SignedTransaction? read));
        Assert.Equal(signed.Hash, read.Hash);
        Assert.True(read.TryGetSender(out Address sender));
        Assert.Equal(Address.Of(Key.PublicKey), sender);
    }

    [Fact]
    public void Changed_bytes_are_refused_or_another_transaction() => Gen.Select(Gen.Enum<TransactionType>(), Gen.Int, Gen.Byte[1, 255]).Sample((type, place, change) =>
    {
        SignedTransaction signed = OfType(type).Sign(Key);
        byte[] bytes = signed.Encoded.ToArray();
        Assert.False(SignedTransaction.TryRead(bytes.AsSpan(0, bytes.Length - 1), out _));
        Assert.False(SignedTransaction.TryRead([.. bytes, change], out _));
        bytes[(int)((uint)place % (uint)bytes.Length)] ^= change;
        if (SignedTransaction.TryRead(bytes, out SignedTransaction? other))
        {
            Assert.NotEqual(signed.Hash, other.Hash);
            Assert.Equal(bytes, new SignedTransaction(other.Content, other.Signature).Encoded.ToArray());
        }
    }, iter: 300);

    [Fact]
    public void Chains_with_large_numbers_are_told_apart()
    {
        foreach (ulong chain in new ulong[] { 0, 1, 3503995874084926, ulong.MaxValue / 2, ulong.MaxValue })
        {
            SignedTransaction signed = (OfType(TransactionType.Legacy) with { ChainId = chain }).Sign(Key);
            Assert.True(SignedTransaction.TryRead(signed.Encoded.Span, out SignedTransaction? read));
            Assert.Equal(chain, read.Content.ChainId);
            Assert.Equal(TransactionRefusal.None, read.Check(chain));
        }
    }

    [Fact]
    public void A_legacy_transaction_without_a_chain_is_good_for_any()
    {
        SignedTransaction signed = (OfType(TransactionType.Legacy) with { ChainId = null }).Sign(Key);
        Assert.Equal(TransactionRefusal.None, signed.Check(1));
        Assert.Equal(TransactionRefusal.None, signed.Check(2));
    }

    [Fact]
    public void The_upper_half_of_s_is_refused()
    {
        SignedTransaction signed = Payment.Sign(Key);
        byte[] rs = new byte[64];
        signed.Signature.WriteTo(rs);
        // s becomes n - s: the same signature of the same key, which EIP-2 forbids.
        Word order = Word.ReadBigEndian(Convert.FromHexString("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"));
        (order - Word.ReadBigEndian(rs.AsSpan(32))).WriteBigEndian(rs.AsSpan(32));
        Assert.True(Secp256k1Signature.TryRead(rs, signed.Signature.RecoveryId ^ 1, out Secp256k1Signature high));
        Assert.Equal(TransactionRefusal.BadSignature, SignedTransaction.Read(new SignedTransaction(Payment, high).Encoded.Span, out SignedTransaction? read));
        Assert.Null(read);
    }

    [Fact]
    public void Blobs_have_rules_of_their_own()
    {
        Assert.Equal(TransactionRefusal.BlobsMissing, (Blobs with { BlobHashes = [] }).Sign(Key).Check(7));
        Assert.Equal(TransactionRefusal.BlobsMissing, (Blobs with { To = null }).Sign(Key).Check(7));
        Assert.Equal(TransactionRefusal.BlobVersionUnknown, (Blobs with { BlobHashes = [Hash256.FromWord(Word.One << 249)] }).Sign(Key).Check(7));
    }

    [Fact]
    public void Each_rule_has_its_name()
    {
        Assert.Equal(TransactionRefusal.NonceTooLarge, (Payment with { Nonce = ulong.MaxValue }).Sign(Key).Check(7));
        Assert.Equal(TransactionRefusal.TipAboveFee, (Payment with { MaxPriorityFeePerGas = 101 }).Sign(Key).Check(7));
        Assert.Equal(TransactionRefusal.FeeOverflows, (Payment with { MaxFeePerGas = Word.MaxValue }).Sign(Key).Check(7));
        ulong gas = IntrinsicGas.Of(Payment);
        Assert.Equal(21_000UL + 8 + 32 + 2_400 + (3 * 1_900), gas);
        Assert.Equal(TransactionRefusal.GasBelowIntrinsic, (Payment with { GasLimit = gas - 1 }).Sign(Key).Check(7));
        Assert.Equal(TransactionRefusal.None, (Payment with { GasLimit = gas }).Sign(Key).Check(7));
        Assert.Throws<InvalidOperationException>(() => (Payment with { ChainId = null }).Sign(Key));
    }

    [Theory]
    [InlineData("", TransactionRefusal.Malformed)]
    [InlineData("00c0", TransactionRefusal.Malformed)]
    [InlineData("04c0", TransactionRefusal.UnknownType)]
    [InlineData("7fc0", TransactionRefusal.UnknownType)]
    [InlineData("80", TransactionRefusal.Malformed)]
    [InlineData("c0", TransactionRefusal.Malformed)]
    [InlineData("02", TransactionRefusal.Malformed)]
    public void Envelopes_are_told_apart_by_their_first_byte(string hex, TransactionRefusal expected)
    {
        Assert.Equal(expected, SignedTransaction.Read(Convert.FromHexString(hex), out SignedTransaction? transaction));
        Assert.Null(transaction);
    }

    [Fact]
    public void Of_the_two_basic_transactions_of_the_official_suite_one_is_older_than_the_rule_on_s()
    {
        JsonElement[] rows = [.. Vectors.Read("BasicTests/txtest.json").EnumerateArray()];
        Assert.Equal(2, rows.Length);
        Assert.True(SignedTransaction.TryRead(rows[0].Bytes("signed"), out SignedTransaction? signed));
        Assert.Equal(rows[0].GetProperty("nonce").GetUInt64(), signed.Content.Nonce);
        Assert.Equal(rows[0].GetProperty("gasprice").GetUInt64(), signed.Content.GasPrice.Low64);
        Assert.Equal(rows[0].GetProperty("startgas").GetUInt64(), signed.Content.GasLimit);
        Assert.Equal(rows[0].GetProperty("value").GetUInt64(), signed.Content.Value.Low64);
        Assert.Equal(rows[0].Text("to"), signed.Content.To!.Value.ToString()[2..].ToLowerInvariant());
        using Secp256k1PrivateKey key = ReadKey(rows[0].Bytes("key"));
        Assert.True(signed.TryGetSender(out Address sender));
        Assert.Equal(Address.Of(key.PublicKey), sender);

        // The other was signed before EIP-2, with s in the upper half.
        Assert.Equal(TransactionRefusal.BadSignature, SignedTransaction.Read(rows[1].Bytes("signed"), out _));
    }

    private static Transaction OfType(TransactionType type) => type == TransactionType.Blob ? Blobs : Payment with
    {
        Type = type,
        MaxPriorityFeePerGas = type == TransactionType.DynamicFee ? 2UL : 100UL,
        AccessList = type == TransactionType.Legacy ? [] : Payment.AccessList,
    };

    private static Secp256k1PrivateKey ReadKey(byte[] bytes) => Secp256k1PrivateKey.TryRead(bytes, out Secp256k1PrivateKey? key) ? key : throw new InvalidDataException();
}
