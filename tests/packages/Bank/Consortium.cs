using System.Text;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

/// <summary>What a ledger needs beside banks: who deploys and issues, and who keeps the keys that audits need. Here it is all one account.</summary>
internal sealed class Consortium : IDisposable
{
    private static readonly Epoch epoch = new(1);

    private readonly TransactionSender account;
    private readonly KeeperKey keeper = KeeperKey.Create(RandomSource.System);

    private Consortium(TransactionSender account, DeployedLedger ledger) => (this.account, Ledger) = (account, ledger);

    public static AssetId Euro { get; } = new(1);

    public DeployedLedger Ledger { get; }

    /// <summary>Deploys a ledger whose proofs the prover's keys verify.</summary>
    public static async Task<Consortium> FoundAsync(EthereumClient node, TransferProver prover)
    {
        TransactionSender account = new(node, Secp256k1PrivateKey.Generate(RandomSource.System));
        TransferShape shape = TransferShape.Everyday;
        LedgerSettings settings = new()
        {
            Home = await VerifierSettings.FindHomeAsync(node),
            Committee = new CommitteeSettings { Threshold = 1, Faults = 0, Keepers = [account.Account] },
            Keys = [new KeySettings(1, shape, new VerifyingKeyCode(prover.VerifyingKeyOf(shape), prover.Parameters.IsInsecure).ToBytes())],
            Coins = [new CoinSettings(Euro, "Deposit Euro", "dEUR")],
            IsInsecure = prover.Parameters.IsInsecure,
        };
        return new Consortium(account, await new LedgerDeployment(account, settings).RunAsync());
    }

    /// <summary>Admits a bank: it is invited, deals its viewing key to the keeper, and the keeper approves what opens.</summary>
    public async Task AdmitAsync(string bic, FullViewingKey keys, TransactionSender bank)
    {
        _ = await account.SendAsync(Ledger.Registry, MemberRegistryContract.Invite(bank.Account));
        MemberIndex index = await new MemberRegistryContract(account.Client, Ledger.Registry).FindIndexAsync(bank.Account) ?? throw new InvalidDataException("No invitation.");
        DealingTerms terms = new(new DealingContext(Ledger.LedgerId, index, keys.Owner, epoch), 1, [keeper.PublicKey]);
        using ViewingKey viewing = keys.ViewingKeyOf(epoch);
        ViewingKeyDealing dealing = ViewingKeyDealing.From(ViewKeyDealing.Create(viewing, terms, RandomSource.System));
        TransactionOutcome asked = await bank.SendAsync(Ledger.Registry, MemberRegistryContract.RequestAdmission(keys.Owner, bic, epoch, dealing));

        PublishedDealing published = asked.Receipt.Logs.Select(log => PublishedDealing.TryRead(log, Ledger.Registry, out PublishedDealing? found) ? found : null).OfType<PublishedDealing>().Single();
        if (!published.Dealing.TryToDealing(terms.Context, out ViewKeyDealing? opened) || keeper.OpenShare(opened, terms, published.Dealing.ViewingPoint, 1, out KeyShare? share) != DealingRefusal.None)
        {
            throw new InvalidDataException($"The dealing of {bic} does not open.");
        }

        share?.Dispose();
        _ = await account.SendAsync(Ledger.Registry, MemberRegistryContract.Approve(index, epoch, published.Hash));
    }

    /// <summary>Makes coins for a deposit.</summary>
    public Task MintAsync(Address bank, Amount amount, string reference) =>
        account.SendAsync(Ledger.CoinOf(Euro), DepositCoinContract.Mint(bank, amount, Hash256.Of(Encoding.ASCII.GetBytes(reference))));

    public void Dispose()
    {
        keeper.Dispose();
        account.Dispose();
    }
}
