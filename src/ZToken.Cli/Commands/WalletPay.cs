using System.CommandLine;
using System.CommandLine.Parsing;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet pay</c>: pays a member, or all that a file of payments says.</summary>
internal static class WalletPay
{
    private static readonly Option<string> recipient = new("--to") { Description = "Who is paid: a BIC, a LEI or a payment address.", HelpName = "bank" };
    private static readonly Option<string> text = new("--reference") { Description = $"What the payee is told, up to {Remittance.LongestText} characters: unstructured remittance information.", HelpName = "text" };
    private static readonly Option<string> purpose = new("--purpose") { Description = "The purpose: a code of four characters of ISO 20022's list, such as INTC.", HelpName = "code" };
    private static readonly Option<string> endToEnd = new("--end-to-end") { Description = $"The payer's number of the payment, which the payee sees: up to {Remittance.LongestEndToEndId} characters.", HelpName = "id" };
    private static readonly Option<FileInfo> file = new("--file")
    {
        Description = "Instead of one payment all of this CSV file, several by one proof where the ledger has the shape for it. Nothing is paid unless every line is valid.",
        HelpName = "payments.csv",
    };

    public static Command Create()
    {
        OrderCommand order = new();
        AmountOptions money = new(isRequired: false);
        Command command = new("pay", "Pay a member out of the bank's notes. Neither the chain nor another bank sees who pays whom or how much.") { recipient };
        money.AddTo(command);
        foreach (Option option in (Option[])[text, purpose, endToEnd, file])
        {
            command.Add(option);
        }

        order.AddTo(command);
        command.Validators.Add(result => RefuseMixture(result, money, order));
        command.SetAction((result, cancellation) => result.GetValue(file) is { } payments
            ? order.RunFileAsync(result, payments, cancellation)
            : PayOneAsync(result, order, money, cancellation));
        return command;
    }

    private static void RefuseMixture(CommandResult result, AmountOptions money, OrderCommand order)
    {
        bool isFile = result.GetResult(file) is not null;
        bool isOne = money.AreGiven(result) || order.IsNamed(result) || ((Option[])[recipient, text, purpose, endToEnd]).Any(option => result.GetResult(option) is not null);
        if (isFile && isOne)
        {
            result.AddError("--file says everything of its payments: give nothing else about them");
        }
        else if (!isFile && !(result.GetResult(recipient) is not null && money.IsAmountGiven(result)))
        {
            result.AddError("say whom with --to and how much with --amount, or give a --file of payments");
        }
    }

    private static Task PayOneAsync(ParseResult result, OrderCommand order, AmountOptions money, CancellationToken cancellation)
    {
        Amount amount = money.AmountOf(result);
        string payee = result.GetRequiredValue(recipient);
        Remittance remittance = Remittance.TryCreate(result.GetValue(endToEnd) ?? "", result.GetValue(purpose) ?? "", result.GetValue(text) ?? "", out Remittance? told, out string? refusal)
            ? told
            : throw new CommandException(ExitCode.Usage, refusal.TrimEnd('.'));
        return order.RunAsync(
            result,
            wallet => $"pay {Money.Show(amount, money.CoinOf(result, wallet.Ledger).Symbol)} to {payee}",
            (wallet, key) => wallet.Bank.PayAsync(new PaymentOrder(key, payee, money.CoinOf(result, wallet.Ledger).Asset, amount) { Remittance = remittance }, cancellation),
            cancellation);
    }
}
