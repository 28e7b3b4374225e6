using System.CommandLine;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet shield</c> and <c>ztoken wallet unshield</c>: from coins that everybody sees into notes that nobody else sees, and back.</summary>
internal static class WalletShield
{
    public static Command CreateShield()
    {
        OrderCommand order = new();
        AmountOptions money = new();
        Command command = new("shield", "Turn coins of the bank's account into notes. The chain shows account and amount.");
        money.AddTo(command);
        order.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            Amount amount = money.AmountOf(result);
            return order.RunAsync(
                result,
                wallet => $"turn {Money.Show(amount, money.CoinOf(result, wallet.Ledger).Symbol)} in coins of the bank's account into notes",
                (wallet, key) => wallet.Bank.ShieldAsync(new ShieldOrder(key, money.CoinOf(result, wallet.Ledger).Asset, amount), cancellation),
                cancellation,
                takesCoins: true);
        });
        return command;
    }

    public static Command CreateUnshield()
    {
        OrderCommand order = new();
        AmountOptions money = new();
        Option<string> target = new("--to") { Description = "The member's account that gets the coins. Without it the bank's own.", HelpName = "0x…" };
        Command command = new("unshield", "Turn notes into coins of a member's account. The chain shows account and amount.") { target };
        money.AddTo(command);
        order.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            Amount amount = money.AmountOf(result);
            Address? account = result.GetValue(target) is not string text ? null
                : Address.TryParse(text, out Address parsed) ? parsed
                : throw new CommandException(ExitCode.Usage, $"--to: '{text}' is no account: give 0x and 40 digits");
            return order.RunAsync(
                result,
                wallet => $"turn {Money.Show(amount, money.CoinOf(result, wallet.Ledger).Symbol)} in notes into coins of {(account is null ? "the bank's account" : $"account {account}")}",
                (wallet, key) => wallet.Bank.UnshieldAsync(new UnshieldOrder(key, money.CoinOf(result, wallet.Ledger).Asset, amount) { Target = account }, cancellation),
                cancellation);
        });
        return command;
    }
}
