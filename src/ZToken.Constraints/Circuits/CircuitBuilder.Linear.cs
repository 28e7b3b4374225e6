using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Constraints;

public abstract partial class CircuitBuilder
{
    // Linear combinations that the definition has written: terms in one array, ascending by wire.
    private readonly List<Term> expressionTerms = [];
    private readonly List<int> expressionStarts = [0];
    private readonly List<Term> scratch = [];

    /// <summary>The coefficients of all forms, for gadgets that write terms themselves.</summary>
    internal CoefficientTable Coefficients => forms.Coefficients;

    /// <summary>A constant; free.</summary>
    public Wire Constant(Fr value)
    {
        scratch.Clear();
        if (!value.IsZero)
        {
            scratch.Add(new Term(0, Coefficients.Intern(value)));
        }

        return TakeScratch();
    }

    /// <summary>A small constant; free.</summary>
    public Wire Constant(ulong value) => Constant(Fr.FromUInt64(value));

    /// <summary>The sum of many wires; free, and in one pass where a chain of <c>+</c> would copy its terms each time.</summary>
    public Wire Sum(ReadOnlySpan<Wire> wires)
    {
        scratch.Clear();
        Span<Term> single = stackalloc Term[1];
        foreach (Wire wire in wires)
        {
            scratch.AddRange(TermsOf(wire, single));
        }

        LinearForm.Normalise(scratch, Coefficients);
        return TakeScratch();
    }

    /// <summary>The sum of 2^i times the i-th wire; free.</summary>
    public Wire Pack(ReadOnlySpan<Bit> bits)
    {
        scratch.Clear();
        Span<Term> single = stackalloc Term[1];
        Fr power = Fr.One;
        foreach (Bit bit in bits)
        {
            foreach (Term term in TermsOf(bit.Wire, single))
            {
                scratch.Add(new Term(term.Wire, Coefficients.Intern(Coefficients[term.Coefficient] * power)));
            }

            power = power.Double();
        }

        LinearForm.Normalise(scratch, Coefficients);
        return TakeScratch();
    }

    /// <summary>a + factor * b, the factor being 1 or -1.</summary>
    internal Wire Combine(Wire a, int factor, Wire b)
    {
        Span<Term> singleA = stackalloc Term[1], singleB = stackalloc Term[1];
        ReadOnlySpan<Term> left = TermsOf(a, singleA), right = TermsOf(b, singleB);
        scratch.Clear();
        int i = 0, j = 0;
        while (i < left.Length || j < right.Length)
        {
            if (j == right.Length || (i < left.Length && left[i].Wire < right[j].Wire))
            {
                scratch.Add(left[i++]);
            }
            else if (i == left.Length || right[j].Wire < left[i].Wire)
            {
                scratch.Add(right[j] with { Coefficient = Signed(right[j++].Coefficient, factor) });
            }
            else
            {
                Fr sum = Coefficients[left[i].Coefficient] + Coefficients[Signed(right[j].Coefficient, factor)];
                if (!sum.IsZero)
                {
                    scratch.Add(new Term(left[i].Wire, Coefficients.Intern(sum)));
                }

                i++;
                j++;
            }
        }

        return TakeScratch();
    }

    internal Wire Scale(Wire wire, in Fr factor)
    {
        scratch.Clear();
        Span<Term> single = stackalloc Term[1];
        if (!factor.IsZero)
        {
            foreach (Term term in TermsOf(wire, single))
            {
                scratch.Add(new Term(term.Wire, Coefficients.Intern(Coefficients[term.Coefficient] * factor)));
            }
        }

        return TakeScratch();
    }

    /// <summary>Where the value of a wire or linear combination is found; its evaluation is taken down where it is first asked for.</summary>
    internal Slot SlotOf(Wire wire)
    {
        Span<Term> single = stackalloc Term[1];
        ReadOnlySpan<Term> terms = TermsOf(wire, single);
        if (terms is [{ Coefficient: CoefficientTable.One, Wire: int alone }])
        {
            return Slot.OfWire(alone);
        }

        int before = forms.Factors.Count;
        Slot form = Slot.OfForm(forms.Factors.Intern(terms));
        if (form.Index == before)
        {
            Program.EvaluateForm(form);
        }

        return form;
    }

    /// <summary>A factor whose value a witness step computes. Terms ascend by wire, each once, none zero.</summary>
    internal Slot AppendFactor(ReadOnlySpan<Term> terms) => Slot.OfForm(forms.Factors.Append(terms));

    /// <summary>The right side of a row. Terms ascend by wire, each once, none zero.</summary>
    internal Slot AppendProduct(ReadOnlySpan<Term> terms) => Slot.OfProduct(forms.Products.Append(terms));

    // The right side of a row needs no value of its own.
    private Slot ProductSlotOf(Wire wire)
    {
        Span<Term> single = stackalloc Term[1];
        ReadOnlySpan<Term> terms = TermsOf(wire, single);
        return terms is [{ Coefficient: CoefficientTable.One, Wire: int alone }] ? Slot.OfWire(alone) : Slot.OfProduct(forms.Products.Intern(terms));
    }

    private ReadOnlySpan<Term> TermsOf(Wire wire, Span<Term> single)
    {
        if (wire.Builder is null)
        {
            return [];
        }

        int code = OwnCode(wire);
        if (code >= 0)
        {
            single[0] = new Term(code, CoefficientTable.One);
            return single;
        }

        return CollectionsMarshal.AsSpan(expressionTerms)[expressionStarts[~code]..expressionStarts[~code + 1]];
    }

    private int OwnCode(Wire wire) => ReferenceEquals(wire.Builder, this) ? wire.Code : throw new ArgumentException("The wire belongs to another circuit.", nameof(wire));

    private Wire TakeScratch()
    {
        expressionTerms.AddRange(scratch);
        expressionStarts.Add(expressionTerms.Count);
        return new Wire(this, ~(expressionStarts.Count - 2));
    }

    private int Signed(int coefficient, int factor) => factor switch
    {
        CoefficientTable.One => coefficient,
        _ when coefficient == CoefficientTable.One => CoefficientTable.MinusOne,
        _ => Coefficients.Intern(-Coefficients[coefficient]),
    };
}
