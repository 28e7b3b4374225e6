using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ZToken.Cli;
using ZToken.Notes;
using ZToken.Testing;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A file of payments of several banks, settled.</summary>
public sealed class SettlementTests(Keys keys)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_payment_of_several_banks_is_made_and_the_books_agree()
    {
        string[] names = ["BANKDEF0", "BANKFRP0", "BANKNLA0", "BANKITM0"];
        BankPayment[] payments = [.. Enumerable.Range(0, 40).Select(i => new BankPayment(names[i % 3], Order(i, names[((i % 3) + 1 + (i / 3 % 3)) % 4])))];
        string folder = Directory.CreateTempSubdirectory("ztoken-settlement-").FullName;
        try
        {
            await using DemoTown town = await DemoTown.StartAsync(folder, isKept: false, port: 0, keys.Prover, Cancelled);
            SettlementReport report = await new SettlementRun(town, payments, _ => { }).RunAsync(TimeSpan.Zero, Stopwatch.GetTimestamp(), Cancelled);
            Assert.Equal(payments.Length, report.Payments);
            Assert.InRange(report.Proofs, payments.Length / TransferShape.MaxPayments, payments.Length - 1);
            Assert.Equal(names.Order(), report.Banks.Select(bank => bank.Name).Distinct().Order());
            foreach (SettledBank bank in report.Banks)
            {
                BankPayment[] sent = [.. payments.Where(payment => payment.Payer == bank.Name && SymbolOf(payment) == bank.Symbol)];
                Assert.Equal((sent.Length, sent.Aggregate(0UL, (sum, payment) => sum + payment.Order.Amount.Cents)), (bank.Sent, bank.Paid.Cents));
            }

            Assert.All(report.Banks.GroupBy(bank => bank.Symbol, StringComparer.Ordinal), coin => Assert.Equal(
                coin.Where(bank => bank.IsCreditor).Aggregate(0UL, (sum, bank) => sum + bank.Net.Cents), coin.Where(bank => !bank.IsCreditor).Aggregate(0UL, (sum, bank) => sum + bank.Net.Cents)));
            Assert.All(report.Pools, pool => Assert.True(!pool.Pool.IsZero && pool.Pool == pool.Escrow));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_sample_file_is_settled_several_payments_to_a_proof()
    {
        (int code, string output, string error) = CommandProcess.Run("demo", "--json", "--input", Path.Combine(Requires.RepositoryRoot, "samples", "payments-200.csv"));
        Assert.True(code == 0, output + error);
        using JsonDocument report = JsonDocument.Parse(output);
        JsonElement root = report.RootElement;
        Assert.Equal(200, root.GetProperty("payments").GetInt32());
        Assert.Equal(200 / TransferShape.MaxPayments, root.GetProperty("proofs").GetInt32());
        Assert.Equal(200, root.GetProperty("banks").EnumerateArray().Sum(bank => bank.GetProperty("received").GetInt32()));
        Assert.Equal(0, root.GetProperty("banks").EnumerateArray().Sum(bank => decimal.Parse(bank.GetProperty("net").GetString()!, CultureInfo.InvariantCulture)));
        Assert.All(root.GetProperty("pools").EnumerateArray(), pool => Assert.Equal(pool.GetProperty("pool").GetString(), pool.GetProperty("escrow").GetString()));
    }

    [Theory]
    [InlineData("recipient,asset,amount\nDEMOBANKBXX,dEUR,12.345\n", "line 2, column 3")]
    [InlineData("recipient,asset,amount\nDEMOBANKAXX,dEUR,12.34\n", "whose file it is")]
    [InlineData("recipient,amount\n", "asset")]
    public void A_file_with_an_error_is_refused_before_anything_is_started(string content, string complaint)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            (int code, string output, string error) = CommandProcess.Run("demo", "--input", file);
            Assert.Equal((3, ""), (code, output));
            Assert.StartsWith("ztoken: ", error, StringComparison.Ordinal);
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains(complaint, error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string SymbolOf(BankPayment payment) => payment.Order.Asset == DemoAuthorities.Euro ? "dEUR" : "dUSD";

    // Every third in dollars; amounts that no two payments share.
    private static PaymentOrder Order(int i, string payee) =>
        new(PaymentKey.Parse(string.Create(CultureInfo.InvariantCulture, $"payment-{i}")), payee, i % 3 == 2 ? DemoAuthorities.Dollar : DemoAuthorities.Euro, new Amount(100_00 + (ulong)i));
}
