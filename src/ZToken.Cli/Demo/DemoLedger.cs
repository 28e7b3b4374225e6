using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A ledger with its authorities and some banks: all in one process, which no real ledger is.</summary>
internal sealed class DemoLedger : IDisposable
{
    private readonly RandomSource random;
    private readonly List<DemoBank> owned = [];
    private readonly List<DemoBank> banks = [];
    private readonly List<LedgerBlock> blocks = [];
    private readonly LedgerFollower follower;
    private ulong strangersGas;

    private DemoLedger(DemoAuthorities authorities, TransferProver prover, RandomSource random)
    {
        (Authorities, Prover, this.random) = (authorities, prover, random);
        follower = new LedgerFollower(Client, Ledger);
        Registry = new RegistryFollower(Ledger.Registry);
        ZToken = new ZTokenContract(Client, Ledger.ZToken);
    }

    /// <summary>The operator and the keepers.</summary>
    public DemoAuthorities Authorities { get; }

    public TransactionSender Operator => Authorities.Operator;

    public EthereumClient Client => Authorities.Client;

    public DeployedLedger Ledger => Authorities.Ledger;

    public IReadOnlyList<DemoBank> Banks => banks;

    public TransferProver Prover { get; }

    public RegistryFollower Registry { get; }

    public ZTokenContract ZToken { get; }

    /// <summary>All bundles that the contract took, in order.</summary>
    public IEnumerable<AcceptedBundle> Accepted => blocks.SelectMany(block => block.Bundles);

    /// <summary>The gas of everything that its accounts sent.</summary>
    public ulong GasUsed => banks.Aggregate(Authorities.GasUsed + strangersGas, (sum, bank) => sum + bank.Sender.GasUsed);

    /// <summary>The member tree of the current epoch.</summary>
    public MemberTree Members => Registry.Current is { } epoch && Registry.TryGetTree(epoch, out MemberTree? tree) ? tree : throw new InvalidOperationException("The current epoch has no members.");

    /// <summary>Deploys a ledger whose keepers are new accounts.</summary>
    public static async Task<DemoLedger> DeployAsync(TransactionSender operatorAccount, VerifierHome home, TransferProver prover, RandomSource random, DemoOptions options, CancellationToken cancellation) =>
        new(await DemoAuthorities.DeployAsync(operatorAccount, home, prover, random, options, cancellation), prover, random);

    /// <summary>The ledger with its banks where its history was replayed; they find all they own in the logs there.</summary>
    public async Task<DemoLedger> MoveToAsync(TransactionSender operatorAccount, DeployedLedger target, CancellationToken cancellation)
    {
        DemoLedger moved = new(new DemoAuthorities(operatorAccount, target, [], random), Prover, random);
        foreach (DemoBank bank in banks)
        {
            DemoBank there = bank.MoveTo(operatorAccount.Client, target.LedgerId);
            moved.owned.Add(there);
            moved.Join(there);
        }

        await moved.Authorities.FundAsync(moved.banks.Select(bank => bank.Account), cancellation);
        await moved.SyncAsync(cancellation);
        return moved;
    }

    /// <summary>A bank that is nobody's member yet.</summary>
    public async Task<DemoBank> CreateBankAsync(string name, CancellationToken cancellation)
    {
        DemoBank bank = new(name, Client, Ledger.LedgerId, random);
        await Authorities.FundAsync([bank.Account], cancellation);
        foreach (LedgerBlock block in blocks)
        {
            _ = bank.Shielded.Apply(block.Height, block.Transfers);
        }

        owned.Add(bank);
        return bank;
    }

    /// <summary>Invites a bank and lets it ask to be admitted; nobody has approved.</summary>
    /// <returns>What the keepers are to check and approve.</returns>
    public async Task<PublishedDealing> RequestAsync(DemoBank bank, CancellationToken cancellation)
    {
        await SyncAsync(cancellation);
        return await Authorities.RequestAsync(bank.Member, Registry.Current!.Value, cancellation);
    }

    /// <summary>Admits a bank with the approvals of as many keepers as are needed.</summary>
    public async Task<DemoBank> AdmitAsync(string name, CancellationToken cancellation)
    {
        DemoBank bank = await CreateBankAsync(name, cancellation);
        await SyncAsync(cancellation);
        await Authorities.AdmitAsync(bank.Member, Registry.Current!.Value, cancellation);
        Join(bank);
        await SyncAsync(cancellation);
        return bank;
    }

    /// <summary>Counts a bank that was admitted among those that deal their keys.</summary>
    public void Join(DemoBank bank) => banks.Add(bank);

    /// <summary>Prepares the next epoch: every member deals its viewing key, and as many keepers as are needed approve and seal.</summary>
    public async Task PrepareNextEpochAsync(CancellationToken cancellation)
    {
        await SyncAsync(cancellation);
        Epoch next = new(Registry.Current!.Value.Number + 1);
        foreach (DemoBank bank in banks)
        {
            await Authorities.DealAsync(bank.Member, next, cancellation);
        }

        await SyncAsync(cancellation);
        MemberRoot root = Registry.TryGetTree(next, out MemberTree? tree) ? tree.Root : throw new InvalidOperationException($"Nobody joined epoch {next}.");
        await Authorities.SealAsync(next, root, cancellation);
    }

    /// <summary>Makes a bundle of what a bank wants.</summary>
    public async Task<Bundle> PrepareAsync(DemoBank bank, DemoOrder order, CancellationToken cancellation)
    {
        await SyncAsync(cancellation);
        BlockHeader latest = (await Client.GetHeaderAsync(BlockTag.Latest, cancellation))!;
        return bank.Prepare(order, Members, Ledger.ContractHome, latest.Timestamp, Prover);
    }

    /// <summary>Lets the z-contract take what a bank will shield, and shields it.</summary>
    public async Task<TransactionOutcome> ShieldAsync(DemoBank bank, AssetId asset, Amount amount, CancellationToken cancellation)
    {
        _ = await bank.Sender.SendAsync(Ledger.CoinOf(asset), DepositCoinContract.Approve(Ledger.ZToken, amount), cancellation);
        Bundle shield = await PrepareAsync(bank, new DemoOrder(asset) { PublicIn = amount }, cancellation);
        BundleOperation operation = new(BundleFunction.Shield, ContractBundle.From(shield));
        TransactionOutcome outcome = await bank.Sender.SendAsync(Ledger.ZToken, ZTokenContract.Submit(operation), cancellation);
        await SyncAsync(cancellation);
        return outcome;
    }

    /// <summary>Submits a call to the z-contract from an account that nobody used before.</summary>
    public async Task<TransactionOutcome> SubmitAsync(byte[] call, CancellationToken cancellation)
    {
        using TransactionSender stranger = await CreateStrangerAsync(cancellation);
        TransactionOutcome outcome = await stranger.SendAsync(Ledger.ZToken, call, cancellation);
        strangersGas += stranger.GasUsed;
        await SyncAsync(cancellation);
        return outcome;
    }

    /// <summary>An account that nobody used before.</summary>
    public async Task<TransactionSender> CreateStrangerAsync(CancellationToken cancellation)
    {
        TransactionSender stranger = new(Client, Secp256k1PrivateKey.Generate(random));
        await Authorities.FundAsync([stranger.Account], cancellation);
        return stranger;
    }

    /// <summary>Reads on to the latest block and tells all banks.</summary>
    public async Task SyncAsync(CancellationToken cancellation)
    {
        ulong latest = await Client.GetBlockNumberAsync(cancellation);
        await foreach (LedgerBlock block in follower.ReadToAsync(latest, cancellation))
        {
            foreach (Log log in block.RegistryLogs)
            {
                Registry.Apply(log);
            }

            blocks.Add(block);
            foreach (DemoBank bank in owned)
            {
                _ = bank.Shielded.Apply(block.Height, block.Transfers);
            }
        }
    }

    public void Dispose()
    {
        owned.ForEach(bank => bank.Dispose());
        Authorities.Dispose();
    }
}
