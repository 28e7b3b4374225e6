namespace ZToken.Constraints;

/// <summary>One term of a linear form: a wire, and which of the system's distinct coefficients it is multiplied by.</summary>
/// <param name="Wire">The wire; 0 is the constant one.</param>
/// <param name="Coefficient">Index into <see cref="ConstraintSystem.Coefficients"/>.</param>
public readonly record struct Term(int Wire, int Coefficient);
