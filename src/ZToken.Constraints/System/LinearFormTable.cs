using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The distinct linear forms of a system that is being built: terms in ascending order of wire, in one array.</summary>
/// <remarks>
/// Rows share forms: the S-box of a hash uses its input in three sides, and a form is evaluated once however often it
/// is used. A form that is one wire has no entry here.
/// </remarks>
internal sealed class LinearFormTable
{
    private readonly Dictionary<ulong, int> byContent = [];
    private readonly List<int> starts = [0];
    private readonly List<Term> terms = [];

    public int Count => starts.Count - 1;

    public ReadOnlySpan<Term> this[int form] => CollectionsMarshal.AsSpan(terms)[starts[form]..starts[form + 1]];

    /// <summary>The index of a form with these terms, an earlier one where there is one.</summary>
    public int Intern(ReadOnlySpan<Term> form)
    {
        ulong hash = Hash(form);
        if (byContent.TryGetValue(hash, out int known) && this[known].SequenceEqual(form))
        {
            return known;
        }

        int index = Append(form);
        byContent[hash] = index;
        return index;
    }

    /// <summary>Adds a form without looking for an equal one.</summary>
    public int Append(ReadOnlySpan<Term> form)
    {
        terms.AddRange(form);
        starts.Add(terms.Count);
        return starts.Count - 2;
    }

    /// <summary>The arrays of a <see cref="ConstraintSystem"/>: the wires themselves come first, as forms of one term; only coefficients in use stay.</summary>
    public (int[] Starts, Term[] Terms, Fr[] Coefficients) Freeze(int wireCount, CoefficientTable table)
    {
        int[] renumbered = new int[table.Count];
        renumbered.AsSpan().Fill(-1);
        renumbered[CoefficientTable.One] = CoefficientTable.One;
        renumbered[CoefficientTable.MinusOne] = CoefficientTable.MinusOne;
        List<Fr> coefficients = [table[CoefficientTable.One], table[CoefficientTable.MinusOne]];

        Term[] all = new Term[wireCount + terms.Count];
        for (int wire = 0; wire < wireCount; wire++)
        {
            all[wire] = new Term(wire, CoefficientTable.One);
        }

        for (int i = 0; i < terms.Count; i++)
        {
            Term term = terms[i];
            ref int coefficient = ref renumbered[term.Coefficient];
            if (coefficient < 0)
            {
                coefficient = coefficients.Count;
                coefficients.Add(table[term.Coefficient]);
            }

            all[wireCount + i] = term with { Coefficient = coefficient };
        }

        int[] allStarts = new int[wireCount + starts.Count];
        for (int wire = 0; wire < wireCount; wire++)
        {
            allStarts[wire] = wire;
        }

        for (int form = 0; form < starts.Count; form++)
        {
            allStarts[wireCount + form] = wireCount + starts[form];
        }

        return (allStarts, all, coefficients.ToArray());
    }

    private static ulong Hash(ReadOnlySpan<Term> form)
    {
        // FNV-1a over whole terms; an unlucky collision costs a shared form, not correctness.
        ulong hash = 0xcbf29ce484222325UL;
        foreach (Term term in form)
        {
            hash = (hash ^ ((ulong)(uint)term.Wire << 32) ^ (uint)term.Coefficient) * 0x100000001b3UL;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
