namespace ZToken.Constraints;

/// <summary>Finds the rank of every instruction: see <see cref="WitnessProgramBuilder"/>.</summary>
internal sealed class WitnessRanks(ConstraintSystem system, WitnessLayout layout)
{
    // For each kind of slot, the first rank in which its value is known.
    private readonly int[][] known = [new int[layout.WireCount], new int[layout.FactorCount - layout.WireCount], new int[layout.AdviceCount]];

    public int[] Assign(List<WitnessInstruction> instructions, List<WitnessStep> steps)
    {
        int[] ranks = new int[instructions.Count];
        for (int i = 0; i < ranks.Length; i++)
        {
            ranks[i] = Assign(instructions[i], steps);
        }

        return ranks;
    }

    private int Assign(in WitnessInstruction instruction, List<WitnessStep> steps)
    {
        int rank;
        switch (instruction.Operation)
        {
            case WitnessOperation.EvaluateForm:
                rank = 0;
                foreach (Term term in system.FormTerms(system.WireCount + instruction.Target.Index))
                {
                    rank = Math.Max(rank, known[0][term.Wire]);
                }

                Know(instruction.Target, rank);
                return rank;
            case WitnessOperation.ExtractBits:
                rank = this[instruction.Left];
                Know(new SlotRange(instruction.Target, instruction.Count), rank);
                return rank;
            case WitnessOperation.Multiply:
                rank = Math.Max(this[instruction.Left], this[instruction.Right]);
                Know(instruction.Target, rank);
                return rank;
            case WitnessOperation.MultiplySubtract:
                rank = Math.Max(Math.Max(this[instruction.Left], this[instruction.Right]), this[instruction.Third]);
                Know(instruction.Target, rank);
                return rank;
            case WitnessOperation.Divide:
                rank = Math.Max(this[instruction.Left], this[instruction.Right]);
                Know(instruction.Target, rank + 1);
                return rank;
            default:
                return Assign(steps[instruction.Count]);
        }
    }

    private int Assign(WitnessStep step)
    {
        int rank = 0;
        foreach (Slot read in step.Reads)
        {
            rank = Math.Max(rank, this[read]);
        }

        foreach (SlotRange written in step.Writes)
        {
            Know(written, step.IsHeavy ? rank + 1 : rank);
        }

        return rank;
    }

    private int this[Slot slot] => known[slot.Kind][slot.Index];

    private void Know(SlotRange range, int rank) => known[range.First.Kind].AsSpan(range.First.Index, range.Count).Fill(rank);
}
