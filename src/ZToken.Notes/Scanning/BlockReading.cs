using System.Collections.Immutable;

namespace ZToken.Notes;

/// <summary>What a block meant for an account.</summary>
/// <param name="Transfers">The transfers that it sent or received, in the block's order.</param>
/// <param name="Received">Notes that came.</param>
/// <param name="Spent">Notes that went.</param>
public sealed record BlockReading(ImmutableArray<ScannedTransfer> Transfers, ImmutableArray<OwnedNote> Received, ImmutableArray<OwnedNote> Spent)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(block)";
}
