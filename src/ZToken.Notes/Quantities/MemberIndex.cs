using System.Globalization;

namespace ZToken.Notes;

/// <summary>A member's place in the member trees, the same in every epoch and never given to another.</summary>
/// <param name="Number">0 to 65,535: the path in the tree, two bits a level, leaf level lowest.</param>
public readonly record struct MemberIndex(ushort Number)
{
    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
