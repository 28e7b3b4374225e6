using System.Globalization;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>A ledger's life on some chain: the same accounts, keys, notes and amounts on every one, so that all must end in the same state.</summary>
internal sealed class LedgerStory : IAsyncDisposable
{
    /// <summary>That of our development chain.</summary>
    public const ulong ChainId = 0x5a54;

    // The same on all chains, whatever time it is there.
    public const ulong Expiry = 4_000_000_000;

    public const ulong EpochLength = 30 * 24 * 3600;

    public const ulong GraceBlocks = 10;

    private readonly Secp256k1PrivateKey operatorKey;

    private LedgerStory(IChain chain, DemoLedger demo, Secp256k1PrivateKey operatorKey, DemoBank a, DemoBank b) =>
        (Chain, Demo, this.operatorKey, A, B) = (chain, demo, operatorKey, a, b);

    public IChain Chain { get; }

    public DemoLedger Demo { get; }

    public DemoBank A { get; }

    public DemoBank B { get; }

    public EthereumClient Client => Chain.Client;

    public static AssetId Euro => DemoAuthorities.Euro;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Deploys a ledger, admits two banks, and gives A 1,000 euros, of which it shields 600.</summary>
    public static async Task<LedgerStory> BeginAsync(IChain chain, VerifierHome home, TransferProver prover)
    {
        RandomSource random = RandomSource.FromSeed("ledger story"u8);
        Secp256k1PrivateKey ownKey = Secp256k1PrivateKey.Generate(random);
        using Secp256k1PrivateKey otherKey = Secp256k1PrivateKey.Generate(random);
        // Verifiers come from an account of their own, so that the ledger's addresses do not depend on them.
        using TransactionSender other = new(chain.Client, otherKey);
        VerifierSettings? verifiers = home == VerifierHome.Solidity ? await VerifierSettings.CreateAsync(other, Cancelled) : null;
        TransactionSender sender = new(chain.Client, ownKey);
        DemoOptions options = new() { Verifiers = verifiers, EpochLength = EpochLength, GraceBlocks = GraceBlocks };
        DemoLedger demo = await DemoLedger.DeployAsync(sender, home, prover, random, options, Cancelled);
        DemoBank a = await demo.AdmitAsync("BANKAAAA", Cancelled), b = await demo.AdmitAsync("BANKBBBB", Cancelled);
        _ = await demo.Authorities.MintAsync(a.Member, Euro, new Amount(1000_00), Cancelled);
        LedgerStory story = new(chain, demo, ownKey, a, b);
        _ = await story.TakeAsync(await story.ShieldAsync(a, 600_00), a.Sender);
        return story;
    }

    /// <summary>A bundle that shields a bank's coins, which it has let the z-contract take.</summary>
    public async Task<BundleOperation> ShieldAsync(DemoBank bank, ulong cents, AssetId? asset = null)
    {
        if (asset is null)
        {
            _ = await bank.Sender.SendAsync(Demo.Ledger.CoinOf(Euro), DepositCoinContract.Approve(Demo.Ledger.ZToken, new Amount(cents)), Cancelled);
        }

        return await PrepareAsync(bank, new DemoOrder(asset ?? Euro) { PublicIn = new Amount(cents) });
    }

    /// <summary>A bundle that pays.</summary>
    public Task<BundleOperation> PayAsync(DemoBank from, DemoBank to, ulong cents) =>
        PrepareAsync(from, new DemoOrder(Euro, new Payment(to.Index, new Amount(cents), Memo.FromText(string.Create(CultureInfo.InvariantCulture, $"for {cents}")))));

    /// <summary>A bundle that unshields.</summary>
    public Task<BundleOperation> UnshieldAsync(DemoBank bank, ulong cents, Address? target = null) =>
        PrepareAsync(bank, new DemoOrder(Euro) { PublicOut = new Amount(cents), Target = target });

    public async Task<BundleOperation> PrepareAsync(DemoBank bank, DemoOrder order) => (await PrepareBundleAsync(bank, order)).Operation;

    /// <summary>A bundle in the contract's form and as it travels.</summary>
    public async Task<(BundleOperation Operation, Bundle Bundle)> PrepareBundleAsync(DemoBank bank, DemoOrder order)
    {
        Bundle bundle = await Demo.PrepareAsync(bank, order with { Expiry = order.Expiry ?? Expiry }, Cancelled);
        return (new BundleOperation(order.Function, ContractBundle.From(bundle)), bundle);
    }

    /// <summary>Submits a bundle, by a stranger unless it is said by whom, and sees it taken.</summary>
    public async Task<TransactionOutcome> TakeAsync(BundleOperation operation, TransactionSender? by = null)
    {
        byte[] call = ZTokenContract.Submit(operation);
        if (by is null)
        {
            return await Demo.SubmitAsync(call, Cancelled);
        }

        TransactionOutcome outcome = await by.SendAsync(Demo.Ledger.ZToken, call, Cancelled);
        await Demo.SyncAsync(Cancelled);
        return outcome;
    }

    /// <summary>Submits bundles, each by an account of its own, at the same time.</summary>
    public async Task TakeTogetherAsync(params BundleOperation[] operations)
    {
        List<SignedTransaction> transactions = [];
        foreach (BundleOperation operation in operations)
        {
            using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
            transactions.Add(new Transaction { ChainId = ChainId, GasLimit = 3_000_000, To = Demo.Ledger.ZToken, Data = ZTokenContract.Submit(operation) }.Sign(key));
        }

        IReadOnlyList<TransactionOutcome> outcomes = await Chain.SendTogetherAsync(transactions, Cancelled);
        Assert.All(outcomes, outcome => Assert.True(outcome.Receipt.Succeeded));
        await Demo.SyncAsync(Cancelled);
    }

    /// <summary>Submits a bundle and sees it refused.</summary>
    public Task RefuseAsync(LedgerRefusal refusal, BundleOperation operation, TransactionSender by) => RefuseAsync(refusal, Demo.Ledger.ZToken, ZTokenContract.Submit(operation), by);

    /// <summary>Sends a call and sees it refused: by its estimate with the reason, and in a block, where it fails.</summary>
    public async Task RefuseAsync(LedgerRefusal refusal, Address contract, byte[] call, TransactionSender by)
    {
        LedgerRefusedException refused = await Assert.ThrowsAsync<LedgerRefusedException>(() => by.EstimateAsync(contract, call, Cancelled));
        Assert.True(refusal == refused.Refusal, $"{refusal} was expected, the contract says {refused.Error}");
        try
        {
            TransactionOutcome outcome = await by.SendAsync(contract, call, 3_000_000, Cancelled);
            Assert.False(outcome.Receipt.Succeeded);
            Assert.Empty(outcome.Receipt.Logs);
        }
        catch (LedgerRefusedException kept)
        {
            // Our chain's pool does not take at all what costs nothing and would fail.
            Assert.Equal(refusal, kept.Refusal);
        }
    }

    /// <summary>All that a ledger holds, as text: two that are in the same state give the same.</summary>
    public async Task<string> DescribeAsync()
    {
        List<string> lines = [await DescribeShieldedAsync(Demo)];
        foreach (DemoBank bank in Demo.Banks)
        {
            Amount coins = await new DepositCoinContract(Client, Demo.Ledger.CoinOf(Euro)).GetBalanceAsync(bank.Account, cancellationToken: Cancelled);
            lines.Add($"{bank.Name} has {coins} in coins");
        }

        return string.Join('\n', lines);
    }

    /// <summary>All but the coins outside the pools: what goes along when a ledger moves.</summary>
    public async Task<string> DescribeShieldedAsync(DemoLedger demo)
    {
        await demo.SyncAsync(Cancelled);
        MemberRegistryContract registry = new(demo.Client, demo.Ledger.Registry);
        List<string> lines =
        [
            $"root {(await demo.ZToken.GetNoteRootAsync(cancellationToken: Cancelled)).Value}",
            $"leaves {await demo.ZToken.GetLeafCountAsync(cancellationToken: Cancelled)}",
            $"members {(await registry.GetMemberRootAsync(demo.Registry.Current!.Value, cancellationToken: Cancelled)).Value}",
        ];
        foreach (AcceptedBundle bundle in demo.Accepted)
        {
            TransferEffects effects = bundle.Statement.Effects;
            lines.Add($"{bundle.Function} {bundle.FirstPosition} {bundle.Id}");
            lines.AddRange(effects.Outputs.Select(output => $"commitment {output.Commitment.Value} {output.Value.U}"));
            foreach (Nullifier nullifier in effects.Nullifiers)
            {
                lines.Add($"nullifier {nullifier.Value}");
                Assert.True(await demo.ZToken.IsNullifierSeenAsync(nullifier, cancellationToken: Cancelled));
            }
        }

        foreach ((string symbol, Amount pool, Amount escrow) in await demo.Authorities.ComparePoolsAsync(Cancelled))
        {
            Assert.Equal(pool, escrow);
            lines.Add($"{symbol} {pool}");
        }

        foreach (DemoBank bank in demo.Banks)
        {
            lines.Add($"{bank.Name} {bank.Index}: {bank.Shielded.BalanceOf(Euro)} in {string.Join(' ', bank.Shielded.Unspent.Select(note => note.Note.Position))}");
            Assert.Equal(bank.Shielded.Tree.Root, await demo.ZToken.GetNoteRootAsync(cancellationToken: Cancelled));
        }

        return string.Join('\n', lines);
    }

    public ValueTask DisposeAsync()
    {
        Demo.Dispose();
        operatorKey.Dispose();
        return ValueTask.CompletedTask;
    }
}
