using BenchmarkDotNet.Attributes;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Benchmarks;

/// <summary>Making a proof, its witness included, over a key with all stored multiples.</summary>
[MemoryDiagnoser]
public class ProofBenchmarks
{
    private ChainCircuit circuit = new(3);
    private Prover? prover;
    private Fr start;

    [Params(12, 15)]
    public int LogSize { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource source = RandomSource.FromSeed("proof"u8);
        circuit = new ChainCircuit(LogSize);
        prover = new Prover(Setup.Generate(circuit.System, source).WithTables());
        start = Fr.Random(source);
    }

    [Benchmark]
    public Proof Prove()
    {
        using Witness witness = circuit.Solve(start);
        return prover!.Prove(witness);
    }
}
