using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Cli;

/// <summary>A circuit that the command knows by name, with witnesses for it out of nothing but randomness.</summary>
internal abstract class SampleCircuit
{
    /// <summary>The circuit itself.</summary>
    public abstract Circuit Circuit { get; }

    /// <summary>Makes an input at random and returns the computation of its witness, which can be run and timed many times.</summary>
    public abstract Func<ComputeOptions, Witness> SampleWitness(RandomSource random);

    public static SampleCircuit Of<TInput>(Circuit<TInput> circuit, Func<RandomSource, TInput> sampleInput) => new Typed<TInput>(circuit, sampleInput);

    private sealed class Typed<TInput>(Circuit<TInput> circuit, Func<RandomSource, TInput> sampleInput) : SampleCircuit
    {
        public override Circuit Circuit => circuit;

        public override Func<ComputeOptions, Witness> SampleWitness(RandomSource random)
        {
            TInput input = sampleInput(random);
            return options => circuit.Solve(input, options);
        }
    }
}
