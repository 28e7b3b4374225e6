using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>How the witness of a circuit is computed from its inputs: recorded once, run for every witness over one array.</summary>
/// <remarks>
/// Variable time: it looks at the values of the wires. It runs where the proof is made, on the secrets' own machine;
/// the proof itself is made in variable time too.
/// </remarks>
internal sealed class WitnessProgram(ConstraintSystem system, WitnessLayout layout, WitnessStage[] stages, WitnessStep[] steps)
{
    private readonly int mostDivisions = stages.Length == 0 ? 0 : stages.Max(stage => stage.Divisions.Length);

    public ConstraintSystem System => system;

    /// <summary>An array for one witness. Wire 0 is one, the rest zero.</summary>
    public Fr[] NewValues()
    {
        Fr[] values = new Fr[layout.Length];
        values[0] = Fr.One;
        return values;
    }

    public WitnessFrame Frame(Fr[] values) => new(values, layout);

    /// <summary>Computes everything that hangs on the inputs, which stand in their slots already.</summary>
    public void Run(Fr[] values, ComputeOptions options)
    {
        Fr[] divisors = new Fr[mostDivisions];
        foreach (WitnessStage stage in stages)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            RunLight(stage.Light, values);
            int pieces = stage.Steps.Length + (stage.Divisions.Length == 0 ? 0 : 1);
            if (options.Threads > 1 && pieces > 1)
            {
                ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads };
                _ = Parallel.For(0, pieces, parallel, piece => RunHeavy(stage, piece, values, divisors));
            }
            else
            {
                for (int piece = 0; piece < pieces; piece++)
                {
                    RunHeavy(stage, piece, values, divisors);
                }
            }
        }

        // The inverses would give the divisors away.
        Array.Clear(divisors);
    }

    private void RunHeavy(WitnessStage stage, int piece, Fr[] values, Fr[] divisors)
    {
        if (piece < stage.Steps.Length)
        {
            stage.Steps[piece].Execute(Frame(values));
        }
        else
        {
            Divide(stage.Divisions, values, divisors);
        }
    }

    private void RunLight(ReadOnlySpan<LightInstruction> instructions, Fr[] array)
    {
        Span<Fr> values = array;
        foreach (ref readonly LightInstruction instruction in instructions)
        {
            switch (instruction.Operation)
            {
                case WitnessOperation.Multiply:
                    values[instruction.Target] = values[instruction.Left] * values[instruction.Right];
                    break;
                case WitnessOperation.MultiplySubtract:
                    values[instruction.Target] = (values[instruction.Left] * values[instruction.Right]) - values[instruction.Third];
                    break;
                case WitnessOperation.EvaluateForm:
                    values[instruction.Target] = system.Evaluate(instruction.Target, values);
                    break;
                case WitnessOperation.RunStep:
                    steps[instruction.Count].Execute(Frame(array));
                    break;
                default:
                    ExtractBits(values[instruction.Left], instruction.Shift, values.Slice(instruction.Target, instruction.Count));
                    break;
            }
        }
    }

    private static void ExtractBits(in Fr value, int firstBit, Span<Fr> bits)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        value.ToCanonicalLimbs(limbs);
        for (int i = 0; i < bits.Length; i++)
        {
            int bit = firstBit + i;
            bits[i] = ((limbs[bit >> 6] >> (bit & 63)) & 1) == 0 ? Fr.Zero : Fr.One;
        }
    }

    private static void Divide(LightInstruction[] divisions, Fr[] values, Fr[] scratch)
    {
        Span<Fr> inverses = scratch.AsSpan(0, divisions.Length);
        for (int i = 0; i < divisions.Length; i++)
        {
            inverses[i] = values[divisions[i].Right];
        }

        BatchInversion.Invert(inverses);
        for (int i = 0; i < divisions.Length; i++)
        {
            values[divisions[i].Target] = values[divisions[i].Left] * inverses[i];
        }
    }
}
