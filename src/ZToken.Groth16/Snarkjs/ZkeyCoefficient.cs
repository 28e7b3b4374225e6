using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>One entry of the matrix A or B as a <c>.zkey</c> lists them.</summary>
/// <param name="Matrix">0 for A, 1 for B; C is not stored.</param>
/// <param name="Row">The row: those of the circuit, then one for the constant and for each public input.</param>
/// <param name="Wire">The wire.</param>
/// <param name="Value">The coefficient.</param>
public readonly record struct ZkeyCoefficient(byte Matrix, int Row, int Wire, Fr Value);
