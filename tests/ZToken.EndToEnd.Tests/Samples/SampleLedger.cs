using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A ledger on some chain with two banks, of which the first has money in notes: what the samples are run against.</summary>
internal sealed class SampleLedger : IAsyncDisposable
{
    public const string PayeeName = "SAMPLEBBXXX";

    private readonly IChain chain;
    private readonly string folder;
    private readonly Secp256k1PrivateKey operatorKey;
    private readonly TransactionSender operatorAccount;
    private readonly DemoAuthorities authorities;

    private SampleLedger(IChain chain, string folder, Secp256k1PrivateKey operatorKey, TransactionSender operatorAccount, DemoAuthorities authorities, SampleBank payer, SampleBank payee)
    {
        (this.chain, this.folder, this.operatorKey, this.operatorAccount, this.authorities) = (chain, folder, operatorKey, operatorAccount, authorities);
        (Payer, Payee) = (payer, payee);
    }

    public static AssetId Euro => DemoAuthorities.Euro;

    /// <summary>Where the chain listens.</summary>
    public Uri Node => new(chain.Address);

    public SampleBank Payer { get; }

    public SampleBank Payee { get; }

    /// <summary>Deploys a ledger, admits two banks, and gives the first so much in notes.</summary>
    /// <param name="chain">The chain, which is disposed of with this.</param>
    /// <param name="prover">Makes proofs.</param>
    /// <param name="shielded">What the payer has.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<SampleLedger> BeginAsync(IChain chain, TransferProver prover, Amount shielded, CancellationToken cancellation)
    {
        string place = Directory.CreateTempSubdirectory("ztoken-samples-").FullName;
        Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        TransactionSender sender = new(chain.Client, key);
        VerifierHome home = await VerifierSettings.FindHomeAsync(chain.Client, cancellation);
        DemoAuthorities committee = await DemoAuthorities.DeployAsync(sender, home, prover, RandomSource.System, new DemoOptions(), cancellation);
        SampleBank payer = await SampleBank.AdmitAsync(Path.Combine(place, "a"), "SAMPLEAAXXX", committee, cancellation);
        SampleBank payee = await SampleBank.AdmitAsync(Path.Combine(place, "b"), PayeeName, committee, cancellation);
        SampleLedger ledger = new(chain, place, key, sender, committee, payer, payee);
        _ = await committee.MintAsync(payer.Member, Euro, shielded, cancellation);
        await using BankWallet wallet = await payer.OpenAsync(prover, cancellation);
        PaymentReport report = await wallet.ShieldAsync(new ShieldOrder(PaymentKey.Parse("first-deposit"), Euro, shielded), cancellation);
        Assert.True(report.State == PaymentState.Final, report.Failure);
        return ledger;
    }

    public async ValueTask DisposeAsync()
    {
        Payer.Dispose();
        Payee.Dispose();
        authorities.Dispose();
        operatorAccount.Dispose();
        operatorKey.Dispose();
        await chain.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
