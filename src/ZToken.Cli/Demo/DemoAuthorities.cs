using System.Globalization;
using System.Text;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The operator, who deploys, issues and freezes, and the keepers of a demonstration's ledger: all in one process, which no real ledger's are.</summary>
internal sealed class DemoAuthorities : IDisposable
{
    /// <summary>m, f and n of the demonstration's committee.</summary>
    public const int Threshold = 2, Faults = 1, KeeperCount = 4;

    /// <summary>The version of the verifying keys.</summary>
    public const uint KeyVersion = 1;

    public static readonly AssetId Euro = new(1), Dollar = new(2);

    /// <summary>The coins of every demonstration.</summary>
    public static IReadOnlyList<CoinSettings> Coins { get; } = [new(Euro, "Deposit Euro", "dEUR"), new(Dollar, "Deposit Dollar", "dUSD")];

    private readonly RandomSource random;
    private int references;

    /// <summary>The authorities of a ledger that is deployed.</summary>
    /// <param name="operatorAccount">Deploys, is the issuer and the freezer; stays the caller's to dispose of.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="keepers">The keepers' accounts: none where the committee stayed behind when the ledger moved.</param>
    /// <param name="random">Keys and randomness.</param>
    public DemoAuthorities(TransactionSender operatorAccount, DeployedLedger ledger, IReadOnlyList<TransactionSender> keepers, RandomSource random)
    {
        (Operator, Ledger, Keepers, this.random) = (operatorAccount, ledger, keepers, random);
        KeeperKeys = [.. keepers.Select(_ => KeeperKey.Create(random))];
    }

    public TransactionSender Operator { get; }

    public EthereumClient Client => Operator.Client;

    public DeployedLedger Ledger { get; }

    public IReadOnlyList<TransactionSender> Keepers { get; }

    /// <summary>The keys with which the keepers open their shares, each in its keeper's hands.</summary>
    public IReadOnlyList<KeeperKey> KeeperKeys { get; }

    /// <summary>The keys of the keepers' accounts, where they are of this process's making.</summary>
    public IReadOnlyList<Secp256k1PrivateKey> KeeperAccounts { get; private init; } = [];

    /// <summary>The gas of all that they sent.</summary>
    public ulong GasUsed => Keepers.Aggregate(Operator.GasUsed, (sum, keeper) => sum + keeper.GasUsed);

    /// <summary>Deploys a ledger whose keepers are new accounts.</summary>
    public static async Task<DemoAuthorities> DeployAsync(TransactionSender operatorAccount, VerifierHome home, TransferProver prover, RandomSource random, DemoOptions options, CancellationToken cancellation)
    {
        Secp256k1PrivateKey[] accounts = [.. Enumerable.Range(0, KeeperCount).Select(_ => Secp256k1PrivateKey.Generate(random))];
        TransactionSender[] keepers = [.. accounts.Select(key => new TransactionSender(operatorAccount.Client, key))];
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
            Keys = [.. options.Shapes.Select(shape => new KeySettings(KeyVersion, shape, new VerifyingKeyCode(prover.VerifyingKeyOf(shape, cancellation), prover.Parameters.IsInsecure).ToBytes())), .. options.OtherKeys],
            Coins = Coins,
            IsInsecure = prover.Parameters.IsInsecure,
        };
        DemoAuthorities authorities = new(operatorAccount, await new LedgerDeployment(operatorAccount, settings, options.Progress).RunAsync(cancellation), keepers, random) { KeeperAccounts = accounts };
        await authorities.FundAsync(keepers.Select(keeper => keeper.Account), cancellation);
        return authorities;
    }

    /// <summary>Where gas costs something, the operator pays for everybody's.</summary>
    public async Task FundAsync(IEnumerable<Address> accounts, CancellationToken cancellation)
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

    /// <summary>Admits a bank to an epoch with the approvals of as many keepers as are needed.</summary>
    public async Task AdmitAsync(DemoMember member, Epoch epoch, CancellationToken cancellation) =>
        await ApproveAsync(member, await RequestAsync(member, epoch, cancellation), Threshold + Faults, cancellation);

    /// <summary>Invites a bank and lets it ask to be admitted; nobody has approved.</summary>
    /// <returns>What the keepers are to check and approve.</returns>
    public async Task<PublishedDealing> RequestAsync(DemoMember member, Epoch epoch, CancellationToken cancellation)
    {
        _ = await Operator.SendAsync(Ledger.Registry, MemberRegistryContract.Invite(member.Account), cancellation);
        member.Index = await new MemberRegistryContract(Client, Ledger.Registry).FindIndexAsync(member.Account, cancellationToken: cancellation)
            ?? throw new InvalidDataException("The registry forgot an invitation.");
        ViewingKeyDealing dealing = DemoDealing.Create(member, epoch, Ledger.LedgerId, KeeperKeys, random);
        byte[] request = MemberRegistryContract.RequestAdmission(member.Keys.Owner, member.Name, epoch, dealing);
        return DemoDealing.Find(await member.Sender.SendAsync(Ledger.Registry, request, cancellation), Ledger.Registry);
    }

    /// <summary>Lets so many keepers open their shares of a dealing, check it and approve it.</summary>
    /// <exception cref="InvalidDataException">A keeper finds something wrong.</exception>
    public async Task ApproveAsync(DemoMember member, PublishedDealing published, int keepers, CancellationToken cancellation)
    {
        for (int position = 1; position <= keepers; position++)
        {
            DealingRefusal refusal = DemoDealing.Check(published, member, Ledger.LedgerId, KeeperKeys, position);
            if (refusal != DealingRefusal.None || published.Hash != published.Dealing.HashFor(member.Index, published.Epoch, member.Keys.Owner, member.Name, member.Account))
            {
                throw new InvalidDataException($"Keeper {position} does not approve the dealing of {member.Name}: {refusal}.");
            }

            _ = await Keepers[position - 1].SendAsync(Ledger.Registry, MemberRegistryContract.Approve(member.Index, published.Epoch, published.Hash), cancellation);
        }
    }

    /// <summary>Lets a member deal its viewing key of the next epoch, and as many keepers as are needed approve it.</summary>
    public async Task DealAsync(DemoMember member, Epoch next, CancellationToken cancellation)
    {
        ViewingKeyDealing dealing = DemoDealing.Create(member, next, Ledger.LedgerId, KeeperKeys, random);
        TransactionOutcome dealt = await member.Sender.SendAsync(Ledger.Registry, MemberRegistryContract.PublishDealing(next, dealing), cancellation);
        await ApproveAsync(member, DemoDealing.Find(dealt, Ledger.Registry), Threshold + Faults, cancellation);
    }

    /// <summary>Lets as many keepers as are needed seal the next epoch.</summary>
    public async Task SealAsync(Epoch next, MemberRoot root, CancellationToken cancellation)
    {
        foreach (TransactionSender keeper in Keepers.Take(Threshold + Faults))
        {
            _ = await keeper.SendAsync(Ledger.Registry, MemberRegistryContract.SealEpoch(next, root), cancellation);
        }
    }

    /// <summary>Makes coins for a deposit that a bank made.</summary>
    public Task<TransactionOutcome> MintAsync(DemoMember member, AssetId asset, Amount amount, CancellationToken cancellation) =>
        Operator.SendAsync(Ledger.CoinOf(asset), DepositCoinContract.Mint(member.Account, amount, NextReference()), cancellation);

    /// <summary>Freezes a bank: from the next block on it neither pays nor is paid.</summary>
    public Task<TransactionOutcome> FreezeAsync(DemoMember member, CancellationToken cancellation) =>
        Operator.SendAsync(Ledger.Registry, MemberRegistryContract.Freeze(member.Index), cancellation);

    /// <summary>Compares what the z-contract says is in its pools with the coins that it holds.</summary>
    /// <returns>Each asset with both.</returns>
    public async Task<IReadOnlyList<(string Symbol, Amount Pool, Amount Escrow)>> ComparePoolsAsync(CancellationToken cancellation)
    {
        ZTokenContract contract = new(Client, Ledger.ZToken);
        List<(string, Amount, Amount)> pools = [];
        foreach (DeployedCoin coin in Ledger.Coins)
        {
            Amount escrow = await new DepositCoinContract(Client, coin.Contract).GetBalanceAsync(Ledger.ZToken, cancellationToken: cancellation);
            pools.Add((coin.Symbol, await contract.GetPoolAsync(coin.Asset, cancellationToken: cancellation), escrow));
        }

        return pools;
    }

    /// <summary>A reference of a payment that no coin has seen.</summary>
    public Hash256 NextReference() => Hash256.Of(Encoding.ASCII.GetBytes((++references).ToString(CultureInfo.InvariantCulture)));

    public void Dispose()
    {
        foreach (TransactionSender keeper in Keepers)
        {
            keeper.Dispose();
        }

        foreach (IDisposable key in (IEnumerable<IDisposable>)[.. KeeperKeys, .. KeeperAccounts])
        {
            key.Dispose();
        }
    }
}
