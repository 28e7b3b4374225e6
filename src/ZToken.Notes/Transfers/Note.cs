using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>Money that a member owns: a leaf of the note tree, once opened.</summary>
/// <remarks>Who knows a note's content can tell what it is worth; to spend it takes the owner's keys.</remarks>
public sealed class Note
{
    /// <summary>A note.</summary>
    /// <param name="asset">Which money.</param>
    /// <param name="value">How much.</param>
    /// <param name="owner">Whose.</param>
    /// <param name="randomness">rcm, which keeps the commitment from being guessed.</param>
    /// <exception cref="ArgumentException">The asset is none.</exception>
    public Note(AssetId asset, Amount value, NoteOwner owner, in Fr randomness)
    {
        if (!asset.IsSome)
        {
            throw new ArgumentException("A note has an asset.", nameof(asset));
        }

        (Asset, Value, Owner, Randomness) = (asset, value, owner, randomness);
    }

    /// <summary>Which money.</summary>
    public AssetId Asset { get; }

    /// <summary>How much.</summary>
    public Amount Value { get; }

    /// <summary>Whose.</summary>
    public NoteOwner Owner { get; }

    /// <summary>rcm.</summary>
    public Fr Randomness { get; }

    /// <summary>Hash(NOTE; asset * 2^64 + value, owner, rcm).</summary>
    public NoteCommitment Commit() => new(Poseidon2.Hash(Domains.Note, Pack(Asset, Value), Owner.Value, Randomness));

    /// <summary>asset * 2^64 + value.</summary>
    private static Fr Pack(AssetId asset, Amount value) => Elements.FromLimbs(value.Cents, asset.Number);
}
