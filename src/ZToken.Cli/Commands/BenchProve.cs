using System.Diagnostics;
using System.Globalization;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary><c>ztoken bench prove</c>: witness and proof, over keys with all stored multiples.</summary>
internal static class BenchProve
{
    public static IReadOnlyList<BenchmarkCase> Cases(BenchContext context) =>
    [
        .. from size in context.Sizes
           from transfer in CircuitCatalogue.Transfers
           where TransferSize(transfer) == size
           select new BenchmarkCase($"proof, {transfer.Name}", $"2^{size}", () => Prepare(transfer.Create(), context)) { Reference = context.Blst?.SumG1 },
        .. from size in context.Sizes
           from family in CircuitCatalogue.Families
           where size >= family.Smallest && size <= family.Largest
           select new BenchmarkCase($"proof, {family.Name}", $"2^{size}", () => Prepare(family.Create(size), context)) { Reference = context.Blst?.SumG1 },
    ];

    // T(2,1) fits into 2^15 rows, the two larger shapes into 2^16.
    private static int TransferSize(NamedCircuit transfer) => transfer == CircuitCatalogue.Transfers[0] ? 15 : 16;

    private static BenchmarkWork Prepare(SampleCircuit sample, BenchContext context)
    {
        Circuit circuit = sample.Circuit;
        Func<ComputeOptions, Witness> solve = sample.SampleWitness(SampleValues.Random("prove"));
        _ = circuit.System;
        long start = Stopwatch.GetTimestamp();
        ProvingKeyFile file = DevelopmentKey.OpenOrCreate(context.Folder, circuit, options: context.Compute);
        double made = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        Prover prover = new(DevelopmentKey.OpenOrCreate(context.Folder, circuit, options: context.Compute).Key);
        double opened = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        ProofStages stages = new();
        double solved = 0;

        void Run()
        {
            long begun = Stopwatch.GetTimestamp();
            using Witness witness = solve(context.Compute);
            solved = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            _ = prover.Prove(witness, options: context.Compute);
        }

        return new BenchmarkWork(Run)
        {
            Parts = () =>
            [
                ("witness", solved),
                ("check", stages.Of("check")),
                ("FFT", stages.Of("quotient")),
                ("MSM G1", stages.Of("sum A", "sum B1", "sum C", "sum H")),
                ("MSM G2", stages.Of("sum B2")),
                ("blinding", stages.Of("blinding")),
            ],
            Release = () =>
            {
                stages.Dispose();
                long peak = PrivateMemory.PeakMegabytesOf(Run);
                context.Notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{circuit.Name}: {circuit.System.RowCount:N0} constraints; key made in {made:0.0} s, opened in {opened:0} ms, {file.SizeInBytes >> 20} MB mapped; at most {peak} MB private while proving."));
            },
        };
    }
}
