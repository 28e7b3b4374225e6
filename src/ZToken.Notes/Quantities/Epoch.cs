using System.Globalization;

namespace ZToken.Notes;

/// <summary>A period of supervision: each has its own viewing keys and its own member tree, and a payment belongs to exactly one.</summary>
/// <param name="Number">The epoch's number, public, counted up by the member registry.</param>
public readonly record struct Epoch(uint Number)
{
    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
