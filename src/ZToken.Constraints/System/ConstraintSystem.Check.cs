using ZToken.Algebra;

namespace ZToken.Constraints;

public sealed partial class ConstraintSystem
{
    /// <summary>The first row that does not hold, or null where all do.</summary>
    /// <param name="wires">The values of all wires.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the wires, or the first is not one.</exception>
    public ConstraintFailure? FirstFailure(ReadOnlySpan<Fr> wires)
    {
        Fr[] factors = new Fr[FactorCount];
        Extend(wires, factors);
        return FirstFailureOf(factors);
    }

    /// <summary>The values of all forms that may be factors: those of the wires, then those of linear combinations.</summary>
    /// <param name="wires">The values of all wires.</param>
    /// <param name="factors">Receives <see cref="FactorCount"/> values.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the first wire is not one.</exception>
    public void Extend(ReadOnlySpan<Fr> wires, Span<Fr> factors)
    {
        if (wires.Length != WireCount || factors.Length != FactorCount)
        {
            throw new ArgumentException($"The system has {WireCount} wires and {FactorCount} factors, not {wires.Length} and {factors.Length}.", nameof(wires));
        }

        if (wires[0] != Fr.One)
        {
            throw new ArgumentException("Wire 0 must have the value one.", nameof(wires));
        }

        wires.CopyTo(factors);
        for (int form = WireCount; form < FactorCount; form++)
        {
            factors[form] = Evaluate(form, wires);
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

    internal ConstraintFailure? FirstFailureOf(ReadOnlySpan<Fr> factors)
    {
        for (int row = 0; row < a.Length; row++)
        {
            Fr left = factors[a[row]], right = factors[b[row]];
            Fr product = c[row] < FactorCount ? factors[c[row]] : Evaluate(c[row], factors);
            if (left * right != product)
            {
                return new ConstraintFailure(row, DescribeRow(row), left, right, product);
            }
        }

        return null;
    }
}
