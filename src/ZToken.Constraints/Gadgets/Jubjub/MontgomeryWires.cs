namespace ZToken.Constraints;

/// <summary>A point on the Montgomery form of Jubjub, B y^2 = x^3 + A x^2 + x.</summary>
/// <remarks>
/// x = (1 + v) / (1 - v), y = x / u. The identity and the point (0, -1) of order 2 have no coordinates here. Addition
/// costs three constraints, but is for points of different x only.
/// </remarks>
internal readonly record struct MontgomeryWires(Wire X, Wire Y);
