using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>Money that the keepers let the pool pay for a member that was retired: its notes can never be spent, and are worth that much less.</summary>
/// <param name="Member">The member.</param>
/// <param name="Asset">Which money.</param>
/// <param name="Amount">How much.</param>
/// <param name="Target">Whom it was paid to.</param>
public sealed record RetiredPayout(MemberIndex Member, AssetId Asset, Amount Amount, Address Target);
