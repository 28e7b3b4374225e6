using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>A dealing that holds, with all that its shares are checked against.</summary>
/// <param name="Dealing">The dealing.</param>
/// <param name="Terms">What it fits.</param>
/// <param name="Commitments">Its commitments; the first is V.</param>
/// <param name="ViewingPoint">V of the leaf.</param>
public sealed record OpenedDealing(ViewKeyDealing Dealing, DealingTerms Terms, ShareCommitments Commitments, JubjubAffine ViewingPoint);
