using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary><c>ztoken wallet</c> as processes: two banks that pay each other on a chain.</summary>
public sealed class WalletCommandTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_banks_shield_pay_unshield_and_see_what_they_did()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()), TransferShape.Everyday);
        Address a = await ledger.AdmitAsync("a", "DEMOBANKAXX"), b = await ledger.AdmitAsync("b", "DEMOBANKBXX");
        string[] walletA = ledger.WalletOptions("a"), walletB = ledger.WalletOptions("b");
        _ = CommandProcess.Succeed(["issuer", "mint", "--to", a.ToString(), "--amount", "1000", "--asset", "dEUR", "--reference", "deposit 1", "--yes", .. ledger.OperatorOptions]);

        string[] shield = ["wallet", "shield", "--amount", "800", "--asset", "dEUR", "--key", "shield-1", .. walletA];
        CommandProcess.Refuse(2, "turn 800.00 dEUR in coins of the bank's account into notes; under the key shield-1", shield);
        Assert.Contains("final in block", CommandProcess.Succeed([.. shield, "--yes"]), StringComparison.Ordinal);

        string[] pay = ["wallet", "pay", "--to", "DEMOBANKBXX", "--amount", "250.00", "--asset", "dEUR", "--reference", "invoice\u001b[2J 7", "--purpose", "INTC", "--end-to-end", "E2E-7", "--key", "pay-7", .. walletA];
        CommandProcess.Refuse(2, "Control characters", [.. pay, "--yes"]);
        pay = CommandProcess.With(pay, "--reference", "invoice 7");
        CommandProcess.Refuse(2, "pay 250.00 dEUR to DEMOBANKBXX; under the key pay-7", pay);
        using JsonDocument paid = CommandProcess.Answer([.. pay, "--yes"]);
        Assert.Equal(("pay-7", "payment", "final", "250.00"), (Text(paid, "key"), Text(paid, "kind"), Text(paid, "state"), Text(paid, "amount")));
        // The same order again is the same payment: nobody is asked, nothing is paid.
        using JsonDocument again = CommandProcess.Answer(pay);
        Assert.Equal(Text(paid, "bundle"), Text(again, "bundle"));
        CommandProcess.Refuse(3, "the key 'pay-7' was given to another order", CommandProcess.With(pay, "--amount", "251.00"));

        CommandProcess.Refuse(7, "9000.00 dEUR are wanted, 550.00 can be spent", [.. CommandProcess.With(pay, "--amount", "9000", "--key", "pay-8"), "--yes"]);
        CommandProcess.Refuse(8, "'NOBODYXXXXX'", [.. CommandProcess.With(pay, "--to", "NOBODYXXXXX", "--key", "pay-9"), "--yes"]);
        CommandProcess.Refuse(8, "is this bank itself", [.. CommandProcess.With(pay, "--to", "DEMOBANKAXX", "--key", "pay-9"), "--yes"]);
        CommandProcess.Refuse(2, "purpose", [.. CommandProcess.With(pay, "--purpose", "toolong"), "--yes"]);

        using JsonDocument unshielded = CommandProcess.Answer(["wallet", "unshield", "--amount", "50", "--asset", "1", "--yes", .. walletB]);
        Assert.Equal("final", Text(unshielded, "state"));
        Assert.Equal(new Amount(50_00), await new DepositCoinContract(ledger.Chain.Client, ledger.Authorities.Ledger.CoinOf(new AssetId(1))).GetBalanceAsync(b, cancellationToken: Cancelled));
        SeeBooks(ledger, walletA, walletB, b);
        await DiscloseAsync(ledger, Text(paid, "bundle")!);
        await PayFileAsync(ledger, walletA);
        await ExportAsync(ledger, walletB);
        using JsonDocument recovered = CommandProcess.Answer(["wallet", "recover", .. walletA]);
        Assert.Equal("nothing is under way\n", CommandProcess.Succeed(["wallet", "recover", .. walletA]));
    }

    [Fact]
    public async Task A_wallet_that_does_not_open_or_is_no_members_is_one_line()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()));
        Address account = ledger.CreateWallet("a");
        string[] wallet = ledger.WalletOptions("a");
        File.WriteAllText(ledger.PathOf("wrong"), "wrong\n");

        CommandProcess.Refuse(10, "does not open with this password", ["wallet", "sync", .. wallet[..5], ledger.PathOf("wrong")]);
        CommandProcess.Refuse(6, "the node does not answer", ["wallet", "sync", "--rpc", "http://127.0.0.1:1", .. wallet[2..]]);
        CommandProcess.Refuse(9, "is not admitted", ["wallet", "unshield", "--amount", "1", "--asset", "dEUR", "--yes", .. wallet]);
        await RefuseTwoAsync(ledger, wallet);
        using JsonDocument address = CommandProcess.Answer(["wallet", "address", .. wallet]);
        Assert.Equal((null, account.ToString(), "none"), (Text(address, "address"), Text(address, "account"), Text(address, "state")));
        using JsonDocument balance = CommandProcess.Answer(["wallet", "balance", .. wallet]);
        Assert.Null(Text(balance, "member"));
        Assert.All(balance.RootElement.GetProperty("balances").EnumerateArray(), asset => Assert.Equal(("0.00", null), (asset.GetProperty("total").GetString(), asset.GetProperty("coins").GetString())));
    }

    private static async Task RefuseTwoAsync(CommandLedger ledger, string[] wallet)
    {
        using Cli.Password password = new("correct horse");
        using WalletSeed seed = Cli.WalletFolder.Find(new DirectoryInfo(ledger.PathOf("a"))).OpenSeed(password);
        WalletSettings settings = new()
        {
            Folder = ledger.PathOf("a"),
            Ledger = ledger.Authorities.Ledger,
            Node = ledger.Chain.Client,
            Prover = new TransferProver(TransferParameters.Development()),
        };
        await using BankWallet held = await BankWallet.OpenAsync(settings, WalletKeys.FromSeed(seed, settings.Ledger.LedgerId), Cancelled);
        CommandProcess.Refuse(5, ledger.PathOf("a"), ["wallet", "sync", .. wallet]);
    }

    private static void SeeBooks(CommandLedger ledger, string[] walletA, string[] walletB, Address b)
    {
        string table = CommandProcess.Succeed(["wallet", "balance", .. walletA]);
        Assert.Matches("(?m)^ *dEUR +550.00 +0.00 +0.00 +550.00 +200.00 *$", table);
        using JsonDocument address = CommandProcess.Answer(["wallet", "address", .. walletB]);
        Assert.Equal((b.ToString(), "active", "DEMOBANKBXX"), (Text(address, "account"), Text(address, "state"), Text(address, "name")));
        Assert.True(PaymentAddress.TryParse(Text(address, "address")!, Network.Development, out PaymentAddress parsed));
        Assert.Equal(new MemberIndex(1), parsed.Index);

        using JsonDocument history = CommandProcess.Answer(["wallet", "history", .. walletB]);
        JsonElement[] movements = [.. history.RootElement.GetProperty("movements").EnumerateArray()];
        Assert.Equal(["received", "unshielded"], movements.Select(movement => movement.GetProperty("kind").GetString()));
        Assert.Equal(("DEMOBANKAXX", "250.00", "250.00", "E2E-7", "INTC", "invoice 7"), (Of("counterparty"), Of("amount"), Of("balance"), Of("endToEndId"), Of("purpose"), Of("text")));
        Assert.Contains("invoice 7", CommandProcess.Succeed(["wallet", "history", "--offline", .. walletB]), StringComparison.Ordinal);
        string year = DateTime.Now.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains("0 movements", CommandProcess.Succeed(["wallet", "history", "--from", year, .. walletB]), StringComparison.Ordinal);
        CommandProcess.Refuse(2, "--from: 'yesterday' is no time", ["wallet", "history", "--from", "yesterday", .. walletB]);

        using JsonDocument orders = CommandProcess.Answer(["wallet", "payments", .. walletA]);
        Assert.Equal(["pay-7", "shield-1"], orders.RootElement.GetProperty("payments").EnumerateArray().Select(order => order.GetProperty("key").GetString()));
        CommandProcess.Refuse(3, "the wallet has no order 'none'", ["wallet", "payments", "--key", "none", .. walletA]);
        using JsonDocument sync = CommandProcess.Answer(["wallet", "sync", .. walletA]);
        Assert.Equal(0, sync.RootElement.GetProperty("bundles").GetInt32());
        string synced = CommandProcess.Succeed(["wallet", "sync", .. walletA]);
        Assert.Contains($"the wallet is at block {ledger.Chain.Local.Chain.Head.Number}", synced, StringComparison.Ordinal);

        string? Of(string name) => movements[0].GetProperty(name).GetString();
    }

    private static async Task ExportAsync(CommandLedger ledger, string[] walletB)
    {
        string[] csv = ["wallet", "history", "--asset", "dEUR", "--export", "csv", "--output", ledger.PathOf("statement.csv"), .. walletB];
        Assert.Contains("4 movements of dEUR", CommandProcess.Succeed(csv), StringComparison.Ordinal);
        string[] lines = await File.ReadAllLinesAsync(csv[7], Cancelled);
        Assert.Equal(4, lines.Count(line => line.Contains("DEMOBANKAXX", StringComparison.Ordinal) || line.Contains("unshielded", StringComparison.OrdinalIgnoreCase)));
        string[] xml = ["wallet", "history", "--export", "camt053", "--output", ledger.PathOf("statement.xml"), .. walletB];
        Assert.Contains("dEUR, dUSD", CommandProcess.Succeed(xml), StringComparison.Ordinal);
        Assert.Equal("Document", XDocument.Load(xml[5]).Root!.Name.LocalName);
        CommandProcess.Refuse(2, "name one with --asset", ["wallet", "history", "--export", "csv", .. csv[6..]]);
        CommandProcess.Refuse(2, "--export and --output go together", ["wallet", "history", "--export", "csv", .. walletB]);
        CommandProcess.Refuse(2, "the time ends before it begins", [.. csv, "--from", "2026-01-02", "--before", "2026-01-01"]);
        CommandProcess.Refuse(4, "cannot write", CommandProcess.With(csv, "--output", ledger.PathOf("none/statement.csv")));
    }

    private static async Task PayFileAsync(CommandLedger ledger, string[] walletA)
    {
        string[] pay = ["wallet", "pay", "--file", ledger.PathOf("payments.csv"), .. walletA];
        const string Header = "key,recipient,asset,amount,end-to-end id,text\n", First = "run/1,DEMOBANKBXX,dEUR,10.00,E2E-11,one\n";
        await File.WriteAllTextAsync(pay[3], Header + First + "run/2,DEMOBANKBXX,dEUR,twenty,E2E-12,two\n", Cancelled);
        CommandProcess.Refuse(3, "is refused and nothing was paid: line 3, column 4: amount", [.. pay, "--yes"]);
        await File.WriteAllTextAsync(pay[3], Header + First + "run/2,DEMOBANKBXX,dEUR,20.50,E2E-12,two\n", Cancelled);
        CommandProcess.Refuse(2, $"make 2 payments of '{pay[3]}'; 30.50 dEUR", pay);
        CommandProcess.Refuse(2, "--file says everything of its payments", [.. pay, "--to", "DEMOBANKBXX"]);
        CommandProcess.Refuse(2, "say whom with --to and how much with --amount, or give a --file", ["wallet", "pay", "--to", "DEMOBANKBXX", .. walletA]);
        Assert.Matches("(?m)^ *final +2 +30.50 dEUR *$", CommandProcess.Succeed([.. pay, "--yes"]));
        using JsonDocument again = JsonDocument.Parse(CommandProcess.Succeed([.. pay, "--json"]));
        DocumentedShape.AssertFits("wallet payments", again.RootElement);
        Assert.Equal(["run/1 final", "run/2 final"], again.RootElement.GetProperty("payments").EnumerateArray().Select(order => $"{order.GetProperty("key")} {order.GetProperty("state")}"));
        Assert.Matches("(?m)^ *dEUR +519.50 ", CommandProcess.Succeed(["wallet", "balance", .. walletA]));
    }

    // Payer and payee show the same payment; the one who chose the challenge checks it on the chain.
    private static async Task DiscloseAsync(CommandLedger ledger, string bundle)
    {
        string[] byPayer = ["wallet", "disclose", "--payment", "pay-7", "--challenge", "case 4711", "--output", ledger.PathOf("payer.json"), .. ledger.WalletOptions("a")];
        string[] byPayee = ["wallet", "disclose", "--bundle", bundle, "--challenge", "case 4711", "--output", ledger.PathOf("payee.json"), .. ledger.WalletOptions("b")];
        foreach (string[] command in (string[][])[byPayer, byPayee])
        {
            Assert.Contains(bundle, CommandProcess.Succeed(command), StringComparison.Ordinal);
            Assert.True(ReceiptFile.TryRead(await File.ReadAllBytesAsync(command[7], Cancelled), out PaymentReceipt? receipt));
            (ReceiptRefusal refusal, VerifiedReceipt? verified) = await ReceiptVerifier.VerifyAsync(receipt, ReceiptChallenge.FromText("case 4711"), ledger.Authorities.Ledger, ledger.Chain.Client, Cancelled);
            Assert.Equal((ReceiptRefusal.None, "DEMOBANKAXX", "DEMOBANKBXX", "invoice 7"), (refusal, verified?.Payer.Name, verified?.Payee.Name, verified?.Remittance?.Text));
        }

        ReceiptCommands.Check(ledger, byPayer[7], byPayee[7], bundle);
        CommandProcess.Refuse(3, "'shield-1' is a shield and final: only a final payment can be shown", CommandProcess.With(byPayer, "--payment", "shield-1"));
        CommandProcess.Refuse(3, "the history has no payment 5", [.. byPayee, "--number", "5"]);
        CommandProcess.Refuse(2, "name --payment or --bundle, and not both", [.. byPayee, "--payment", "pay-7"]);
        CommandProcess.Refuse(2, "'0x12' is no bundle", CommandProcess.With(byPayee, "--bundle", "0x12"));
        CommandProcess.Refuse(4, "cannot write", CommandProcess.With(byPayer, "--output", ledger.PathOf("none/receipt.json")));
    }

    private static string? Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString();
}
