namespace ZToken.Algebra;

/// <summary>A line through points of the twist, still without the point of G1 that it will be evaluated at.</summary>
/// <remarks>
/// At P = (x, y) its value is Constant + SlopeX x v + SlopeY y v w, up to a factor of Fp2, which the final exponentiation removes.
/// </remarks>
internal readonly struct Line(in Fp2 constant, in Fp2 slopeX, in Fp2 slopeY)
{
    public readonly Fp2 Constant = constant;
    public readonly Fp2 SlopeX = slopeX;
    public readonly Fp2 SlopeY = slopeY;
}
