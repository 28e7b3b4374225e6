using System.Globalization;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A ledger with its operator, its keepers and some banks: all in one process, which no real ledger is.</summary>
internal sealed class DemoLedger : IDisposable
{
    /// <summary>m, f and n of the demonstration's committee.</summary>
    public const int Threshold = 2, Faults = 1, KeeperCount = 4;

    public static readonly AssetId Euro = new(1), Dollar = new(2);

    private readonly RandomSource random;
    private readonly List<IDisposable> owned = [];
    private readonly List<DemoBank> banks = [];
    private readonly List<LedgerBlock> blocks = [];
    private readonly LedgerFollower follower;
    private int references;
    private ulong strangersGas;

    private DemoLedger(TransactionSender operatorAccount, DeployedLedger ledger, IReadOnlyList<TransactionSender> keepers, TransferProver prover, RandomSource random)
    {
        (Operator, Ledger, Keepers, Prover, this.random) = (operatorAccount, ledger, keepers, prover, random);
        KeeperKeys = [.. keepers.Select(_ => KeeperKey.Create(random))];
        follower = new LedgerFollower(Client, ledger);
        Registry = new RegistryFollower(ledger.Registry);
        ZToken = new ZTokenContract(Client, ledger.ZToken);
    }

    /// <summary>Deploys, is the issuer and the freezer.</summary>
    public TransactionSender Operator { get; }

    public EthereumClient Client => Operator.Client;

    public DeployedLedger Ledger { get; }

    public IReadOnlyList<TransactionSender> Keepers { get; }

    /// <summary>The keys with which the keepers open their shares, each in its keeper's hands.</summary>
    public IReadOnlyList<KeeperKey> KeeperKeys { get; }

    public IReadOnlyList<DemoBank> Banks => banks;

    public TransferProver Prover { get; }

    public RegistryFollower Registry { get; }

    public ZTokenContract ZToken { get; }

    /// <summary>All bundles that the contract took, in order.</summary>
    public IEnumerable<AcceptedBundle> Accepted => blocks.SelectMany(block => block.Bundles);

    /// <summary>The gas of everything that its accounts sent.</summary>
    public ulong GasUsed => Operator.GasUsed + Keepers.Concat(banks.Select(bank => bank.Sender)).Aggregate(strangersGas, (sum, account) => sum + account.GasUsed);

    /// <summary>The member tree of the current epoch.</summary>
    public MemberTree Members => Registry.Current is { } epoch && Registry.TryGetTree(epoch, out MemberTree? tree) ? tree : throw new InvalidOperationException("The current epoch has no members.");

    /// <summary>Deploys a ledger whose keepers are new accounts.</summary>
    public static async Task<DemoLedger> DeployAsync(TransactionSender operatorAccount, VerifierHome home, TransferProver prover, RandomSource random, DemoOptions options, CancellationToken cancellation)
    {
        TransactionSender[] keepers = [.. Enumerable.Range(0, KeeperCount).Select(_ => new TransactionSender(operatorAccount.Client, Secp256k1PrivateKey.Generate(random)))];
        LedgerSettings settings = new()
        {
            Home = home,
            Verifiers = options.Verifiers,
            Committee = new CommitteeSettings
            {
                Threshold = Threshold,
                Faults = Faults,
                Keepers = [.. keepers.Select(keeper => keeper.Account)],
                EpochLength = options.EpochLength,
                GraceBlocks = options.GraceBlocks,
            },
            Keys = [.. options.Shapes.Select(shape => new KeySettings(DemoBank.KeyVersion, shape, new VerifyingKeyCode(prover.VerifyingKeyOf(shape, cancellation), prover.Parameters.IsInsecure).ToBytes()))],
            Coins = [new CoinSettings(Euro, "Deposit Euro", "dEUR"), new CoinSettings(Dollar, "Deposit Dollar", "dUSD")],
            IsInsecure = prover.Parameters.IsInsecure,
        };
        DeployedLedger ledger = await new LedgerDeployment(operatorAccount, settings, options.Progress).RunAsync(cancellation);
        DemoLedger demo = new(operatorAccount, ledger, keepers, prover, random);
        demo.owned.AddRange(keepers);
        await demo.FundAsync(keepers.Select(keeper => keeper.Account), cancellation);
        return demo;
    }

    /// <summary>The ledger with its banks where its history was replayed; they find all they own in the logs there.</summary>
    public async Task<DemoLedger> MoveToAsync(TransactionSender operatorAccount, DeployedLedger target, CancellationToken cancellation)
    {
        DemoLedger moved = new(operatorAccount, target, [], Prover, random);
        foreach (DemoBank bank in banks)
        {
            DemoBank there = bank.MoveTo(operatorAccount.Client, target.LedgerId);
            moved.owned.Add(there);
            moved.Join(there);
        }

        await moved.FundAsync(moved.banks.Select(bank => bank.Account), cancellation);
        await moved.SyncAsync(cancellation);
        return moved;
    }

    /// <summary>A bank that is nobody's member yet.</summary>
    public async Task<DemoBank> CreateBankAsync(string name, CancellationToken cancellation)
    {
        DemoBank bank = new(name, Client, Ledger.LedgerId, random);
        await FundAsync([bank.Account], cancellation);
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
        _ = await Operator.SendAsync(Ledger.Registry, MemberRegistryContract.Invite(bank.Account), cancellation);
        bank.Index = await new MemberRegistryContract(Client, Ledger.Registry).FindIndexAsync(bank.Account, cancellationToken: cancellation) ?? throw new InvalidDataException("The registry forgot an invitation.");
        await SyncAsync(cancellation);
        Epoch epoch = Registry.Current!.Value;
        ViewingKeyDealing dealing = DemoDealing.Create(bank, epoch, Ledger.LedgerId, KeeperKeys, random);
        byte[] request = MemberRegistryContract.RequestAdmission(bank.Keys.Owner, bank.Name, epoch, dealing);
        return DemoDealing.Find(await bank.Sender.SendAsync(Ledger.Registry, request, cancellation), Ledger.Registry);
    }

    /// <summary>Lets so many keepers open their shares of a dealing, check it and approve it.</summary>
    /// <exception cref="InvalidDataException">A keeper finds something wrong.</exception>
    public async Task ApproveAsync(DemoBank bank, PublishedDealing published, int keepers, CancellationToken cancellation)
    {
        for (int position = 1; position <= keepers; position++)
        {
            DealingRefusal refusal = DemoDealing.Check(published, bank, Ledger.LedgerId, KeeperKeys, position);
            if (refusal != DealingRefusal.None || published.Hash != published.Dealing.HashFor(bank.Index, published.Epoch, bank.Keys.Owner, bank.Name, bank.Account))
            {
                throw new InvalidDataException($"Keeper {position} does not approve the dealing of {bank.Name}: {refusal}.");
            }

            _ = await Keepers[position - 1].SendAsync(Ledger.Registry, MemberRegistryContract.Approve(bank.Index, published.Epoch, published.Hash), cancellation);
        }
    }

    /// <summary>Admits a bank with the approvals of as many keepers as are needed.</summary>
    public async Task<DemoBank> AdmitAsync(string name, CancellationToken cancellation)
    {
        DemoBank bank = await CreateBankAsync(name, cancellation);
        await ApproveAsync(bank, await RequestAsync(bank, cancellation), Threshold + Faults, cancellation);
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
            ViewingKeyDealing dealing = DemoDealing.Create(bank, next, Ledger.LedgerId, KeeperKeys, random);
            TransactionOutcome dealt = await bank.Sender.SendAsync(Ledger.Registry, MemberRegistryContract.PublishDealing(next, dealing), cancellation);
            await ApproveAsync(bank, DemoDealing.Find(dealt, Ledger.Registry), Threshold + Faults, cancellation);
        }

        await SyncAsync(cancellation);
        MemberRoot root = Registry.TryGetTree(next, out MemberTree? tree) ? tree.Root : throw new InvalidOperationException($"Nobody joined epoch {next}.");
        foreach (TransactionSender keeper in Keepers.Take(Threshold + Faults))
        {
            _ = await keeper.SendAsync(Ledger.Registry, MemberRegistryContract.SealEpoch(next, root), cancellation);
        }
    }

    /// <summary>Makes coins for a deposit that a bank made.</summary>
    public async Task<TransactionOutcome> MintAsync(DemoBank bank, AssetId asset, Amount amount, CancellationToken cancellation) =>
        await Operator.SendAsync(Ledger.CoinOf(asset), DepositCoinContract.Mint(bank.Account, amount, NextReference()), cancellation);

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
        await FundAsync([stranger.Account], cancellation);
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
            foreach (DemoBank bank in owned.OfType<DemoBank>())
            {
                _ = bank.Shielded.Apply(block.Height, block.Transfers);
            }
        }
    }

    /// <summary>Compares what the z-contract says is in its pools with the coins that it holds.</summary>
    /// <returns>Each asset with both.</returns>
    public async Task<IReadOnlyList<(string Symbol, Amount Pool, Amount Escrow)>> ComparePoolsAsync(CancellationToken cancellation)
    {
        List<(string, Amount, Amount)> pools = [];
        foreach (DeployedCoin coin in Ledger.Coins)
        {
            Amount escrow = await new DepositCoinContract(Client, coin.Contract).GetBalanceAsync(Ledger.ZToken, cancellationToken: cancellation);
            pools.Add((coin.Symbol, await ZToken.GetPoolAsync(coin.Asset, cancellationToken: cancellation), escrow));
        }

        return pools;
    }

    /// <summary>A reference of a payment that no coin has seen.</summary>
    public Hash256 NextReference() => Hash256.Of(System.Text.Encoding.ASCII.GetBytes((++references).ToString(CultureInfo.InvariantCulture)));

    public void Dispose()
    {
        owned.ForEach(item => item.Dispose());
        foreach (KeeperKey key in KeeperKeys)
        {
            key.Dispose();
        }
    }

    // Where gas costs something, the operator pays for everybody's.
    private async Task FundAsync(IEnumerable<Address> accounts, CancellationToken cancellation)
    {
        const ulong EnoughGas = 100_000_000;
        Word price = await Client.GetGasPriceAsync(cancellation);
        if (price.IsZero)
        {
            return;
        }

        foreach (Address account in accounts)
        {
            _ = await Operator.FundAsync(account, price * EnoughGas, cancellation);
        }
    }
}
