using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A row that a witness does not satisfy.</summary>
/// <remarks>It shows values of the witness, which are secrets of whoever proves: for the prover's eyes, never for a peer.</remarks>
/// <param name="Row">The row.</param>
/// <param name="Description">What the row says and in which gadget it stands.</param>
/// <param name="A">The value of the left factor.</param>
/// <param name="B">The value of the right factor.</param>
/// <param name="C">What the product should be.</param>
public sealed record ConstraintFailure(int Row, string Description, Fr A, Fr B, Fr C)
{
    /// <summary>The row and the values of its sides, in a line.</summary>
    public override string ToString() => $"{Description}: {Short(A)} * {Short(B)} is {Short(A * B)}, not {Short(C)}";

    // Small values as people read them; the rest in hexadecimal.
    private static string Short(in Fr value)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        value.ToCanonicalLimbs(limbs);
        return (limbs[1] | limbs[2] | limbs[3]) == 0
            ? limbs[0].ToString(System.Globalization.CultureInfo.InvariantCulture)
            : value.ToString();
    }
}
