using System.Globalization;
using System.Text;

namespace ZToken.Constraints;

/// <summary>Where the constraints of a circuit go: a tree of gadgets, those of one name within one gadget taken together.</summary>
public sealed class GadgetReport
{
    private readonly List<GadgetReport> children = [];

    private GadgetReport(string name) => Name = name;

    /// <summary>The gadget's name; the circuit's at the root.</summary>
    public string Name { get; }

    /// <summary>How many such gadgets there are within the gadget around.</summary>
    public int Instances { get; private set; }

    /// <summary>Constraints of all instances, those of gadgets within included.</summary>
    public int Rows { get; private set; }

    /// <summary>Wires of all instances, those of gadgets within included.</summary>
    public int Wires { get; private set; }

    /// <summary>The gadgets within, in the order of the definition.</summary>
    public IReadOnlyList<GadgetReport> Children => children;

    /// <summary>The report of a system; one that was read from a file has no gadgets.</summary>
    public static GadgetReport Of(ConstraintSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        SystemLabels labels = system.Labels;
        GadgetReport[] byScope = new GadgetReport[labels.ScopeCount];
        for (int scope = 0; scope < byScope.Length; scope++)
        {
            (int parent, string name) = labels.Scope(scope);
            byScope[scope] = parent < 0 ? new GadgetReport(name) : byScope[parent].Child(name);
            byScope[scope].Instances++;
        }

        int[] rows = new int[byScope.Length], wires = new int[byScope.Length];
        for (int row = 0; row < system.RowCount; row++)
        {
            rows[labels.ScopeOfRow(row)]++;
        }

        for (int wire = 0; wire < system.WireCount; wire++)
        {
            wires[labels.ScopeOfWire(wire)]++;
        }

        // Scopes are numbered from the outside inwards, so each hands its total on after it is complete.
        for (int scope = byScope.Length - 1; scope >= 0; scope--)
        {
            byScope[scope].Rows += rows[scope];
            byScope[scope].Wires += wires[scope];
            if (scope > 0)
            {
                rows[labels.Scope(scope).Parent] += rows[scope];
                wires[labels.Scope(scope).Parent] += wires[scope];
            }
        }

        return byScope[0];
    }

    /// <summary>One line for each gadget, indented by depth: constraints, instances, name.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        AppendTo(text, 0);
        return text.ToString();
    }

    private void AppendTo(StringBuilder text, int depth)
    {
        string times = Instances == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" x {Instances}");
        _ = text.AppendLine(CultureInfo.InvariantCulture, $"{Rows,9:N0}  {new string(' ', 2 * depth)}{Name}{times}");
        foreach (GadgetReport child in children)
        {
            child.AppendTo(text, depth + 1);
        }
    }

    private GadgetReport Child(string name)
    {
        GadgetReport? child = children.Find(existing => existing.Name == name);
        if (child is null)
        {
            child = new GadgetReport(name);
            children.Add(child);
        }

        return child;
    }
}
