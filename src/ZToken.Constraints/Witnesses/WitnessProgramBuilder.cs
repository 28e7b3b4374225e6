namespace ZToken.Constraints;

/// <summary>Records how a witness is computed while a circuit is being defined, then puts it in an order that batches inversions and lets steps run side by side.</summary>
/// <remarks>
/// Every instruction gets a rank: the longest chain of *heavy* instructions (divisions and heavy steps) that its operands hang
/// on. Within a rank the light ones run first, in the order of the definition; the heavy ones that follow read nothing
/// that another heavy one of the same rank writes, so they may run together.
/// </remarks>
internal sealed class WitnessProgramBuilder
{
    private readonly List<WitnessInstruction> instructions = [];
    private readonly List<WitnessStep> steps = [];
    private int adviceCount;

    public Slot AllocateAdvice(int count)
    {
        Slot first = Slot.OfAdvice(adviceCount);
        adviceCount += count;
        return first;
    }

    public void EvaluateForm(Slot form) => instructions.Add(new WitnessInstruction(WitnessOperation.EvaluateForm, form));

    public void Multiply(Slot target, Slot left, Slot right) => instructions.Add(new WitnessInstruction(WitnessOperation.Multiply, target, left, right));

    public void MultiplySubtract(Slot target, Slot left, Slot right, Slot third) =>
        instructions.Add(new WitnessInstruction(WitnessOperation.MultiplySubtract, target, left, right, third));

    public void ExtractBits(SlotRange target, Slot value, int firstBit) =>
        instructions.Add(new WitnessInstruction(WitnessOperation.ExtractBits, target.First, value, Count: target.Count, Shift: firstBit));

    public void Divide(Slot target, Slot dividend, Slot divisor) => instructions.Add(new WitnessInstruction(WitnessOperation.Divide, target, dividend, divisor));

    public void Run(WitnessStep step)
    {
        instructions.Add(new WitnessInstruction(WitnessOperation.RunStep, default, Count: steps.Count));
        steps.Add(step);
    }

    public WitnessProgram Build(ConstraintSystem system)
    {
        WitnessLayout layout = new(system.WireCount, system.FactorCount, adviceCount);
        int[] ranks = new WitnessRanks(system, layout).Assign(instructions, steps);
        int rankCount = ranks.Length == 0 ? 0 : ranks.Max() + 1;
        List<LightInstruction>[] light = NewLists<LightInstruction>(rankCount), divisions = NewLists<LightInstruction>(rankCount);
        List<WitnessStep>[] heavy = NewLists<WitnessStep>(rankCount);
        for (int i = 0; i < ranks.Length; i++)
        {
            WitnessInstruction instruction = instructions[i];
            if (instruction.Operation == WitnessOperation.RunStep && steps[instruction.Count].IsHeavy)
            {
                heavy[ranks[i]].Add(steps[instruction.Count]);
            }
            else
            {
                (instruction.Operation == WitnessOperation.Divide ? divisions : light)[ranks[i]].Add(LightInstruction.Of(instruction, layout));
            }
        }

        WitnessStage[] stages = new WitnessStage[rankCount];
        for (int rank = 0; rank < rankCount; rank++)
        {
            stages[rank] = new WitnessStage([.. light[rank]], [.. divisions[rank]], [.. heavy[rank]]);
        }

        return new WitnessProgram(system, layout, stages, [.. steps]);
    }

    private static List<T>[] NewLists<T>(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<T>())];
}
