using System.Diagnostics;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>A note that is spent, or a dummy.</summary>
public sealed class InputWitness
{
    private static readonly Fr[] NoSiblings = new Fr[MerklePath.SiblingCount * TransferCircuit.NoteTreeDepth];

    /// <summary>Takes an input.</summary>
    /// <param name="isReal">1, or 0 for a dummy, whose root is not looked at.</param>
    /// <param name="value">The note's value.</param>
    /// <param name="randomness">rcm.</param>
    /// <param name="path">The note's path.</param>
    /// <exception cref="ArgumentException">The path does not have the depth of the note tree.</exception>
    public InputWitness(in Fr isReal, in Fr value, in Fr randomness, MerklePath path)
    {
        (IsReal, Value, Randomness, Path) = (isReal, value, randomness, PathShape.Check(path, TransferCircuit.NoteTreeDepth));
    }

    /// <summary>1 or 0.</summary>
    public Fr IsReal { get; }

    /// <summary>The value.</summary>
    public Fr Value { get; }

    /// <summary>rcm.</summary>
    public Fr Randomness { get; }

    /// <summary>The path; its position goes into the nullifier.</summary>
    public MerklePath Path { get; }

    internal static InputWitness Of(SpendableNote note, bool isReal, MerklePath? path)
    {
        if (path is null ? isReal : path.Position != note.Position.Number)
        {
            throw new ArgumentException("The path of a note is missing, or leads to another position.", nameof(path));
        }

        return new InputWitness(isReal ? Fr.One : Fr.Zero, Fr.FromUInt64(note.Note.Value.Cents), note.Note.Randomness, path ?? new MerklePath(note.Position.Number, NoSiblings));
    }

    /// <summary>A scalar of Jubjub as an integer.</summary>
    internal static Fr IntegerOf(in JubjubScalar scalar)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        scalar.ToCanonicalLimbs(limbs);
        return Fr.TryFromCanonicalLimbs(limbs, out Fr integer) ? integer : throw new UnreachableException("r_J is below r.");
    }
}
