using System.Text.Json;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Testing;

namespace ZToken.EndToEnd.Tests;

/// <summary><c>ztoken member</c> and <c>ztoken issuer</c> as processes: the operator's part of a ledger.</summary>
public sealed class IssuerCommandTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deposit_becomes_coins_once_and_a_redemption_ends_them_once()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()));
        Address bank = await ledger.AdmitAsync("a", "DEMOBANKAXX");
        DepositCoinContract euro = new(ledger.Chain.Client, ledger.Authorities.Ledger.CoinOf(new AssetId(1)));
        string[] mint = ["issuer", "mint", "--to", "demobankaxx", "--amount", "1250000.50", "--asset", "deur", "--reference", "TARGET2-77", .. ledger.OperatorOptions];

        CommandProcess.Refuse(2, $"make 1,250,000.50 dEUR for DEMOBANKAXX (account {bank})", mint);
        CommandProcess.Refuse(2, "say --yes if that is meant", mint);
        Assert.Equal(Amount.Zero, await euro.GetSupplyAsync(cancellationToken: Cancelled));
        Assert.Contains("there are 1,250,000.50 dEUR now", CommandProcess.Succeed([.. mint, "--yes"]), StringComparison.Ordinal);
        CommandProcess.Refuse(1, "ReferenceUsed", [.. mint, "--yes"]);
        CommandProcess.Refuse(8, "'NOBODYXXXXX' is no member's account, BIC or LEI", [.. mint[..3], "NOBODYXXXXX", .. mint[4..], "--yes"]);
        CommandProcess.Refuse(2, "the ledger has several coins (dEUR, dUSD): name one with --asset", [.. mint[..6], .. mint[8..]]);
        CommandProcess.Refuse(3, "--asset: the ledger has no 'GBP'", [.. mint[..7], "GBP", .. mint[8..]]);
        CommandProcess.Refuse(2, "'1,000' is no amount", [.. mint[..5], "1,000", .. mint[6..]]);
        CommandProcess.Refuse(2, "'0.00' is no amount", [.. mint[..5], "0.00", .. mint[6..]]);

        string[] burn = ["issuer", "burn", "--from", bank.ToString(), "--amount", "250000.50", "--asset", "1", "--reference", "TARGET2-78", "--yes", .. ledger.OperatorOptions];
        string[] redeem = ["wallet", "redeem", "--amount", "250000.50", "--asset", "dEUR", "--yes", .. ledger.WalletOptions("a")];
        CommandProcess.Refuse(1, $"it says 'ztoken wallet redeem --issuer {ledger.Operator}' first", burn);
        CommandProcess.Refuse(3, $"{bank} is not the issuer of dEUR", [.. redeem, "--issuer", bank.ToString()]);
        CommandProcess.Refuse(7, "holds 1,250,000.50 dEUR in coins, 9,000,000.00 dEUR are to be redeemed", [.. redeem[..3], "9000000", .. redeem[4..], "--issuer", ledger.Operator.ToString()]);
        Assert.Contains("may burn 250,000.50 dEUR", CommandProcess.Succeed([.. redeem, "--issuer", ledger.Operator.ToString()]), StringComparison.Ordinal);
        Assert.Contains("there are 1,000,000.00 dEUR now", CommandProcess.Succeed(burn), StringComparison.Ordinal);
        Assert.Equal(new Amount(1_000_000_00), await euro.GetBalanceAsync(bank, cancellationToken: Cancelled));
        CommandProcess.Refuse(7, "holds 1,000,000.00 dEUR in coins", [.. burn[..5], "1000000.01", .. burn[6..]]);
    }

    [Fact]
    public async Task Somebody_at_a_terminal_is_asked_before_money_moves()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()));
        _ = await ledger.AdmitAsync("a", "DEMOBANKAXX");
        DepositCoinContract euro = new(ledger.Chain.Client, ledger.Authorities.Ledger.CoinOf(new AssetId(1)));
        string[] mint = ["issuer", "mint", "--to", "DEMOBANKAXX", "--amount", "10", "--asset", "dEUR", "--reference", "1", .. ledger.OperatorOptions];

        (int exitCode, string shown) = await OnTerminal.RunAsync(mint, Cancelled, ("Do it? [y/N] ", "\n"));
        Assert.True(exitCode == 130, shown);
        Assert.Contains("make 10.00 dEUR for DEMOBANKAXX", shown, StringComparison.Ordinal);
        Assert.Contains("ztoken: not done", shown, StringComparison.Ordinal);
        Assert.Equal(Amount.Zero, await euro.GetSupplyAsync(cancellationToken: Cancelled));
        (exitCode, shown) = await OnTerminal.RunAsync(mint, Cancelled, ("Do it? [y/N] ", "y\n"));
        Assert.True(exitCode == 0, shown);
        Assert.Equal(new Amount(10_00), await euro.GetSupplyAsync(cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Members_are_invited_by_the_admin_and_listed_by_anybody()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()));
        Address a = await ledger.AdmitAsync("a", "DEMOBANKAXX"), b = ledger.CreateWallet("b");
        string[] list = ["member", "list", "--rpc", ledger.Chain.Address, "--ledger", ledger.LedgerFile];

        Assert.Contains($"{b} has index 1", CommandProcess.Succeed(["member", "invite", b.ToString(), .. ledger.OperatorOptions]), StringComparison.Ordinal);
        CommandProcess.Refuse(1, "AccountTaken", ["member", "invite", b.ToString(), .. ledger.OperatorOptions]);
        CommandProcess.Refuse(1, "NotAllowed", ["member", "invite", ledger.Operator.ToString(), .. ledger.OperatorOptions[..4], "--keystore", Path.Combine(ledger.PathOf("a"), "account.json"), "--password-file", ledger.PasswordFile]);
        CommandProcess.Refuse(2, "'0x12' is no account", ["member", "invite", "0x12", .. ledger.OperatorOptions]);

        string table = CommandProcess.Succeed(list);
        Assert.Matches($"(?m)^ *0 +DEMOBANKAXX +{a} +active +1 *$", table);
        Assert.Matches($"(?m)^ *1 +{b} +invited *$", table);
        using JsonDocument json = CommandProcess.Answer(list);
        Assert.Equal((1, 3), (json.RootElement.GetProperty("epoch").GetInt32(), json.RootElement.GetProperty("approvalsNeeded").GetInt32()));
        JsonElement[] members = [.. json.RootElement.GetProperty("members").EnumerateArray()];
        Assert.Equal(["DEMOBANKAXX", null], members.Select(member => member.GetProperty("name").GetString()));
        Assert.Equal([a.ToString(), b.ToString()], members.Select(member => member.GetProperty("account").GetString()));
        Assert.Equal(["active", "invited"], members.Select(member => member.GetProperty("state").GetString()));
        Assert.Equal([1, 0], members.Select(member => member.GetProperty("epochs").GetArrayLength()));

        _ = await ledger.Authorities.Operator.SendAsync(ledger.Authorities.Ledger.Registry, MemberRegistryContract.Freeze(new MemberIndex(0)), Cancelled);
        Assert.Contains("frozen", CommandProcess.Succeed(list), StringComparison.Ordinal);
        CommandProcess.Refuse(6, "there is no node at http://127.0.0.1:1/", ["member", "list", "--rpc", "http://127.0.0.1:1", "--ledger", ledger.LedgerFile]);
        CommandProcess.Refuse(3, "there is no wallet in", ["member", "list", "--rpc", ledger.Chain.Address, "--wallet", ledger.PathOf("none")]);
        CommandProcess.Refuse(3, "is not on this chain", ["member", "list", "--rpc", ledger.Chain.Address, "--ledger", OtherLedger(ledger)]);
    }

    [Fact]
    public async Task A_bank_asks_to_be_admitted_and_deals_the_key_of_the_next_epoch()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()));
        Address account = ledger.CreateWallet("a");
        string[] wallet = ["--keepers", ledger.KeepersFile, .. ledger.WalletOptions("a")], register = ["member", "register", "--name", "DEMOBANKAXX", .. wallet], rotate = ["member", "rotate", .. wallet];
        string[] list = ["member", "list", "--rpc", ledger.Chain.Address, "--wallet", ledger.PathOf("a")];

        CommandProcess.Refuse(9, $"'ztoken member invite {account}'", register);
        _ = CommandProcess.Succeed(["member", "invite", account.ToString(), .. ledger.OperatorOptions]);
        CommandProcess.Refuse(9, "is invited", rotate);
        CommandProcess.Refuse(2, "'Demobank' is neither a BIC nor a LEI", CommandProcess.With(register, "--name", "Demobank"));
        await File.WriteAllLinesAsync(ledger.PathOf("three.txt"), File.ReadLines(ledger.KeepersFile).Skip(1), Cancelled);
        CommandProcess.Refuse(3, "has 3 keys, the ledger 4 keepers", CommandProcess.With(register, "--keepers", ledger.PathOf("three.txt")));
        await File.WriteAllLinesAsync(ledger.PathOf("bad.txt"), [.. File.ReadLines(ledger.KeepersFile).Skip(1), "0x" + new string('0', 64)], Cancelled);
        CommandProcess.Refuse(3, "key 4 is none", CommandProcess.With(register, "--keepers", ledger.PathOf("bad.txt")));

        Assert.Contains("3 of 4 keepers are to approve it", CommandProcess.Succeed(register), StringComparison.Ordinal);
        await ledger.ApproveAsync("a", "DEMOBANKAXX", new MemberIndex(0), keepers: 1);
        Assert.Matches($"(?m)^ *0 +DEMOBANKAXX +{account} +requested +epoch 1: 1 of 3 keepers *$", CommandProcess.Succeed(list));
        CommandProcess.Refuse(1, "waits with the approvals of 1 keepers", register);
        _ = CommandProcess.Succeed([.. register, "--again"]);
        await ledger.ApproveAsync("a", "DEMOBANKAXX", new MemberIndex(0), keepers: 3);
        CommandProcess.Refuse(9, "is active already", register);

        Assert.Contains("epoch        2", CommandProcess.Succeed(rotate), StringComparison.Ordinal);
        await ledger.ApproveAsync("a", "DEMOBANKAXX", new MemberIndex(0), keepers: 3);
        using JsonDocument members = CommandProcess.Answer(list);
        Assert.Equal([1, 2], members.RootElement.GetProperty("members")[0].GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetInt32()));
        Assert.Contains("epoch 2 is approved already", CommandProcess.Succeed(rotate), StringComparison.Ordinal);
        CommandProcess.Refuse(1, "EpochNotOpen", [.. rotate, "--epoch", "9"]);
    }

    private static string OtherLedger(CommandLedger ledger)
    {
        string path = ledger.PathOf("other.json");
        DeploymentFile.Write(path, ledger.Authorities.Ledger with { Registry = ledger.Authorities.Ledger.ZToken });
        return path;
    }
}
