using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A member as the registry has it in a block, admitted or not.</summary>
/// <param name="Index">Its index, for ever.</param>
/// <param name="Owner">Whom its notes belong to, or will; zero where it has not asked yet.</param>
/// <param name="Name">Its BIC or LEI; empty where it has not asked yet.</param>
/// <param name="Account">The account that holds its coins.</param>
/// <param name="Status">How far it is.</param>
/// <param name="RequestEpoch">The epoch of the dealing with which it asked to be admitted.</param>
public sealed record MemberRecord(MemberIndex Index, NoteOwner Owner, string Name, Address Account, MemberStatus Status, Epoch RequestEpoch);
