using BenchmarkDotNet.Attributes;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Benchmarks;

/// <summary>Checking proofs with one public input: one alone, and a batch together.</summary>
[MemoryDiagnoser]
public class VerificationBenchmarks
{
    private ProofWithInputs[] proofs = [];
    private Verifier? verifier;
    private BatchVerifier? batchVerifier;

    [Params(1, 16, 256)]
    public int Proofs { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource source = RandomSource.FromSeed("verification"u8);
        ChainCircuit circuit = new(5);
        Prover prover = new(Setup.Generate(circuit.System, source));
        proofs = new ProofWithInputs[Proofs];
        for (int i = 0; i < proofs.Length; i++)
        {
            using Witness witness = circuit.Solve(Fr.Random(source));
            proofs[i] = new ProofWithInputs(prover.Prove(witness, source), witness.PublicInputs.ToArray());
        }

        verifier = new Verifier(prover.Key.VerifyingKey);
        batchVerifier = new BatchVerifier(prover.Key.VerifyingKey);
    }

    [Benchmark]
    public ProofVerdict One() => verifier!.Verify(proofs[0].Proof, proofs[0].Inputs.Span);

    [Benchmark]
    public ProofVerdict[] Batch() => batchVerifier!.Verify(proofs);
}
