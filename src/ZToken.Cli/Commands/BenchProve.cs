using System.Diagnostics;
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
           from family in CircuitCatalogue.Families
           where size >= family.Smallest && size <= family.Largest
           select new BenchmarkCase($"proof, {family.Name}", $"2^{size}", () => Prepare(family.Create(size), context)) { Reference = context.Blst?.SumG1 },
    ];

    private static BenchmarkWork Prepare(SampleCircuit sample, BenchContext context)
    {
        RandomSource random = SampleValues.Random("prove");
        Func<ComputeOptions, Witness> solve = sample.SampleWitness(random);
        long start = Stopwatch.GetTimestamp();
        ProvingKey key = Setup.Generate(sample.Circuit.System, random, context.Compute).WithTables(options: context.Compute);
        context.Notes.Add($"{sample.Circuit.Name}: {sample.Circuit.System.RowCount:N0} constraints; setup with stored multiples in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s.");
        Prover prover = new(key);
        ProofStages stages = new();
        double solved = 0;
        return new BenchmarkWork(() =>
        {
            long begun = Stopwatch.GetTimestamp();
            using Witness witness = solve(context.Compute);
            solved = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            _ = prover.Prove(witness, options: context.Compute);
        })
        {
            Parts = () =>
            [
                ("witness", solved),
                ("check", stages.Of("check")),
                ("FFT", stages.Of("quotient")),
                ("MSM G1", stages.Of("sum A", "sum B1", "sum C", "sum H")),
                ("MSM G2", stages.Of("sum B2")),
            ],
            Release = stages.Dispose,
        };
    }
}
