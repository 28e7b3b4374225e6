using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A witness program together with the functions that read its inputs.</summary>
/// <typeparam name="TInput">What a witness is computed from.</typeparam>
internal sealed class WitnessSolver<TInput>(
    WitnessProgram program,
    (Slot Slot, Func<TInput, Fr> Read)[] singles,
    (SlotRange Range, InputReader<TInput> Read)[] groups)
{
    public ConstraintSystem System => program.System;

    public Witness Solve(TInput input, ComputeOptions options)
    {
        Fr[] values = program.NewValues();
        WitnessFrame frame = program.Frame(values);
        foreach ((Slot slot, Func<TInput, Fr> read) in singles)
        {
            frame[slot] = read(input);
        }

        foreach ((SlotRange range, InputReader<TInput> read) in groups)
        {
            read(input, frame[range]);
        }

        program.Run(values, options);
        return new Witness(program.System, values);
    }
}
