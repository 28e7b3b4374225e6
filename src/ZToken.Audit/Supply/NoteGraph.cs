using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>All notes and who spent them, from what senders were told: an account of all money that does not trust the proofs.</summary>
internal sealed class NoteGraph
{
    private readonly Dictionary<uint, (AssetId Asset, Amount Value, MemberIndex Owner)> unspent = [];
    private readonly HashSet<uint> spent = [];
    private readonly List<SupplyFinding> findings = [];

    public IReadOnlyList<SupplyFinding> Findings => findings;

    /// <summary>How many notes there ever were.</summary>
    public int Count => unspent.Count + spent.Count;

    /// <summary>What the notes of an asset are worth that nobody spent.</summary>
    public Amount UnspentOf(AssetId asset) => unspent.Values.Where(note => note.Asset == asset).Aggregate(Amount.Zero, (sum, note) => sum + note.Value);

    /// <summary>Takes the next bundle of the chain, read by its sender's key.</summary>
    public void Take(AuditedTransfer transfer)
    {
        SenderMessage sent = transfer.Sent!;
        TransferEffects effects = transfer.Recorded.Bundle.Statement.Effects;
        if (transfer.Contradictory.Length > 0)
        {
            Find(SupplyFindingKind.Contradictory, transfer, $"payments {string.Join(", ", transfer.Contradictory)} are not what their commitments hold");
        }

        UInt128 into = effects.PublicIn.Cents, outOf = (UInt128)effects.PublicOut.Cents + sent.Change.Cents;
        foreach (NotePosition position in sent.Spent.Where(position => position is not null).Select(position => position!.Value))
        {
            into += Spend(transfer, sent, position);
        }

        uint first = transfer.Recorded.Bundle.FirstPosition.Number;
        foreach (AuditedPayment payment in transfer.Payments)
        {
            outOf += payment.Amount.Cents;
            unspent[first + payment.Number] = (payment.Asset, payment.Amount, payment.Payee);
        }

        if (!sent.Change.IsZero)
        {
            unspent[first + (uint)sent.Payees.Length] = (sent.Asset, sent.Change, transfer.Reader);
        }

        if (into != outOf || (!effects.PublicIn.IsZero || !effects.PublicOut.IsZero) && effects.PublicAsset != sent.Asset)
        {
            Find(SupplyFindingKind.DoesNotBalance, transfer, $"{into} cents go in, {outOf} come out");
        }
    }

    private ulong Spend(AuditedTransfer transfer, SenderMessage sent, NotePosition position)
    {
        if (spent.Contains(position.Number))
        {
            Find(SupplyFindingKind.SpentTwice, transfer, $"the note at position {position} was spent before");
            return 0;
        }

        if (!unspent.TryGetValue(position.Number, out (AssetId Asset, Amount Value, MemberIndex Owner) note) || note.Owner != transfer.Reader || note.Asset != sent.Asset)
        {
            Find(SupplyFindingKind.SpendsWhatIsNotItsOwn, transfer, $"position {position} holds no note of this sender and asset");
            return 0;
        }

        _ = unspent.Remove(position.Number);
        _ = spent.Add(position.Number);
        return note.Value.Cents;
    }

    private void Find(SupplyFindingKind kind, AuditedTransfer transfer, string detail) =>
        findings.Add(new SupplyFinding(kind, transfer.Recorded.Bundle.Id, transfer.Sent!.Asset, $"bundle {transfer.Recorded.Bundle.Id} in block {transfer.Recorded.Block}: {detail}"));
}
