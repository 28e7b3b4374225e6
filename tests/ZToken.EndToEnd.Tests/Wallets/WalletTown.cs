using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A ledger with all shapes on some chain, and member banks with wallets in folders of their own.</summary>
internal sealed class WalletTown : IAsyncDisposable
{
    private readonly List<TownBank> banks = [];
    private readonly Secp256k1PrivateKey operatorKey;
    private readonly TransactionSender operatorAccount;

    private WalletTown(IChain chain, Secp256k1PrivateKey operatorKey, TransactionSender operatorAccount, DemoAuthorities authorities, TransferProver prover) =>
        (Chain, this.operatorKey, this.operatorAccount, Authorities, Prover) = (chain, operatorKey, operatorAccount, authorities, prover);

    public static AssetId Euro => DemoAuthorities.Euro;

    public IChain Chain { get; }

    public DemoAuthorities Authorities { get; }

    public TransferProver Prover { get; }

    public DeployedLedger Ledger => Authorities.Ledger;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Deploys a ledger.</summary>
    public static async Task<WalletTown> BeginAsync(IChain chain, VerifierHome home, TransferProver prover, DemoOptions? options = null)
    {
        Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        TransactionSender sender = new(chain.Client, key);
        DemoOptions chosen = options ?? new DemoOptions { Shapes = TransferShape.All };
        DemoAuthorities authorities = await DemoAuthorities.DeployAsync(sender, home, prover, RandomSource.System, chosen, Cancelled);
        return new WalletTown(chain, key, sender, authorities, prover);
    }

    /// <summary>Admits a bank, gives it coins and opens its wallet.</summary>
    public async Task<TownBank> AdmitAsync(string name, ulong cents = 0)
    {
        TownBank bank = await TownBank.CreateAsync(this, name);
        banks.Add(bank);
        await Authorities.AdmitAsync(bank.Member, new Epoch(Ledger.Committee.FirstEpoch.Number), Cancelled);
        if (cents > 0)
        {
            _ = await Authorities.MintAsync(bank.Member, Euro, new Amount(cents), Cancelled);
        }

        _ = await bank.Wallet.SyncAsync(cancellation: Cancelled);
        return bank;
    }

    /// <summary>Admits a bank that has notes.</summary>
    public async Task<TownBank> AdmitWithNotesAsync(string name, params ulong[] notes)
    {
        TownBank bank = await AdmitAsync(name, notes.Aggregate(0UL, (sum, cents) => sum + cents));
        foreach (ulong cents in notes)
        {
            PaymentReport shielded = await bank.Wallet.ShieldAsync(new ShieldOrder(PaymentKey.New(RandomSource.System), Euro, new Amount(cents)), Cancelled);
            Assert.True(shielded.State == PaymentState.Final, $"{shielded.State}: {shielded.Failure}");
        }

        return bank;
    }

    /// <summary>That the pools are what the z-contract holds.</summary>
    public async Task<Amount> PoolAsync()
    {
        (_, Amount pool, Amount escrow) = (await Authorities.ComparePoolsAsync(Cancelled))[0];
        Assert.Equal(pool, escrow);
        return pool;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TownBank bank in banks)
        {
            await bank.DisposeAsync();
        }

        Authorities.Dispose();
        operatorAccount.Dispose();
        operatorKey.Dispose();
        await Chain.DisposeAsync();
    }
}
