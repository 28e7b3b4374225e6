using BenchmarkDotNet.Attributes;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Benchmarks;

/// <summary>Definition, witness and check of a circuit of hashes that fills a domain of 2^15.</summary>
public class CircuitBenchmarks
{
    private const int Depth = 16;
    private const int Leaves = 7;

    private static readonly ComputeOptions OneThread = new() { Threads = 1 };

    private readonly MerkleMembershipCircuit circuit = new(Depth, Leaves);
    private readonly MerkleMembership input = MerkleMembership.Create(Depth, Leaves, RandomSource.FromSeed("members"u8));
    private Witness? witness;

    [GlobalSetup]
    public void Setup() => witness = circuit.Solve(input);

    [Benchmark]
    public int Define() => new MerkleMembershipCircuit(Depth, Leaves).System.RowCount;

    [Benchmark]
    public Witness Solve() => circuit.Solve(input);

    [Benchmark]
    public Witness SolveOnOneThread() => circuit.Solve(input, OneThread);

    [Benchmark]
    public ConstraintFailure? Check() => witness!.FirstFailure();

    [Benchmark]
    public byte[] Digest() => circuit.System.ComputeDigest();
}
