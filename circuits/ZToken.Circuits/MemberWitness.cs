using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>A member and its path in the member tree; the position is the member's index.</summary>
public sealed class MemberWitness
{
    /// <summary>Takes a member.</summary>
    /// <exception cref="ArgumentException">The path does not have the depth of the member tree.</exception>
    public MemberWitness(NoteOwner owner, in JubjubAffine viewingPoint, MerklePath path)
    {
        (Owner, ViewingPoint, Path) = (owner, viewingPoint, PathShape.Check(path, TransferCircuit.MemberTreeDepth));
    }

    /// <summary>The note owner.</summary>
    public NoteOwner Owner { get; }

    /// <summary>V.</summary>
    public JubjubAffine ViewingPoint { get; }

    /// <summary>The path.</summary>
    public MerklePath Path { get; }
}
