namespace ZToken.Constraints;

/// <summary>Names for people: what a row says, what a wire is called, and in which gadget both stand.</summary>
/// <remarks>Scopes form a tree; scope 0 is the circuit itself. A system read from a file has numbers only.</remarks>
internal sealed class SystemLabels
{
    private readonly List<(int Parent, string Name, int FirstRow)> scopes = [];
    private readonly List<(int Scope, RowLabel Label)> rows = [];
    private readonly List<int> wireScopes = [];
    private readonly Dictionary<int, string> wireNames = [];
    private readonly Dictionary<int, string> freeWires = [];
    private readonly HashSet<int> inputs = [];

    public static SystemLabels None { get; } = new("");

    public SystemLabels(string circuit) => scopes.Add((-1, circuit, 0));

    public int ScopeCount => scopes.Count;

    /// <summary>Private wires that the witness is computed from, not computed.</summary>
    public IReadOnlySet<int> Inputs => inputs;

    /// <summary>Wires that some witnesses leave undetermined, and why that does no harm.</summary>
    public IReadOnlyDictionary<int, string> FreeWires => freeWires;

    public int AddScope(int parent, string name)
    {
        scopes.Add((parent, name, rows.Count));
        return scopes.Count - 1;
    }

    public void AddRow(int scope, RowLabel label) => rows.Add((scope, label));

    public void AddWires(int scope, int count)
    {
        for (int i = 0; i < count; i++)
        {
            wireScopes.Add(scope);
        }
    }

    public void NameWire(int wire, string name) => wireNames[wire] = name;

    public void DeclareInputs(int first, int count) => inputs.UnionWith(Enumerable.Range(first, count));

    public void DeclareFree(int wire, string reason) => freeWires[wire] = reason;

    public (int Parent, string Name) Scope(int scope) => (scopes[scope].Parent, scopes[scope].Name);

    public int ScopeOfRow(int row) => row < rows.Count ? rows[row].Scope : 0;

    public int ScopeOfWire(int wire) => wire < wireScopes.Count ? wireScopes[wire] : 0;

    public string DescribeRow(int row)
    {
        if (row >= rows.Count)
        {
            return $"row {row}";
        }

        (int scope, RowLabel label) = rows[row];
        return $"row {row}, {Path(scope)} + {row - scopes[scope].FirstRow}: {label}";
    }

    public string DescribeWire(int wire)
    {
        if (wire >= wireScopes.Count)
        {
            return $"wire {wire}";
        }

        string name = wireNames.TryGetValue(wire, out string? given) ? " " + given : "";
        return $"wire {wire}{name} of {Path(wireScopes[wire])}";
    }

    /// <summary>From the circuit down to the scope; a gadget is followed by its number among its parent's gadgets of that name.</summary>
    public string Path(int scope)
    {
        (int parent, string name) = Scope(scope);
        if (parent < 0)
        {
            return name;
        }

        int number = 0;
        for (int sibling = parent + 1; sibling < scope; sibling++)
        {
            number += scopes[sibling].Parent == parent && scopes[sibling].Name == name ? 1 : 0;
        }

        return $"{Path(parent)}/{name}[{number}]";
    }
}
