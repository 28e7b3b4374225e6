using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken receipt verify</c>: whether a payment was made as a receipt says.</summary>
internal static class ReceiptVerify
{
    public static Command Create()
    {
        LedgerOptions options = new();
        Option<FileInfo> receipt = new("--receipt") { Description = "The receipt that the bank gave.", HelpName = "receipt.json", Required = true };
        Option<string> challenge = new("--challenge") { Description = $"What you chose before the receipt was made: {ReceiptText.Challenge}.", HelpName = "text", Required = true };
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("verify", "Check a receipt against the chain: who paid whom how much, and when. Exit code 1 where it does not hold.") { receipt, challenge, json };
        options.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            FileInfo file = result.GetRequiredValue(receipt);
            ReceiptChallenge chosen = ReceiptText.ChallengeOf(result.GetRequiredValue(challenge));
            PaymentReceipt shown = ReceiptText.Read(file);
            return options.RunAsync(
                result,
                async (connection, ledger) =>
                {
                    (ReceiptRefusal refusal, VerifiedReceipt? verified) = await ReceiptVerifier.VerifyAsync(shown, chosen, ledger, connection.Client, cancellation);
                    if (verified is null)
                    {
                        throw new CommandException(refusal == ReceiptRefusal.OtherLedger ? ExitCode.BadInput : ExitCode.Refused, $"receipt '{file}' {Explain(refusal, shown)}");
                    }

                    Print(verified, shown.Disclosure.Number, ledger, result.GetValue(json));
                },
                cancellation);
        });
        return command;
    }

    private static string Explain(ReceiptRefusal refusal, PaymentReceipt receipt) => refusal switch
    {
        ReceiptRefusal.OtherLedger => "is about another ledger: give that one's deployment with --ledger",
        ReceiptRefusal.OtherChallenge => "was made for another challenge: for somebody else, or another occasion; ask for one that is made for yours",
        ReceiptRefusal.NotOnChain => $"names a bundle that block {receipt.Block} does not have",
        ReceiptRefusal.DoesNotHold => "does not hold: what it shows is not what the bundle paid",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal)),
    };

    private static void Print(VerifiedReceipt verified, byte number, DeployedLedger ledger, bool json)
    {
        PaymentMessage message = verified.Shown.Message;
        string? symbol = ledger.Coins.FirstOrDefault(coin => coin.Asset == message.Asset)?.Symbol;
        Remittance told = verified.Remittance ?? Remittance.None;
        string? text = OrNull(told.Text) ?? (verified.Remittance is null && verified.Shown.Memo is { } memo ? OrNull(Encoding.UTF8.GetString(memo.Content)) : null);
        string shownBy = verified.Shown.Party.ToString().ToLowerInvariant();
        string time = JsonAnswer.Time(DateTimeOffset.FromUnixTimeSeconds((long)verified.Located.Time));
        if (json)
        {
            JsonAnswer.Print(new JsonObject
            {
                ["payer"] = verified.Payer.Name,
                ["payee"] = verified.Payee.Name,
                ["asset"] = message.Asset.Number,
                ["symbol"] = symbol,
                ["amount"] = message.Value.ToString(),
                ["endToEndId"] = OrNull(told.EndToEndId),
                ["purpose"] = OrNull(told.Purpose),
                ["text"] = text,
                ["time"] = time,
                ["block"] = verified.Located.Block,
                ["transaction"] = verified.Located.Transaction.ToString(),
                ["bundle"] = verified.Located.Bundle.Id.ToString(),
                ["number"] = number,
                ["shownBy"] = shownBy,
            });
            return;
        }

        Facts.Print(
            ("payer", $"{verified.Payer.Name}, member {verified.Payer.Index}"),
            ("payee", $"{verified.Payee.Name}, member {verified.Payee.Index}"),
            ("amount", Money.Show(message.Value, symbol ?? $"of asset {message.Asset}")),
            ("end-to-end", OrNull(told.EndToEndId)),
            ("purpose", OrNull(told.Purpose)),
            ("reference", text),
            ("time", time),
            ("block", verified.Located.Block.ToString(CultureInfo.InvariantCulture)),
            ("transaction", verified.Located.Transaction.ToString()),
            ("bundle", string.Create(CultureInfo.InvariantCulture, $"{verified.Located.Bundle.Id}, payment {number}")),
            ("shown by", $"the {shownBy}; payer, payee and amount are proven, what the payer wrote is not"));
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
