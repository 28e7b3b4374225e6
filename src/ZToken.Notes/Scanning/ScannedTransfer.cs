using System.Collections.Immutable;

namespace ZToken.Notes;

/// <summary>What a viewing key reads in one transfer.</summary>
/// <param name="Index">Which of the transfers that were scanned.</param>
/// <param name="Sent">All that the transfer does, where the key's member is its sender; else null.</param>
/// <param name="Received">The payments to the key's member, unused ones of no value included.</param>
/// <param name="Contradictory">
/// Streams that can be read with the key and say something else than the commitments hold: payments by their numbers, the sender's by
/// <see cref="SharedPoint.SenderStream"/>. The circuit lets no such transfer pass, so either the owner was not the key's, or proofs were forged: an alarm.
/// </param>
public sealed record ScannedTransfer(int Index, SenderMessage? Sent, ImmutableArray<ReceivedPayment> Received, ImmutableArray<byte> Contradictory)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(transfer)";
}
