namespace ZToken.Algebra;

/// <summary>An integer below 2^128 with a sign: half of a scalar of secp256k1.</summary>
/// <param name="Magnitude">The absolute value.</param>
/// <param name="IsNegative">The sign.</param>
internal readonly record struct HalfScalar(UInt128 Magnitude, bool IsNegative);
