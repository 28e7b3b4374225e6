namespace ZToken.Constraints;

/// <summary>What a row says, as the source of the circuit has it: kept in parts, joined only where somebody reads it.</summary>
/// <param name="Left">The left factor, or the whole statement where there is nothing else.</param>
/// <param name="Right">The right factor, if any.</param>
/// <param name="Product">What the left side equals, if the circuit names it.</param>
internal readonly record struct RowLabel(string Left, string? Right = null, string? Product = null)
{
    public override string ToString() => Left + (Right is null ? "" : " * " + Right) + (Product is null ? "" : " == " + Product);
}
