using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A member as the registry publishes it for one epoch.</summary>
/// <param name="Owner">Whom its notes belong to.</param>
/// <param name="ViewingPoint">V = [vk] G_view of the epoch; the registry has checked that it is of prime order and that nobody had it before.</param>
public sealed record Member(NoteOwner Owner, JubjubAffine ViewingPoint)
{
    /// <summary>The leaf of the member tree: Hash(MEMBER, epoch in the capacity; owner, V.u, V.v).</summary>
    public Fr LeafIn(Epoch epoch) => Poseidon2.Hash(Domains.Member, Owner.Value, ViewingPoint.U, ViewingPoint.V, epoch.Number);
}
