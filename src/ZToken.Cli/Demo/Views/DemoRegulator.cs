using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A supervisor with a warrant for one bank and one epoch: as many keepers as are needed open their shares of its viewing key, and the key reads the chain.</summary>
/// <remarks>Everything else comes from the chain: the dealing, the members, the bundles. The bank is not asked, and does not learn of it.</remarks>
/// <param name="authorities">The keepers who agree to the warrant.</param>
internal sealed class DemoRegulator(DemoAuthorities authorities)
{
    private readonly RegistryFollower registry = new(authorities.Ledger.Registry);
    private readonly List<PublishedDealing> dealings = [];
    private readonly List<AcceptedBundle> bundles = [];

    /// <summary>The epoch that the chain is in.</summary>
    public Epoch Epoch => registry.Current ?? throw new InvalidOperationException("The chain was not read.");

    /// <summary>The members as the chain names them.</summary>
    public IReadOnlyCollection<RegisteredMember> Members => registry.Members;

    /// <summary>Reads the chain from its beginning.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        LedgerFollower follower = new(authorities.Client, authorities.Ledger);
        await foreach (LedgerBlock block in follower.ReadToAsync(await authorities.Client.GetBlockNumberAsync(cancellation), cancellation))
        {
            bundles.AddRange(block.Bundles);
            foreach (Log log in block.RegistryLogs)
            {
                registry.Apply(log);
                if (PublishedDealing.TryRead(log, authorities.Ledger.Registry, out PublishedDealing? dealing))
                {
                    dealings.Add(dealing);
                }
            }
        }
    }

    /// <summary>Puts a bank's viewing key of an epoch together from the shares of as many keepers as are needed.</summary>
    /// <exception cref="InvalidDataException">A share does not open, or they do not make the key that the registry has.</exception>
    public ViewingKey Rebuild(MemberIndex index, Epoch epoch)
    {
        RegisteredMember member = Find(index);
        PublishedDealing published = dealings.Last(dealing => dealing.Index == index && dealing.Epoch == epoch);
        DealingTerms terms = new(
            new DealingContext(authorities.Ledger.LedgerId, index, member.Owner, epoch), DemoAuthorities.Threshold, authorities.KeeperKeys.Select(keeper => keeper.PublicKey));
        if (!published.Dealing.TryToDealing(terms.Context, out ViewKeyDealing? dealing) ||
            dealing.Check(terms, published.Dealing.ViewingPoint, out ShareCommitments? commitments) != DealingRefusal.None)
        {
            throw new InvalidDataException($"The dealing of {member.Name} for epoch {epoch} does not hold.");
        }

        List<KeyShare> shares = [];
        try
        {
            for (int position = 1; position <= DemoAuthorities.Threshold; position++)
            {
                DealingRefusal refusal = authorities.KeeperKeys[position - 1].OpenShare(dealing, terms, published.Dealing.ViewingPoint, position, out KeyShare? share);
                shares.Add(share ?? throw new InvalidDataException($"The share of keeper {position} does not open: {refusal}."));
            }

            return PaymentOpening.TryRebuildKey(epoch, shares, commitments!, out ViewingKey? key) ? key : throw new InvalidDataException($"The shares are not of the key of {member.Name}.");
        }
        finally
        {
            shares.ForEach(share => share.Dispose());
        }
    }

    /// <summary>All that a bank paid and was paid in an epoch, in the order of the chain.</summary>
    public IReadOnlyList<OpenedPayment> Read(MemberIndex index, ViewingKey key)
    {
        RegisteredMember member = Find(index);
        AcceptedBundle[] ofEpoch = [.. bundles.Where(bundle => bundle.Statement.Effects.Epoch == key.Epoch)];
        List<OpenedPayment> opened = [];
        foreach (ScannedTransfer found in new TransferScanner(key, member.Owner).Scan([.. ofEpoch.Select(bundle => bundle.Statement.Effects)]))
        {
            AcceptedBundle bundle = ofEpoch[found.Index];
            TransferEffects effects = bundle.Statement.Effects;
            opened.AddRange(found.Sent is { } sent
                ? sent.Payees.Select((payee, number) => Open(bundle, (byte)number, member, payee, sent.Ephemeral))
                : found.Received.Select(received => new OpenedPayment(
                    bundle.Id, received.Message.Payer, index, received.Message.Asset, received.Message.Value, MemoOf(bundle, key.SharedPointOf(effects.EphemeralKey), index, received.Number))));
        }

        // What is paid to oneself and worth nothing fills a shape up.
        return [.. opened.Where(payment => !payment.Amount.IsZero)];
    }

    private OpenedPayment Open(AcceptedBundle bundle, byte number, RegisteredMember payer, MemberIndex payee, EphemeralSecret ephemeral)
    {
        TransferEffects effects = bundle.Statement.Effects;
        SharedPoint shared = ephemeral.SharedPointWith(PointOf(effects.Epoch, payee));
        return PaymentMessage.TryDecrypt(shared, number, effects.Nullifiers[0], effects.Payments[number], out PaymentMessage? message) && message.Opens(effects.Outputs[number], Find(payee).Owner)
            ? new OpenedPayment(bundle.Id, payer.Index, payee, message.Asset, message.Value, MemoOf(bundle, shared, payee, number))
            : throw new InvalidDataException($"Payment {number} of bundle {bundle.Id} is not what its commitments hold.");
    }

    private Memo? MemoOf(AcceptedBundle bundle, SharedPoint shared, MemberIndex payee, byte number) =>
        bundle.Memos[number].TryDecrypt(shared, bundle.Statement.Effects, PointOf(bundle.Statement.Effects.Epoch, payee), number, out Memo? memo) ? memo : null;

    // Also of a member that was frozen since: its leaf is gone from the tree, what it was paid is not.
    private JubjubAffine PointOf(Epoch epoch, MemberIndex index) =>
        registry.TryGetTree(epoch, out MemberTree? tree) && tree.TryFind(index, out Member? member) ? member.ViewingPoint : throw new InvalidDataException($"There is no member {index} in epoch {epoch}.");

    private RegisteredMember Find(MemberIndex index) =>
        registry.Members.FirstOrDefault(member => member.Index == index) ?? throw new ArgumentException($"There is no member {index}.", nameof(index));
}
