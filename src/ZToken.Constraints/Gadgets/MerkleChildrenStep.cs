using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Puts a node among its three siblings at the place that two bits say.</summary>
internal sealed class MerkleChildrenStep(Slot node, Slot low, Slot high, Slot[] siblings, SlotRange children) : WitnessStep
{
    private readonly Slot[] reads = [node, low, high, .. siblings];
    private readonly SlotRange[] writes = [children];

    public override bool IsHeavy => false;

    public override ReadOnlySpan<Slot> Reads => reads;

    public override ReadOnlySpan<SlotRange> Writes => writes;

    public override void Execute(in WitnessFrame frame)
    {
        int place = (frame[reads[1]].IsZero ? 0 : 1) + (frame[reads[2]].IsZero ? 0 : 2);
        Span<Fr> target = frame[writes[0]];
        int sibling = 3;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = frame[i == place ? reads[0] : reads[sibling++]];
        }
    }
}
