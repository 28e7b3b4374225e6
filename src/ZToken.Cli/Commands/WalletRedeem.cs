using System.CommandLine;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet redeem</c>: lets a coin's issuer burn coins of the bank, which pays it out in the settlement bank's books.</summary>
internal static class WalletRedeem
{
    public static Command Create()
    {
        WalletOptions options = new();
        AmountOptions money = new();
        Option<string> issuer = new("--issuer") { Description = "The account of the coin's issuer, which is to burn them.", HelpName = "0x…", Required = true };
        Option<bool> yes = Confirmation.CreateOption();
        Command command = new("redeem", "Let a coin's issuer burn coins of the bank's account for a redemption. Notes are unshielded first.") { issuer, yes };
        money.AddTo(command);
        options.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            Amount amount = money.AmountOf(result);
            Address account = Address.TryParse(result.GetRequiredValue(issuer), out Address parsed)
                ? parsed
                : throw new CommandException(ExitCode.Usage, $"--issuer: '{result.GetRequiredValue(issuer)}' is no account: give 0x and 40 digits");
            return options.RunAsync(
                result,
                async (folder, connection, ledger) =>
                {
                    DeployedCoin coin = money.CoinOf(result, ledger);
                    if (!await new GovernanceContract(connection.Client, ledger.Governance).HasRoleAsync(GovernanceRoles.IssuerOf(coin.Contract), account, cancellationToken: cancellation))
                    {
                        throw new CommandException(ExitCode.BadInput, $"--issuer: {account} is not the issuer of {coin.Symbol}: nobody else may burn, but it could take the coins");
                    }

                    using Password password = options.PasswordOf(result);
                    using Secp256k1PrivateKey key = folder.OpenAccount(password);
                    using TransactionSender sender = new(connection.Client, key);
                    await RequireCoinsAsync(sender, coin, amount, cancellation);
                    Confirmation.Require([$"let the issuer {account} burn {Money.Show(amount, coin.Symbol)} of account {sender.Account}"], result.GetValue(yes));
                    TransactionOutcome outcome = await sender.SendAsync(coin.Contract, DepositCoinContract.Approve(account, amount), cancellation);
                    Console.WriteLine($"the issuer may burn {Money.Show(amount, coin.Symbol)} of account {sender.Account} since block {outcome.BlockNumber}");
                },
                cancellation);
        });
        return command;
    }

    private static async Task RequireCoinsAsync(TransactionSender bank, DeployedCoin coin, Amount amount, CancellationToken cancellation)
    {
        Amount held = await new DepositCoinContract(bank.Client, coin.Contract).GetBalanceAsync(bank.Account, cancellationToken: cancellation);
        if (held < amount)
        {
            throw new CommandException(
                ExitCode.InsufficientFunds,
                $"account {bank.Account} holds {Money.Show(held, coin.Symbol)} in coins, {Money.Show(amount, coin.Symbol)} are to be redeemed: 'ztoken wallet unshield' turns notes into coins");
        }
    }
}
