using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>All forms of a system that is being built: factors, products, and the coefficients that both use.</summary>
internal sealed class SystemForms
{
    public CoefficientTable Coefficients { get; } = new();

    /// <summary>Forms that stand as A or B of a row, or from which a witness is computed.</summary>
    public LinearFormTable Factors { get; } = new();

    /// <summary>Forms that stand as C of a row and nowhere else.</summary>
    public LinearFormTable Products { get; } = new();

    /// <summary>The arrays of a <see cref="ConstraintSystem"/>: the wires themselves come first, as forms of one term; only coefficients in use stay.</summary>
    public (int[] Starts, Term[] Terms, Fr[] Coefficients) Freeze(int wireCount)
    {
        int[] starts = new int[wireCount + Factors.Count + Products.Count + 1];
        Term[] terms = new Term[wireCount + Factors.TermCount + Products.TermCount];
        int[] renumbered = new int[Coefficients.Count];
        renumbered.AsSpan().Fill(-1);
        renumbered[CoefficientTable.One] = CoefficientTable.One;
        renumbered[CoefficientTable.MinusOne] = CoefficientTable.MinusOne;
        List<Fr> used = [Coefficients[CoefficientTable.One], Coefficients[CoefficientTable.MinusOne]];

        for (int wire = 0; wire < wireCount; wire++)
        {
            starts[wire] = wire;
            terms[wire] = new Term(wire, CoefficientTable.One);
        }

        int form = wireCount, next = wireCount;
        foreach (LinearFormTable table in (ReadOnlySpan<LinearFormTable>)[Factors, Products])
        {
            for (int i = 0; i < table.Count; i++)
            {
                starts[form++] = next;
                foreach (Term term in table[i])
                {
                    ref int coefficient = ref renumbered[term.Coefficient];
                    if (coefficient < 0)
                    {
                        coefficient = used.Count;
                        used.Add(Coefficients[term.Coefficient]);
                    }

                    terms[next++] = term with { Coefficient = coefficient };
                }
            }
        }

        starts[form] = next;
        return (starts, terms, [.. used]);
    }
}
