using System.Collections.Immutable;

namespace ZToken.Notes;

/// <summary>The parties of a plan as the registry has them in its epoch: from the reader's own copy of it, never from whoever made the plan.</summary>
/// <param name="Sender">Who pays.</param>
/// <param name="Payees">Who is paid, in the order of the payments.</param>
public sealed record TransferParties(Member Sender, ImmutableArray<Member> Payees)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(parties)";
}
