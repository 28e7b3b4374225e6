using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet balance</c>: what the bank has in notes and in coins.</summary>
internal static class WalletBalance
{
    public static Command Create()
    {
        WalletOptions options = new();
        Option<bool> offline = new("--offline") { Description = "Ask no node: what the wallet knew when it read the chain last, without coins." };
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("balance", "Show what the bank has of each asset: in notes, which only it sees, and in coins.") { offline, json };
        options.AddTo(command);
        command.SetAction((result, cancellation) => options.OpenAsync(
            result,
            async wallet =>
            {
                bool asks = !result.GetValue(offline);
                if (asks)
                {
                    _ = wallet.Sync(cancellation);
                }

                List<(AssetBalance Notes, Amount? Coins)> balances = [];
                foreach (AssetBalance balance in await wallet.Bank.GetBalancesAsync(cancellation))
                {
                    balances.Add((balance, asks ? await FindCoinsAsync(wallet, balance.Asset, cancellation) : null));
                }

                if (result.GetValue(json))
                {
                    JsonAnswer.Print(ToJson(wallet.Bank, balances));
                }
                else
                {
                    Print(wallet.Bank, balances);
                }
            },
            cancellation));
        return command;
    }

    private static async Task<Amount?> FindCoinsAsync(OpenWallet wallet, AssetId asset, CancellationToken cancellation) => wallet.Bank.Self is { } self
        ? await new DepositCoinContract(wallet.Node, wallet.Ledger.CoinOf(asset)).GetBalanceAsync(self.Account, BlockTag.Of(wallet.Bank.Height), cancellation)
        : null;

    private static JsonObject ToJson(BankWallet bank, IEnumerable<(AssetBalance Notes, Amount? Coins)> balances) => new()
    {
        ["height"] = bank.Height,
        ["member"] = bank.Self?.Name,
        ["balances"] = new JsonArray([.. balances.Select(balance => new JsonObject
        {
            ["asset"] = balance.Notes.Asset.Number,
            ["symbol"] = balance.Notes.Symbol,
            ["spendable"] = balance.Notes.Spendable.ToString(),
            ["reserved"] = balance.Notes.Reserved.ToString(),
            ["pending"] = balance.Notes.Pending.ToString(),
            ["total"] = balance.Notes.Total.ToString(),
            ["coins"] = balance.Coins?.ToString(),
        })]),
    };

    private static void Print(BankWallet bank, IEnumerable<(AssetBalance Notes, Amount? Coins)> balances)
    {
        TextTable table = new("asset", ">spendable", ">reserved", ">pending", ">in notes", ">in coins");
        foreach ((AssetBalance notes, Amount? coins) in balances)
        {
            table.Add(notes.Symbol, Money.Show(notes.Spendable), Money.Show(notes.Reserved), Money.Show(notes.Pending), Money.Show(notes.Total), coins is { } held ? Money.Show(held) : "-");
        }

        table.Print();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bank.Self?.Name ?? "no member yet"}, as of block {bank.Height}"));
    }
}
