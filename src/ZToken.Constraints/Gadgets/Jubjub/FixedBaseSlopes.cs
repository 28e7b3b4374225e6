using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The slopes of a fixed-base multiplication: the partial sums without inversions, then two inversions for all windows together.</summary>
internal sealed class FixedBaseSlopes : WitnessStep
{
    private readonly SignedWindow[] windows;
    private readonly Slot[] reads;
    private readonly SlotRange[] slopes;

    public FixedBaseSlopes(CircuitBuilder cs, SignedWindow[] windows, ReadOnlySpan<Bit> bits, SlotRange slopes)
    {
        this.windows = windows;
        reads = new Slot[windows.Length * SignedWindow.BitCount];
        for (int i = 0; i < reads.Length; i++)
        {
            reads[i] = cs.SlotOf(bits[i]);
        }

        this.slopes = [slopes];
    }

    public override ReadOnlySpan<Slot> Reads => reads;

    public override ReadOnlySpan<SlotRange> Writes => slopes;

    public override void Execute(in WitnessFrame frame)
    {
        // The sums before each addition.
        JubjubPoint[] sums = new JubjubPoint[windows.Length - 1];
        sums[0] = new JubjubPoint(windows[0].Point(Digit(frame, 0)));
        for (int i = 1; i < sums.Length; i++)
        {
            sums[i] = sums[i - 1] + windows[i].Point(Digit(frame, i));
        }

        Fr[] x = new Fr[sums.Length], y = new Fr[sums.Length];
        MontgomeryForm.FromPoints(sums, x, y);
        Span<Fr> slope = frame[slopes[0]];
        for (int i = 0; i < sums.Length; i++)
        {
            (Fr addendX, Fr addendY) = windows[i + 1].MontgomeryPoint(Digit(frame, i + 1));
            slope[i] = addendX - x[i];
            y[i] = addendY - y[i];
        }

        BatchInversion.Invert(slope);
        for (int i = 0; i < sums.Length; i++)
        {
            slope[i] *= y[i];
        }

        // Each of these gives the scalar away.
        Array.Clear(sums);
        Array.Clear(x);
        Array.Clear(y);
    }

    private int Digit(in WitnessFrame frame, int window)
    {
        int digit = 0;
        for (int bit = 0; bit < SignedWindow.BitCount; bit++)
        {
            digit |= frame[reads[(window * SignedWindow.BitCount) + bit]].IsZero ? 0 : 1 << bit;
        }

        return digit;
    }
}
