using System.Collections.Immutable;

namespace ZToken.Notes;

/// <summary>What a signer is asked.</summary>
/// <param name="Plan">What the bank wants, as whoever approves payments wrote it down.</param>
/// <param name="Effects">What the prover made of it.</param>
/// <param name="Memos">What the prover made of the memos.</param>
public sealed partial record SigningRequest(TransferPlan Plan, TransferEffects Effects, ImmutableArray<MemoCiphertext> Memos)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(signing request)";
}
