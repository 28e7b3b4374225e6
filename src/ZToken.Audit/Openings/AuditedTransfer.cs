using System.Collections.Immutable;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>What one bundle says to one bank's viewing key.</summary>
public sealed record AuditedTransfer
{
    /// <summary>The bundle, and where it is.</summary>
    public required RecordedBundle Recorded { get; init; }

    /// <summary>Whose key opened it.</summary>
    public required MemberIndex Reader { get; init; }

    /// <summary>All that the sender was told, where the reader is the sender.</summary>
    public SenderMessage? Sent { get; init; }

    /// <summary>The payments that the reader sees; those of nothing, which fill up a shape, are left out.</summary>
    public required ImmutableArray<AuditedPayment> Payments { get; init; }

    /// <summary>Payments that say something else than the commitments on the chain hold. The circuit lets none pass: an alarm.</summary>
    public ImmutableArray<byte> Contradictory { get; init; } = [];

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(transfer)";
}
