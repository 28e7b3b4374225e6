using System.CommandLine;
using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet pay</c>: pays a member.</summary>
internal static class WalletPay
{
    public static Command Create()
    {
        OrderCommand order = new();
        AmountOptions money = new();
        Option<string> recipient = new("--to") { Description = "Who is paid: a BIC, a LEI or a payment address.", HelpName = "bank", Required = true };
        Option<string> text = new("--reference") { Description = $"What the payee is told, up to {Remittance.LongestText} characters: unstructured remittance information.", HelpName = "text" };
        Option<string> purpose = new("--purpose") { Description = "The purpose: a code of four characters of ISO 20022's list, such as INTC.", HelpName = "code" };
        Option<string> endToEnd = new("--end-to-end") { Description = $"The payer's number of the payment, which the payee sees: up to {Remittance.LongestEndToEndId} characters.", HelpName = "id" };
        Command command = new("pay", "Pay a member out of the bank's notes. Neither the chain nor another bank sees who pays whom or how much.") { recipient };
        money.AddTo(command);
        foreach (Option option in (Option[])[text, purpose, endToEnd])
        {
            command.Add(option);
        }

        order.AddTo(command);
        command.SetAction((result, cancellation) =>
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
        });
        return command;
    }
}
