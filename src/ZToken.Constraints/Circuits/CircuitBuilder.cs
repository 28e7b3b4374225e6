using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>What a circuit is defined with: it takes down the constraints and, along with them, how a witness is computed.</summary>
/// <remarks>
/// A definition runs once, without values; what it takes down serves every witness. Linear combinations are operators of
/// <see cref="Wire"/> and free; every method here that costs constraints says how many.
/// </remarks>
public abstract partial class CircuitBuilder
{
    private readonly SystemForms forms = new();
    private readonly RowList rows = new();
    private readonly SystemLabels labels;
    private readonly Dictionary<Type, object> shared = [];
    private int wireCount = 1;
    private int publicInputCount;
    private int scope;

    private protected CircuitBuilder(string circuit)
    {
        labels = new SystemLabels(circuit);
        labels.AddWires(0, 1);
        labels.NameWire(0, "one");
    }

    /// <summary>The constant one.</summary>
    public Wire One => new(this, 0);

    /// <summary>Constraints so far.</summary>
    public int RowCount => rows.Count;

    /// <summary>How a witness is computed, as taken down so far.</summary>
    internal WitnessProgramBuilder Program { get; } = new();

    /// <summary>Opens a gadget: until it is disposed, rows and wires count for it in reports and messages.</summary>
    public GadgetScope Gadget(string name)
    {
        int parent = scope;
        scope = labels.AddScope(parent, name);
        return new GadgetScope(this, parent);
    }

    /// <summary>Says that some witnesses leave a wire undetermined, and why nothing follows from its value.</summary>
    /// <remarks>Changes no constraint: it is what a mutation test compares its finds with, and what a reviewer reads.</remarks>
    public void DeclareFree(Wire wire, string reason) => labels.DeclareFree(IndexOf(wire), reason);

    internal void LeaveGadget(int parent) => scope = parent;

    /// <summary>New private wires; whoever takes them sees to their values and constraints.</summary>
    internal SlotRange AllocateWires(int count)
    {
        labels.AddWires(scope, count);
        wireCount += count;
        return new SlotRange(Slot.OfWire(wireCount - count), count);
    }

    internal Slot AllocateWire(string name)
    {
        labels.NameWire(wireCount, name);
        return AllocateWires(1).First;
    }

    /// <summary>Says that wires are the prover's choice, as private inputs are.</summary>
    internal void DeclareInputs(SlotRange wires) => labels.DeclareInputs(wires.First.Index, wires.Count);

    /// <summary>Something that gadgets of one kind make once for a circuit.</summary>
    internal T Shared<T>(Func<CircuitBuilder, T> create)
        where T : class
    {
        if (!shared.TryGetValue(typeof(T), out object? made))
        {
            made = create(this);
            shared.Add(typeof(T), made);
        }

        return (T)made;
    }

    internal Wire WireAt(Slot slot) => new(this, slot.Index);

    private protected Slot AllocatePublicWire(string name)
    {
        if (wireCount != publicInputCount + 1)
        {
            throw new InvalidOperationException($"The public input '{name}' must be declared before the first private wire: the statement comes first.");
        }

        publicInputCount++;
        return AllocateWire(name);
    }

    private protected WitnessProgram Build()
    {
        ConstraintSystem system = new(wireCount, publicInputCount, forms, rows, labels);
        IReadOnlyList<int> unbound = system.FindUnboundWires();
        return unbound.Count == 0
            ? Program.Build(system)
            : throw new InvalidOperationException("The circuit leaves wires that no constraint touches: " + string.Join("; ", unbound.Take(5).Select(system.DescribeWire)));
    }

    private static int IndexOf(Wire wire) =>
        wire.Code > 0 ? wire.Code : throw new ArgumentException("A linear combination is not a wire.", nameof(wire));
}
