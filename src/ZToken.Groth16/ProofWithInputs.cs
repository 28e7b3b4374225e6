using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>A proof and the public inputs that it is claimed to hold for.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Inputs">The public inputs in the order of the statement.</param>
public sealed record ProofWithInputs(Proof Proof, ReadOnlyMemory<Fr> Inputs);
