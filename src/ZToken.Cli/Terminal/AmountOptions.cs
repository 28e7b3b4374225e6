using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The options that say how much of which money.</summary>
/// <param name="isRequired">Whether the amount must be given.</param>
internal sealed class AmountOptions(bool isRequired = true)
{
    private readonly Option<string> amount = new("--amount") { Description = "How much: digits with a point and at most two decimals, such as 1250.00.", HelpName = "amount", Required = isRequired };
    private readonly Option<string> asset = CreateAssetOption();

    /// <summary>The option that says which money.</summary>
    public static Option<string> CreateAssetOption() => new("--asset") { Description = "Which money: the coin's symbol or its number. Needed where the ledger has several.", HelpName = "symbol" };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(amount);
        command.Add(asset);
    }

    /// <summary>Whether an amount was given.</summary>
    public bool IsAmountGiven(SymbolResult result) => result.GetResult(amount) is not null;

    /// <summary>Whether an amount or an asset was given.</summary>
    public bool AreGiven(SymbolResult result) => IsAmountGiven(result) || result.GetResult(asset) is not null;

    /// <summary>How much.</summary>
    /// <exception cref="CommandException">It is no amount, or nothing.</exception>
    public Amount AmountOf(ParseResult result)
    {
        string text = result.GetRequiredValue(amount);
        return Amount.TryParse(text, out Amount parsed) && !parsed.IsZero
            ? parsed
            : throw new CommandException(ExitCode.Usage, $"--amount: '{text}' is no amount: give digits with a point and at most two decimals, such as 1250.00");
    }

    /// <summary>Which money.</summary>
    /// <exception cref="CommandException">The ledger has no such coin, or several and none was named.</exception>
    public DeployedCoin CoinOf(ParseResult result, DeployedLedger ledger) => CoinOf(result.GetValue(asset), ledger);

    /// <summary>The coin of a symbol or a number.</summary>
    /// <exception cref="CommandException">The ledger has no such coin, or several and none was named.</exception>
    public static DeployedCoin CoinOf(string? named, DeployedLedger ledger)
    {
        string all = string.Join(", ", ledger.Coins.Select(coin => coin.Symbol));
        if (named is null)
        {
            return ledger.Coins.Count == 1 ? ledger.Coins[0] : throw new CommandException(ExitCode.Usage, $"the ledger has several coins ({all}): name one with --asset");
        }

        return ledger.Coins.FirstOrDefault(coin => coin.Symbol.Equals(named, StringComparison.OrdinalIgnoreCase) || coin.Asset.Number.ToString(CultureInfo.InvariantCulture) == named)
            ?? throw new CommandException(ExitCode.BadInput, $"--asset: the ledger has no '{named}': it has {all}");
    }
}
