using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Remote;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A bank whose wallet holds no key that spends and proves nothing itself: three processes, with certificates between them.</summary>
public sealed class RemotePaymentTests(Keys keys) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-remote-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wallet_that_cannot_sign_pays_with_signer_and_prover_in_other_processes()
    {
        OwnChain chain = await OwnChain.StartAsync();
        await using WalletTown town = await WalletTown.BeginAsync(chain, VerifierHome.Precompiles, keys.Prover, new Cli.DemoOptions { Shapes = [TransferShape.Everyday] });
        TownBank a = await town.AdmitAsync("DEMOBANKAXX", 1000_00), b = await town.AdmitAsync("DEMOBANKBXX");
        WriteFiles(a, town.Ledger);
        Assert.Contains("127.0.0.1", CommandProcess.Succeed("certificates", "create", "--folder", PathOf("tls")), StringComparison.Ordinal);
        string[] serving = ["--listen", "127.0.0.1:0", "--certificate", PathOf("tls/server.pem"), "--client-ca", PathOf("tls/ca.pem")];
        string[] signing = ["signer", "run", "--seed-file", PathOf("seed.json"), "--password-file", PathOf("password"), "--ledger", PathOf("ledger.json"), "--rpc", chain.Address, "--most-per-transfer", "300.00", .. serving];
        await using ServingProcess signerProcess = await ServingProcess.StartAsync("signer ", signing), proverProcess = await ServingProcess.StartAsync("prover ", ["prover", "run", .. serving]);
        Assert.Contains(signerProcess.Lines, line => line.StartsWith("signs for   DEMOBANKAXX", StringComparison.Ordinal));
        CommandProcess.Refuse(5, "--log: ", signing);

        using TlsIdentity identity = TlsIdentity.FromPemFile(PathOf("tls/client.pem"));
        using RemoteSpendSigner signer = new(Calling(signerProcess.Address, identity));
        using RemoteTransferProver prover = new(Calling(proverProcess.Address, identity), await LedgerKeys.ReadAsync(chain.Client, town.Ledger, 1, Cancelled));
        Assert.Contains("version 9", (await Assert.ThrowsAsync<InvalidDataException>(() => LedgerKeys.ReadAsync(chain.Client, town.Ledger, 9, Cancelled))).Message, StringComparison.Ordinal);
        await a.CloseAsync();
        using FullViewingKey viewing = a.Seed.FullViewingKey(town.Ledger.LedgerId);
        await using BankWallet wallet = await BankWallet.OpenAsync(a.Settings with { Signer = signer, Prover = prover }, WalletKeys.ViewOnly(viewing), Cancelled);
        _ = await wallet.SyncAsync(cancellation: Cancelled);

        PaymentReport shielded = await wallet.ShieldAsync(new ShieldOrder(PaymentKey.Parse("shield-1"), WalletTown.Euro, new Amount(800_00)), Cancelled);
        Assert.True(shielded.State == PaymentState.Final, shielded.Failure);
        PaymentReport paid = await wallet.PayAsync(TownBank.Order(b.Name, 300_00, "payment-1"), Cancelled);
        Assert.True(paid.State == PaymentState.Final, paid.Failure);
        Assert.Equal(300_00UL, await b.SpendableAsync());

        PaymentReport refused = await wallet.PayAsync(TownBank.Order(b.Name, 300_01, "payment-2"), Cancelled);
        Assert.Equal((PaymentState.Failed, WalletRefusal.SignerRefused), (refused.State, refused.Refusal));
        Assert.Contains("refused: BeyondLimits", await signerProcess.ReadUntilAsync("refused"), StringComparison.Ordinal);
        Assert.Contains("CN=ZToken client", signerProcess.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(2, signerProcess.Lines.Count(line => line.Contains(" sign signed ", StringComparison.Ordinal)));
        Assert.Equal(0, (await signerProcess.SignalAsync("TERM")).Code);
        Assert.Equal(0, (await proverProcess.SignalAsync("INT")).Code);
        Assert.Equal(2 * 64, new FileInfo(PathOf("signatures.log")).Length);
    }

    [Fact]
    public async Task A_wallets_command_is_told_where_its_signer_and_its_prover_are()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(keys.Prover, TransferShape.Everyday);
        _ = CommandProcess.Succeed("certificates", "create", "--folder", PathOf("tls"));
        _ = await ledger.AdmitAsync("a", "DEMOBANKAXX");
        string[] serving = ["--listen", "127.0.0.1:0", "--certificate", PathOf("tls/server.pem"), "--client-ca", PathOf("tls/ca.pem")];
        string[] signing = ["--seed-file", ledger.PathOf("a/seed.json"), "--log", PathOf("signed"), "--password-file", ledger.PasswordFile, "--ledger", ledger.LedgerFile, "--rpc", ledger.Chain.Address];
        await using ServingProcess signer = await ServingProcess.StartAsync("signer ", ["signer", "run", .. signing, .. serving]), prover = await ServingProcess.StartAsync("prover ", ["prover", "run", .. serving]);
        _ = CommandProcess.Succeed(["issuer", "mint", "--to", "DEMOBANKAXX", "--amount", "100.00", "--asset", "dEUR", "--reference", "deposit-1", "--yes", .. ledger.OperatorOptions]);
        string[] elsewhere = ["--signer", signer.Address.ToString(), "--prover", prover.Address.ToString(), "--certificate", PathOf("tls/client.pem"), "--server-ca", PathOf("tls/ca.pem")];
        string[] shield = ["wallet", "shield", "--amount", "60.00", "--asset", "dEUR", "--yes", .. ledger.WalletOptions("a")];

        CommandProcess.Refuse(2, "need --certificate and --server-ca", [.. shield, "--signer", signer.Address.ToString()]);
        CommandProcess.Refuse(2, "--signer: 'http://x' is no address", [.. shield, "--signer", "http://x", .. elsewhere[4..]]);
        _ = CommandProcess.Succeed([.. shield, .. elsewhere]);

        Assert.Contains("sign signed", await signer.ReadUntilAsync(" sign "), StringComparison.Ordinal);
        Assert.Contains("prove proven: T(2,1)", await prover.ReadUntilAsync(" prove "), StringComparison.Ordinal);
        Assert.Contains("60.00", CommandProcess.Succeed(["wallet", "balance", .. ledger.WalletOptions("a")]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signer_whose_node_is_away_signs_nothing_and_says_so()
    {
        OwnChain chain = await OwnChain.StartAsync();
        WalletTown town = await WalletTown.BeginAsync(chain, VerifierHome.Precompiles, keys.Prover, new Cli.DemoOptions { Shapes = [TransferShape.Everyday] });
        TownBank a = await town.AdmitAsync("DEMOBANKAXX");
        WriteFiles(a, town.Ledger);
        _ = CommandProcess.Succeed("certificates", "create", "--folder", PathOf("tls"));
        await using ServingProcess process = await ServingProcess.StartAsync(
            "signer ",
            "signer", "run", "--seed-file", PathOf("seed.json"), "--password-file", PathOf("password"), "--ledger", PathOf("ledger.json"), "--rpc", chain.Address,
            "--listen", "127.0.0.1:0", "--certificate", PathOf("tls/server.pem"), "--client-ca", PathOf("tls/ca.pem"));
        using TlsIdentity identity = TlsIdentity.FromPemFile(PathOf("tls/client.pem"));
        using RemoteSpendSigner signer = new(Calling(process.Address, identity));
        SigningRequest request = RequestOf(a, town.Ledger);
        Assert.NotNull((await signer.SignAsync(request, Cancelled)).Signature);
        await town.DisposeAsync();

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(async () => await signer.SignAsync(request, Cancelled));
        Assert.Equal(RemoteFailure.Unavailable, failure.Failure);
        Assert.Contains("its node does not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prover_that_is_killed_in_mid_proof_is_a_broken_connection_and_another_takes_its_place()
    {
        _ = CommandProcess.Succeed("certificates", "create", "--folder", PathOf("tls"));
        string[] run = ["prover", "run", "--certificate", PathOf("tls/server.pem"), "--client-ca", PathOf("tls/ca.pem"), "--listen"];
        ServingProcess process = await ServingProcess.StartAsync("prover ", [.. run, "127.0.0.1:0"]);
        using TlsIdentity identity = TlsIdentity.FromPemFile(PathOf("tls/client.pem"));
        Dictionary<TransferShape, VerifyingKey> verifying = new() { [TransferShape.Everyday] = keys.Prover.VerifyingKeyOf(TransferShape.Everyday, Cancelled) };
        using RemoteTransferProver prover = new(Calling(process.Address, identity), verifying);
        TransferWitness witness = SampleTransfer.Create(TransferShape.Everyday, RandomSource.FromSeed("killed"u8));

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(async () => await prover.ProveAsync(witness, new Killer(process), Cancelled));
        Assert.Equal(RemoteFailure.Unreachable, failure.Failure);

        await process.DisposeAsync();
        await using ServingProcess next = await ServingProcess.StartAsync("prover ", [.. run, process.Address.Authority]);
        _ = await prover.ProveAsync(witness, cancellation: Cancelled);
    }

    [Fact]
    public void Files_addresses_and_clients_that_are_not_there_are_named_in_one_line()
    {
        _ = CommandProcess.Succeed("certificates", "create", "--folder", PathOf("tls"));
        string[] prover = ["prover", "run", "--listen", "127.0.0.1:0", "--certificate", PathOf("tls/server.pem")];

        CommandProcess.Refuse(2, "--client-ca or with --client-fingerprint", prover);
        CommandProcess.Refuse(2, "is no fingerprint", [.. prover, "--client-fingerprint", "abc"]);
        CommandProcess.Refuse(3, "does not exist", [.. prover, "--client-ca", PathOf("none.pem")]);
        CommandProcess.Refuse(3, "must hold", "prover", "run", "--certificate", PathOf("tls/ca.pem"), "--client-ca", PathOf("tls/ca.pem"));
        CommandProcess.Refuse(3, "is no certificate of a server", "prover", "run", "--listen", "127.0.0.1:0", "--certificate", PathOf("tls/client.pem"), "--client-ca", PathOf("tls/ca.pem"));
        CommandProcess.Refuse(2, "is no address with a port", "prover", "run", "--listen", "nowhere", "--certificate", PathOf("tls/server.pem"), "--client-ca", PathOf("tls/ca.pem"));
        CommandProcess.Refuse(5, "is not empty", "certificates", "create", "--folder", PathOf("tls"));
        CommandProcess.Refuse(2, "is no name or address of a host", "certificates", "create", "--folder", PathOf("more"), "--host", "a b");
        Assert.Equal(["ca.pem", "client.pem", "server.pem"], Directory.GetFileSystemEntries(PathOf("tls")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(PathOf("more")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string PathOf(string name) => Path.Combine(folder, name);

    private void WriteFiles(TownBank bank, DeployedLedger ledger)
    {
        File.WriteAllText(PathOf("password"), "correct horse\n");
        File.WriteAllBytes(PathOf("seed.json"), WalletFile.Seal(bank.Seed, "correct horse"u8, KeystoreCost.Light, RandomSource.System));
        DeploymentFile.Write(PathOf("ledger.json"), ledger);
    }

    private RemoteClientOptions Calling(Uri address, TlsIdentity identity) => new() { Address = address, Identity = identity, Trust = PeerTrust.InAuthorityOf(PathOf("tls/ca.pem")) };

    // A transfer of nothing from the bank to itself: what a signer needs to see, and no note of the ledger's.
    private static SigningRequest RequestOf(TownBank bank, DeployedLedger ledger)
    {
        using FullViewingKey viewing = bank.Seed.FullViewingKey(ledger.LedgerId);
        TransferPlan plan = PlannedTransfer.Create(
            new TransferDraft
            {
                Shape = TransferShape.Everyday,
                VerifyingKeyVersion = ledger.Keys[0].Version,
                Epoch = ledger.Committee.FirstEpoch,
                Asset = WalletTown.Euro,
                Sender = bank.Wallet.Self!.Index,
                Notes = [],
                Payments = [],
                Terms = new TransferTerms { ChainId = ledger.ChainId, Contract = ledger.ZToken.ToAccount(), Expiry = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600 },
            },
            viewing,
            RandomSource.System).Plan;
        Member self = viewing.MemberIn(plan.Epoch);
        TransferParties parties = new(self, [self]);
        return new SigningRequest(plan, TransferEffects.Of(plan, viewing.ProofGenerationKey.ValidatingKey, parties), plan.EncryptMemos(parties));
    }

    /// <summary>Kills a process at the first step that it tells of.</summary>
    private sealed class Killer(ServingProcess process) : IProgress<double>
    {
        public void Report(double value) => process.Kill();
    }
}
