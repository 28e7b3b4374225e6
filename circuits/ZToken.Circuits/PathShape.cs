using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>The circuit has room for paths of one depth, and for positions of two bits a level.</summary>
internal static class PathShape
{
    public static MerklePath Check(MerklePath path, int depth)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Siblings.Count == MerklePath.SiblingCount * depth && (ulong)path.Position >> (2 * depth) == 0
            ? path
            : throw new ArgumentException($"A path of {depth} levels is needed, with a position of {2 * depth} bits.", nameof(path));
    }
}
