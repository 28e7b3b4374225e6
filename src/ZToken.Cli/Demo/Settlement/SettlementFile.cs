using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A bank's file of payments, as a demonstration settles it: the columns are those of the wallet.</summary>
internal static class SettlementFile
{
    /// <summary>The bank whose file it is.</summary>
    public const string Payer = "DEMOBANKAXX";

    /// <summary>The most banks that are paid: each has a wallet of its own.</summary>
    public const int MostBanks = 50;

    private const int MostShown = 3;

    /// <summary>Reads a file. Nothing was started yet, and nothing of it is paid unless all of it is valid.</summary>
    /// <exception cref="CommandException">The file is absent, or something in it is wrong: the message says where.</exception>
    public static IReadOnlyList<BankPayment> Read(FileInfo file)
    {
        byte[] content = InputFile.Read(file, "file of payments", File.ReadAllBytes);
        PaymentFileTerms terms = new() { Coins = [.. DemoAuthorities.Coins.Select(coin => new Contracts.DeployedCoin(coin.Asset, coin.Symbol, default))], Network = Network.Development };
        if (!PaymentFile.TryRead(content, terms, out PaymentFile? payments, out IReadOnlyList<PaymentFileError> errors))
        {
            string more = errors.Count > MostShown ? $"; and {errors.Count - MostShown} more" : "";
            throw Refused(file, string.Join("; ", errors.Take(MostShown)) + more);
        }

        BankPayment[] read = [.. payments.Orders.Select(order => new BankPayment(Payer, order with { Recipient = NameOf(file, order.Recipient) }))];
        int banks = read.Select(payment => payment.Order.Recipient).Distinct(StringComparer.Ordinal).Count();
        return banks <= MostBanks ? read : throw Refused(file, $"it pays {banks} banks, a demonstration has room for {MostBanks}");
    }

    // As the registry will have it: the demonstration makes the banks that the file names.
    private static string NameOf(FileInfo file, string recipient)
    {
        string name = Bic.TryParse(recipient, out Bic bic) ? bic.ToString()
            : Lei.TryParse(recipient, out Lei lei) ? lei.ToString()
            : throw Refused(file, $"'{recipient}' is an address: a demonstration makes its banks anew, give BICs or LEIs");
        return name != Payer ? name : throw Refused(file, $"it pays {Payer}, whose file it is");
    }

    private static CommandException Refused(FileInfo file, string why) => new(ExitCode.BadInput, $"'{file}' is refused and nothing of it paid: {why}");
}
