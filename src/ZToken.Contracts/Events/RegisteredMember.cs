using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A member as it was admitted.</summary>
/// <param name="Index">Its index, for ever.</param>
/// <param name="Owner">Whom its notes belong to.</param>
/// <param name="Name">Its BIC or LEI.</param>
/// <param name="Account">The account that holds its coins.</param>
public sealed record RegisteredMember(MemberIndex Index, NoteOwner Owner, string Name, Address Account)
{
    /// <summary>Where to pay it.</summary>
    public PaymentAddress Address => new(Owner, Index);
}
