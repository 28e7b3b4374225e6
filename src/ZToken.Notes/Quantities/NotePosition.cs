using System.Globalization;

namespace ZToken.Notes;

/// <summary>The place of a note in the note tree, given by consensus: no two notes have the same.</summary>
/// <param name="Number">0 to 2^32 - 1, in the order of appending: the path in the tree, two bits a level, leaf level lowest.</param>
public readonly record struct NotePosition(uint Number)
{
    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
