using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>A dealing that waits for keepers.</summary>
/// <param name="DealingHash">What they approve.</param>
/// <param name="Approvals">How many did.</param>
public sealed record PendingApprovals(Hash256 DealingHash, int Approvals);
