using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>What keepers' answers opened.</summary>
internal sealed record OpenedCase
{
    /// <summary>The bank whose key it is.</summary>
    public required RegisteredMember Member { get; init; }

    /// <summary>The epoch.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>The bundle; null of a whole epoch.</summary>
    public SignatureHash? Bundle { get; init; }

    /// <summary>The answers that were not used.</summary>
    public required IReadOnlyList<RefusedAnswer> Refused { get; init; }

    /// <summary>What was opened.</summary>
    public required IReadOnlyList<AuditedTransfer> Transfers { get; init; }

    /// <summary>Bundles that say something else than their commitments hold; none where all is well.</summary>
    public required IReadOnlyList<SignatureHash> Contradictory { get; init; }

    /// <summary>Such as "epoch 3".</summary>
    public string Subject => Bundle is { } id ? $"bundle {id}" : $"epoch {Epoch}";

    /// <summary>Opens a bank's epoch.</summary>
    /// <exception cref="CommandException">The answers do not open it.</exception>
    public static OpenedCase OfEpoch(ReadLedger ledger, KeeperKey requester, RegisteredMember member, Epoch epoch, IReadOnlyList<KeeperAnswer> answers)
    {
        SupervisorCase opening = new(requester, ledger.Committee, ledger.Record);
        CaseRefusal refusal = opening.OpenEpoch(member.Index, epoch, answers, out ViewingKey? key);
        using (key ?? throw CaseText.Complaint(refusal, ledger, member.Name, $"epoch {epoch}", opening.Refused))
        {
            IReadOnlyList<AuditedTransfer> transfers = new BankReader(ledger.Record).Read(member.Index, key, out IReadOnlyList<SignatureHash> contradictory);
            return new OpenedCase { Member = member, Epoch = epoch, Refused = opening.Refused, Transfers = transfers, Contradictory = contradictory };
        }
    }

    /// <summary>Opens one payment.</summary>
    /// <exception cref="CommandException">The answers do not open it.</exception>
    public static OpenedCase OfPayment(ReadLedger ledger, KeeperKey requester, RegisteredMember member, SignatureHash bundle, IReadOnlyList<KeeperAnswer> answers)
    {
        SupervisorCase opening = new(requester, ledger.Committee, ledger.Record);
        CaseRefusal refusal = opening.OpenPayment(bundle, member.Index, answers, out AuditedTransfer? opened);
        return new OpenedCase
        {
            Member = member,
            Transfers = [opened ?? throw CaseText.Complaint(refusal, ledger, member.Name, $"bundle {bundle}", opening.Refused)],
            Epoch = opened.Recorded.Bundle.Statement.Effects.Epoch,
            Bundle = bundle,
            Refused = opening.Refused,
            Contradictory = opened.Contradictory.IsEmpty ? [] : [bundle],
        };
    }

    /// <summary>Ends the command where what was opened is not what the chain holds.</summary>
    /// <exception cref="CommandException">It is not.</exception>
    public void RequireConsistent()
    {
        if (Contradictory.Count > 0)
        {
            throw new CommandException(ExitCode.Refused, $"what {Member.Name} was told is not what the commitments on the chain hold, in {string.Join(", ", Contradictory)}: no proof lets that pass");
        }
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(opened)";
}
