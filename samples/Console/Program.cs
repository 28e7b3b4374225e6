using ZToken.Circuits;
using ZToken.Notes;
using ZToken.Samples.Console;
using ZToken.Wallet;

const string PasswordVariable = "ZTOKEN_PASSWORD";
const int Done = 0, Refused = 1, NotFinal = 2;

if (args is not [_, string endpoint, ..] || args.Length is not (2 or 5) || !Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? node))
{
    await Console.Error.WriteLineAsync("""
        <wallet's folder> <node> <your number of the payment> <BIC, LEI or address> <amount>    pays once, whatever was under way before
        <wallet's folder> <node>                                                                finishes what was under way
        for example: bank-a http://127.0.0.1:8545 invoice-117 DEMOBANKBXX 250.00
        """);
    return Refused;
}

if (Environment.GetEnvironmentVariable(PasswordVariable) is not { Length: > 0 } password)
{
    await Console.Error.WriteLineAsync($"set {PasswordVariable} to the password of the wallet");
    return Refused;
}

try
{
    TransferParameters keys = TransferParameters.Development();
    await Console.Error.WriteLineAsync(keys.Warning);
    using HttpClient http = new();
    await using BankWallet wallet = await FirstPayment.OpenAsync(args[0], password, http, node, keys);
    await Restart.RecoverAsync(wallet, Console.Out);
    if (args is not [_, _, string number, string recipient, string text])
    {
        return Done;
    }

    Amount amount = Amount.TryParse(text, out Amount read) ? read : throw new FormatException($"'{text}' is no amount: give units and at most two decimals, such as 250.00.");
    return (await FirstPayment.PayAsync(wallet, number, recipient, amount, Console.Out)).State == PaymentState.Final ? Done : NotFinal;
}
catch (Exception refused) when (refused is WalletException or InvalidOperationException or IOException or FormatException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return Refused;
}
