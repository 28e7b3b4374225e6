using System.CommandLine;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet disclose</c>: a receipt of one payment for a third party, by its payer or its payee.</summary>
internal static class WalletDisclose
{
    public static Command Create()
    {
        WalletOptions options = new();
        Option<string> payment = new("--payment") { Description = "A payment of this wallet's own, by its order's key.", HelpName = "key" };
        Option<string> bundle = new("--bundle") { Description = "Or any payment that this bank made or got: its bundle, as 'ztoken wallet history --json' names it.", HelpName = "0x…" };
        Option<byte> number = new("--number") { Description = "The payment's number in the bundle.", HelpName = "number" };
        Option<string> challenge = new("--challenge") { Description = $"What the third party chose: {ReceiptText.Challenge}. The receipt convinces nobody who chose another.", HelpName = "text", Required = true };
        Option<FileInfo> output = new("--output") { Description = "Write the receipt here. Whoever has it reads the payment.", HelpName = "receipt.json", Required = true };
        Command command = new("disclose", "Write a receipt that shows one payment, and nothing else, to a third party: see 'ztoken receipt verify'.") { payment, bundle, number, challenge, output };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(payment) is null == result.GetValue(bundle) is null)
            {
                result.AddError("name --payment or --bundle, and not both");
            }
        });
        command.SetAction((result, cancellation) =>
        {
            ReceiptChallenge chosen = ReceiptText.ChallengeOf(result.GetRequiredValue(challenge));
            SignatureHash? named = result.GetValue(bundle) is string text ? BundleOf(text) : null;
            return options.OpenAsync(
                result,
                async wallet =>
                {
                    _ = wallet.Sync(cancellation);
                    (SignatureHash of, byte at) = named is { } known ? (known, result.GetValue(number)) : await FindAsync(wallet.Bank, result.GetRequiredValue(payment), cancellation);
                    PaymentReceipt receipt = await wallet.Bank.DiscloseAsync(of, at, chosen, cancellation);
                    FileInfo file = result.GetRequiredValue(output);
                    OutputFile.Write(file, ReceiptFile.ToJson(receipt));
                    Console.WriteLine($"{file}: payment {at} of bundle {of} in block {receipt.Block}, for the challenge {chosen}");
                },
                cancellation);
        });
        return command;
    }

    private static async Task<(SignatureHash Bundle, byte Number)> FindAsync(BankWallet bank, string key, CancellationToken cancellation)
    {
        PaymentReport report = await WalletPayments.FindAsync(bank, key, cancellation);
        return report is { State: PaymentState.Final, Kind: PaymentKind.Payment, Bundle: { } bundle }
            ? (bundle, report.Number)
            : throw new CommandException(ExitCode.BadInput, $"--payment: '{key}' is a {PaymentPrint.Word(report.Kind)} and {PaymentPrint.Word(report.State)}: only a final payment can be shown");
    }

    private static SignatureHash BundleOf(string text) => Hash256.TryParse(text, out Hash256 hash) && SignatureHash.TryRead(hash.ToBytes(), out SignatureHash bundle)
        ? bundle
        : throw new CommandException(ExitCode.Usage, $"--bundle: '{text}' is no bundle: give 0x and 64 digits");
}
