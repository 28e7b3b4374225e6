using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Ledger.Tests;

/// <summary>The official suite of transactions: every file gives its verdict, valid ones their sender, hash and gas.</summary>
public sealed class TransactionSuiteTests
{
    private const ulong Mainnet = 1;

    // What the suite calls a refusal, and what we do; several of ours where the suite looks at the fields in another order.
    private static readonly Dictionary<string, TransactionRefusal[]> Names = new(StringComparer.Ordinal)
    {
        ["GASLIMIT_PRICE_PRODUCT_OVERFLOW"] = [TransactionRefusal.FeeOverflows],
        ["PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2"] = [TransactionRefusal.TipAboveFee],
        ["INTRINSIC_GAS_TOO_LOW"] = [TransactionRefusal.GasBelowIntrinsic],
        ["INITCODE_SIZE_EXCEEDED"] = [TransactionRefusal.InitCodeTooLong],
        ["NONCE_TOO_BIG"] = [TransactionRefusal.NonceTooLarge],
        ["TYPE_NOT_SUPPORTED"] = [TransactionRefusal.UnknownType, TransactionRefusal.Malformed],
        ["INVALID_CHAINID"] = [TransactionRefusal.ForeignChain, TransactionRefusal.BadSignature],
        ["INVALID_SIGNATURE_VRS"] = [TransactionRefusal.BadSignature, TransactionRefusal.Malformed],
        ["EC_RECOVERY_FAIL"] = [TransactionRefusal.BadSignature],
    };

    public static TheoryData<string> Folders =>
        ["ttAddress", "ttData", "ttEIP1559", "ttEIP2028", "ttEIP2930", "ttEIP3860", "ttGasLimit", "ttGasPrice", "ttNonce", "ttRSValue", "ttSignature", "ttVValue", "ttValue", "ttWrongRLP"];

    [Fact]
    public void All_folders_of_the_suite_are_here()
    {
        string suite = Requires.Shared("vectors/07-eth/TransactionTests");
        Assert.Equal(Folders.Select(row => row.Data).Order(StringComparer.Ordinal), Directory.EnumerateDirectories(suite).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(210, Directory.EnumerateFiles(suite, "*.json", SearchOption.AllDirectories).Count());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Verdicts_of_the_official_suite(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Requires.Shared("vectors/07-eth/TransactionTests/" + folder), "*.json"))
        {
            JsonProperty row = Vectors.Read($"TransactionTests/{folder}/{Path.GetFileName(file)}").EnumerateObject().Single();
            AssertVerdict(row.Value, Path.GetFileName(file));
        }
    }

    private static void AssertVerdict(JsonElement row, string name)
    {
        // Where a file stops before Cancun, the last fork that it has.
        JsonElement results = row.GetProperty("result");
        JsonElement expected = new[] { "Cancun", "Shanghai", "London" }.Where(fork => results.TryGetProperty(fork, out _)).Select(fork => results.GetProperty(fork)).First();
        TransactionRefusal refusal = TryBytes(row.Text("txbytes"), out byte[] bytes) ? SignedTransaction.Read(bytes, out SignedTransaction? transaction) : Absent(out transaction);
        refusal = transaction?.Check(Mainnet) ?? refusal;
        if (expected.TryGetProperty("exception", out JsonElement exception))
        {
            TransactionRefusal[] ours = Names.GetValueOrDefault(exception.GetString()!.Split('.')[^1], [TransactionRefusal.Malformed]);
            Assert.True(ours.Contains(refusal), $"{name}: {exception.GetString()} is {refusal} here");
            return;
        }

        Assert.True(refusal == TransactionRefusal.None, $"{name}: {refusal}");
        Assert.Equal(expected.Text("hash"), transaction!.Hash.ToString());
        Assert.True(transaction.TryGetSender(out Address sender));
        Assert.Equal(Vectors.Address(expected.Text("sender")), sender);
        Assert.Equal(Convert.ToUInt64(expected.Text("intrinsicGas"), 16), IntrinsicGas.Of(transaction.Content));
        Assert.Equal(bytes, new SignedTransaction(transaction.Content, transaction.Signature).Encoded.ToArray());
    }

    /// <summary>Some files hold no bytes at all.</summary>
    private static bool TryBytes(string text, out byte[] bytes) => Hex.TryReadPrefixed(text, out bytes);

    private static TransactionRefusal Absent(out SignedTransaction? transaction)
    {
        transaction = null;
        return TransactionRefusal.Malformed;
    }
}
