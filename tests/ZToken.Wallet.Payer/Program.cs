using System.Globalization;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

// A wallet for the tests to kill: pays a run of payments, each of one cent more than the one before, alternately to two banks, under keys that are the same in
// every run. Says "opened" when it begins to pay, "paid <key>" of each that is final, "done" at the end, or "refused <why>" with exit code 3.
// Arguments: wallet folder, ledger file, node, folder of proving keys, file with the seed, number of payments, the two banks.

string[] payees = args[6..8];
int count = int.Parse(args[5], CultureInfo.InvariantCulture);
DeployedLedger ledger = DeploymentFile.Read(args[1]);
using HttpClient http = new();
using WalletSeed seed = WalletSeed.TryRead(File.ReadAllBytes(args[4]), out WalletSeed? read) ? read : throw new InvalidDataException("The seed is none.");
WalletSettings settings = new()
{
    Folder = args[0],
    Ledger = ledger,
    Node = new EthereumClient(http, new Uri(args[2])),
    Prover = new TransferProver(TransferParameters.Development(args[3])),
    Network = Network.Development,
};
try
{
    await using BankWallet wallet = await BankWallet.OpenAsync(settings, WalletKeys.FromSeed(seed, ledger.LedgerId));
    Console.WriteLine("opened");
    PaymentOrder[] orders = [.. Enumerable.Range(0, count).Select(i => Order(i, payees[i % 2]))];
    IReadOnlyList<PaymentReport> reports = await wallet.PayManyAsync(orders, new Progress<PaymentReport>(report => Console.WriteLine($"{(report.State == PaymentState.Final ? "paid" : "open")} {report.Key}")));
    Console.WriteLine(reports.All(report => report.State == PaymentState.Final) ? "done" : "left " + string.Join("; ", reports.Select(report => report.Failure).Distinct()));
    return 0;
}
catch (WalletException refused)
{
    Console.WriteLine($"refused {refused.Refusal}: {refused.Message.ReplaceLineEndings(" ")}");
    return 3;
}

static PaymentOrder Order(int i, string payee)
{
    string key = string.Create(CultureInfo.InvariantCulture, $"run-{i}");
    _ = Remittance.TryCreate(key, "", "", out Remittance? remittance, out _);
    return new PaymentOrder(PaymentKey.Parse(key), payee, new AssetId(1), new Amount(100 + (ulong)i)) { Remittance = remittance! };
}
