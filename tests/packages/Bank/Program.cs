using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Node;
using ZToken.Notes;
using ZToken.Wallet;

// A chain in this process, asked over HTTP as any other, and a ledger on it.
await using LocalChain chain = LocalChain.Start(new LocalChainOptions());
await using RpcServer server = await RpcServer.StartAsync(chain, new RpcServerOptions { Port = 0 });
using HttpClient http = new();
EthereumClient node = new(http, server.Address);
TransferProver prover = new(TransferParameters.Development());
using Consortium consortium = await Consortium.FoundAsync(node, prover);

// Two banks with a wallet each.
using Secp256k1PrivateKey accountOfA = Secp256k1PrivateKey.Generate(RandomSource.System), accountOfB = Secp256k1PrivateKey.Generate(RandomSource.System);
await using BankWallet a = await JoinAsync("DEMOBANKAXX", accountOfA), b = await JoinAsync("DEMOBANKBXX", accountOfB);

// A deposit becomes notes, and notes become a payment.
PaymentReport shielded = await a.ShieldAsync(new ShieldOrder(PaymentKey.Parse("shield-1"), Consortium.Euro, new Amount(500_00)));
PaymentReport paid = await a.PayAsync(new PaymentOrder(PaymentKey.Parse("invoice-7"), "DEMOBANKBXX", Consortium.Euro, new Amount(120_50)));
Console.WriteLine($"shield {shielded.State}, payment {paid.State} {paid.Failure}");
_ = await b.SyncAsync();
_ = await a.SyncAsync();
Console.WriteLine($"balances: {await BalanceOfAsync(a)} and {await BalanceOfAsync(b)}");

async Task<BankWallet> JoinAsync(string bic, Secp256k1PrivateKey account)
{
    using WalletSeed seed = WalletSeed.Create(RandomSource.System);
    WalletKeys keys = WalletKeys.FromSeed(seed, consortium.Ledger.LedgerId);
    using TransactionSender sender = new(node, account);
    await consortium.AdmitAsync(bic, keys.Viewing, sender);
    await consortium.MintAsync(sender.Account, new Amount(1_000_00), "deposit of " + bic);
    return await BankWallet.OpenAsync(new WalletSettings { Folder = bic, Ledger = consortium.Ledger, Node = node, Prover = prover, CoinAccount = account }, keys);
}

static async Task<Amount> BalanceOfAsync(BankWallet wallet) => (await wallet.GetBalancesAsync()).Single(balance => balance.Asset == Consortium.Euro).Spendable;
