using System.CommandLine;
using System.CommandLine.Parsing;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>What all commands that give a wallet one order share: the question before it, the report after it, the exit code.</summary>
internal sealed partial class OrderCommand
{
    private readonly WalletOptions options = new();
    private readonly Option<string> key = PaymentKeyOption.Create();
    private readonly Option<bool> yes = Confirmation.CreateOption();
    private readonly Option<bool> json = JsonAnswer.CreateOption();

    /// <summary>Gives a command the options of an order.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[key, yes, json])
        {
            command.Add(option);
        }

        options.AddTo(command, proves: true);
    }

    /// <summary>Whether the order was given a name.</summary>
    public bool IsNamed(SymbolResult result) => result.GetResult(key) is not null;

    /// <summary>Gives the order, once it is agreed to, and tells how far it came.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="announce">What will happen, for the question.</param>
    /// <param name="order">Gives the order under its key.</param>
    /// <param name="cancellation">Ends the waiting; an order under way goes on when the wallet is opened again.</param>
    /// <param name="takesCoins">Whether the bank's account is needed.</param>
    /// <exception cref="CommandException">It is not agreed to, was not made, or is not final yet.</exception>
    /// <exception cref="WalletException">The order is refused, and not written down.</exception>
    public Task RunAsync(
        ParseResult result,
        Func<OpenWallet, string> announce,
        Func<OpenWallet, PaymentKey, Task<PaymentReport>> order,
        CancellationToken cancellation,
        bool takesCoins = false)
    {
        PaymentKey named = PaymentKeyOption.KeyOf(result.GetValue(key));
        return options.OpenAsync(
            result,
            async wallet =>
            {
                string what = announce(wallet);
                _ = wallet.Sync(cancellation);
                if (await wallet.Bank.FindPaymentAsync(named, cancellation) is null)
                {
                    // A repetition of an order was agreed to when it was given first.
                    Confirmation.Require([what, $"under the key {named}"], result.GetValue(yes));
                }

                PaymentReport? report = null;
                ProgressDisplay.ForStandardError().Show("prove, submit, wait for the block", () => report = order(wallet, named).GetAwaiter().GetResult());
                PaymentPrint print = new(wallet.Ledger);
                if (result.GetValue(json))
                {
                    JsonAnswer.Print(print.ToJson(report!));
                }
                else
                {
                    print.Print(report!);
                }

                PaymentPrint.RequireFinal(report!);
            },
            cancellation,
            takesCoins);
    }
}
