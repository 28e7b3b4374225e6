using System.CommandLine;
using System.Text;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken issuer mint</c> and <c>ztoken issuer burn</c>: each with the reference of the payment behind it, which counts once.</summary>
internal static class IssuerMovement
{
    public static Command CreateMint() => Create(
        "mint",
        "Make coins for a deposit that a bank made. The same reference is taken once.",
        new Option<string>("--to") { Description = "The bank: its BIC, LEI or account.", HelpName = "bank", Required = true },
        "deposit",
        (_, bank, coin, amount) => Task.FromResult<string[]>([$"make {Money.Show(amount, coin.Symbol)} for {bank.Name} (account {bank.Account})"]),
        (bank, amount, reference) => DepositCoinContract.Mint(bank.Account, amount, reference));

    public static Command CreateBurn() => Create(
        "burn",
        "Destroy coins of a bank that redeems them and allowed it with 'ztoken wallet redeem'. The same reference is taken once.",
        new Option<string>("--from") { Description = "The bank: its BIC, LEI or account.", HelpName = "bank", Required = true },
        "redemption",
        async (sender, bank, coin, amount) =>
        {
            await RequireRedeemableAsync(sender, bank, coin, amount);
            return [$"destroy {Money.Show(amount, coin.Symbol)} of {bank.Name} (account {bank.Account})"];
        },
        (bank, amount, reference) => DepositCoinContract.Burn(bank.Account, amount, reference));

    private static Command Create(
        string name,
        string description,
        Option<string> bank,
        string occasion,
        Func<TransactionSender, MemberRecord, DeployedCoin, Amount, Task<string[]>> announce,
        Func<MemberRecord, Amount, Hash256, byte[]> call)
    {
        LedgerOptions options = new();
        AmountOptions money = new();
        Option<string> reference = new("--reference")
        {
            Description = $"The {occasion}'s reference: a text, of which the chain gets the Keccak-256, or 0x and 64 digits as they are.",
            HelpName = "text",
            Required = true,
        };
        Option<FileInfo> keystore = AccountKey.CreateOption();
        Option<FileInfo> password = PasswordSource.CreateOption();
        Option<bool> yes = Confirmation.CreateOption();
        Command command = new(name, description) { bank };
        money.AddTo(command);
        foreach (Option option in (Option[])[reference, keystore, password, yes])
        {
            command.Add(option);
        }

        options.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            Amount amount = money.AmountOf(result);
            Hash256 used = ReferenceOf(result.GetRequiredValue(reference));
            return options.RunAsync(
                result,
                async (connection, ledger) =>
                {
                    DeployedCoin coin = money.CoinOf(result, ledger);
                    MemberRecord member = (await MemberList.ReadAsync(connection.Client, ledger, cancellation)).Find(result.GetRequiredValue(bank));
                    using Secp256k1PrivateKey key = AccountKey.Open(result.GetRequiredValue(keystore), result.GetValue(password));
                    using TransactionSender sender = new(connection.Client, key);
                    Confirmation.Require([.. await announce(sender, member, coin, amount), $"{occasion} reference {used}"], result.GetValue(yes));
                    TransactionOutcome outcome = await sender.SendAsync(coin.Contract, call(member, amount, used), cancellation);
                    Amount supply = await new DepositCoinContract(connection.Client, coin.Contract).GetSupplyAsync(cancellationToken: cancellation);
                    Console.WriteLine($"{Money.Show(amount, coin.Symbol)} in block {outcome.BlockNumber}; there are {Money.Show(supply, coin.Symbol)} now");
                },
                cancellation);
        });
        return command;
    }

    private static Hash256 ReferenceOf(string text) =>
        Hash256.TryParse(text, out Hash256 hash) ? hash
        : text.Length > 0 ? Hash256.Of(Encoding.UTF8.GetBytes(text))
        : throw new CommandException(ExitCode.Usage, "--reference: it is empty: give the reference of the payment behind the coins");

    private static async Task RequireRedeemableAsync(TransactionSender issuer, MemberRecord bank, DeployedCoin coin, Amount amount)
    {
        DepositCoinContract contract = new(issuer.Client, coin.Contract);
        Amount held = await contract.GetBalanceAsync(bank.Account);
        if (held < amount)
        {
            throw new CommandException(ExitCode.InsufficientFunds, $"{bank.Name} holds {Money.Show(held, coin.Symbol)} in coins, {Money.Show(amount, coin.Symbol)} are to be burned: it unshields the rest first");
        }

        Amount allowed = await contract.GetAllowanceAsync(bank.Account, issuer.Account);
        if (allowed < amount)
        {
            throw new CommandException(
                ExitCode.Refused,
                $"{bank.Name} allows {Money.Show(allowed, coin.Symbol)} to be burned, not {Money.Show(amount, coin.Symbol)}: it says 'ztoken wallet redeem --issuer {issuer.Account}' first");
        }
    }
}
