using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The slopes of a variable-base multiplication: the accumulators without inversions, then three inversions for all steps together.</summary>
internal sealed class LadderSlopes : WitnessStep
{
    private readonly Slot[] reads;
    private readonly SlotRange[] slopes;

    public LadderSlopes(CircuitBuilder cs, JubjubWires p, ReadOnlySpan<Bit> bits, SlotRange slopes)
    {
        reads = new Slot[2 + bits.Length];
        reads[0] = cs.SlotOf(p.U);
        reads[1] = cs.SlotOf(p.V);
        for (int i = 0; i < bits.Length; i++)
        {
            reads[2 + i] = cs.SlotOf(bits[i]);
        }

        this.slopes = [slopes];
    }

    public override ReadOnlySpan<Slot> Reads => reads;

    public override ReadOnlySpan<SlotRange> Writes => slopes;

    public override void Execute(in WitnessFrame frame)
    {
        // Step 0 is 2 P + P, step i > 0 is twice the accumulator plus or minus P by the i-th bit from the top.
        int steps = reads.Length - 2;
        JubjubAffine p = new(frame[reads[0]], frame[reads[1]]);
        JubjubPoint[] accumulators = new JubjubPoint[steps];
        Fr[] x = new Fr[steps], y = new Fr[steps], slope = new Fr[steps], turn = new Fr[steps];
        accumulators[0] = new JubjubPoint(p);
        for (int step = 1; step < steps; step++)
        {
            JubjubPoint twice = accumulators[step - 1].Double();
            accumulators[step] = twice + (step == 1 || IsAdded(frame, step - 1) ? p : -p);
        }

        MontgomeryForm.FromPoints(accumulators, x, y);
        Fr baseX = x[0], baseY = y[0];
        slope[0] = (MontgomeryForm.B * baseY).Double();
        for (int step = 1; step < steps; step++)
        {
            slope[step] = baseX - x[step];
        }

        BatchInversion.Invert(slope.AsSpan());
        for (int step = 0; step < steps; step++)
        {
            Fr rise = step == 0 ? (baseX * ((Fr.FromUInt64(3) * baseX) + MontgomeryForm.A.Double())) + Fr.One
                : IsAdded(frame, step) ? baseY - y[step]
                : -baseY - y[step];
            slope[step] *= rise;
            Fr middleX = (MontgomeryForm.B * slope[step].Square()) - MontgomeryForm.A - x[step] - baseX;
            turn[step] = x[step] - middleX;
        }

        BatchInversion.Invert(turn.AsSpan());
        Span<Fr> target = frame[slopes[0]];
        for (int step = 0; step < steps; step++)
        {
            target[2 * step] = slope[step];
            target[(2 * step) + 1] = y[step].Double() * turn[step];
        }

        // Each of these gives the scalar away.
        Array.Clear(accumulators);
        Array.Clear(x);
        Array.Clear(y);
        Array.Clear(slope);
        Array.Clear(turn);
    }

    private bool IsAdded(in WitnessFrame frame, int step) => !frame[reads[^step]].IsZero;
}
