using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>What is done with the terms of a linear combination of wires.</summary>
internal static class LinearForm
{
    /// <summary>Orders terms by wire, joins those of one wire and drops zeros: one form has one way to be written.</summary>
    public static void Normalise(List<Term> terms, CoefficientTable coefficients)
    {
        Span<Term> all = CollectionsMarshal.AsSpan(terms);
        all.Sort(static (x, y) => x.Wire.CompareTo(y.Wire));
        int kept = 0;
        for (int i = 0; i < all.Length;)
        {
            Term term = all[i++];
            if (i < all.Length && all[i].Wire == term.Wire)
            {
                Fr sum = coefficients[term.Coefficient];
                for (; i < all.Length && all[i].Wire == term.Wire; i++)
                {
                    sum += coefficients[all[i].Coefficient];
                }

                term = term with { Coefficient = coefficients.Intern(sum) };
            }

            if (!coefficients[term.Coefficient].IsZero)
            {
                all[kept++] = term;
            }
        }

        terms.RemoveRange(kept, terms.Count - kept);
    }

    /// <summary>The value of a form. Variable time in coefficients and values.</summary>
    public static Fr Evaluate(ReadOnlySpan<Term> form, ReadOnlySpan<Fr> coefficients, ReadOnlySpan<Fr> wires)
    {
        Fr sum = default;
        foreach (Term term in form)
        {
            // Most coefficients are 1 or -1 and many wires are 0 or 1; a product costs ten additions.
            ref readonly Fr value = ref wires[term.Wire];
            if (term.Coefficient == CoefficientTable.One)
            {
                sum += value;
            }
            else if (term.Coefficient == CoefficientTable.MinusOne)
            {
                sum -= value;
            }
            else if (value == Fr.One)
            {
                sum += coefficients[term.Coefficient];
            }
            else if (!value.IsZero)
            {
                sum += coefficients[term.Coefficient] * value;
            }
        }

        return sum;
    }
}
