namespace ZToken.Constraints;

/// <summary>While it is open, rows and wires count for a gadget: <c>using (cs.Gadget("merkle path")) { .. }</c>.</summary>
public readonly struct GadgetScope : IDisposable
{
    private readonly CircuitBuilder builder;
    private readonly int parent;

    internal GadgetScope(CircuitBuilder builder, int parent)
    {
        this.builder = builder;
        this.parent = parent;
    }

    /// <summary>Returns to the gadget around this one.</summary>
    public void Dispose() => builder?.LeaveGadget(parent);
}
