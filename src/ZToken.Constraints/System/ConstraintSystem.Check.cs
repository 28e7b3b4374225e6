using ZToken.Algebra;

namespace ZToken.Constraints;

public sealed partial class ConstraintSystem
{
    /// <summary>The first row that does not hold, or null where all do.</summary>
    /// <param name="wires">The values of all wires.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the wires, or the first is not one.</exception>
    public ConstraintFailure? FirstFailure(ReadOnlySpan<Fr> wires)
    {
        Fr[] values = new Fr[FormCount];
        Extend(wires, values);
        return FirstFailureOfForms(values);
    }

    /// <summary>The values of all forms: those of the wires, then those of the linear combinations.</summary>
    /// <param name="wires">The values of all wires.</param>
    /// <param name="forms">Receives <see cref="FormCount"/> values.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the first wire is not one.</exception>
    public void Extend(ReadOnlySpan<Fr> wires, Span<Fr> forms)
    {
        if (wires.Length != WireCount || forms.Length != FormCount)
        {
            throw new ArgumentException($"The system has {WireCount} wires and {FormCount} forms, not {wires.Length} and {forms.Length}.", nameof(wires));
        }

        if (wires[0] != Fr.One)
        {
            throw new ArgumentException("Wire 0 must have the value one.", nameof(wires));
        }

        wires.CopyTo(forms);
        for (int form = WireCount; form < FormCount; form++)
        {
            forms[form] = Evaluate(form, wires);
        }
    }

    /// <summary>Wires that stand in no row: any value would do for them.</summary>
    public IReadOnlyList<int> FindUnboundWires()
    {
        bool[] bound = new bool[WireCount];
        bool[] seen = new bool[FormCount];
        foreach (int[] matrix in (ReadOnlySpan<int[]>)[a, b, c])
        {
            foreach (int form in matrix)
            {
                if (!seen[form])
                {
                    seen[form] = true;
                    foreach (Term term in FormTerms(form))
                    {
                        bound[term.Wire] = true;
                    }
                }
            }
        }

        return [.. Enumerable.Range(1, WireCount - 1).Where(wire => !bound[wire])];
    }

    internal ConstraintFailure? FirstFailureOfForms(ReadOnlySpan<Fr> values)
    {
        for (int row = 0; row < a.Length; row++)
        {
            if (values[a[row]] * values[b[row]] != values[c[row]])
            {
                return new ConstraintFailure(row, DescribeRow(row), values[a[row]], values[b[row]], values[c[row]]);
            }
        }

        return null;
    }
}
