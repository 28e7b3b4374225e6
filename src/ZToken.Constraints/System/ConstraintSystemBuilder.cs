using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Builds a system row by row from bare terms, as a file reader does. A circuit in C# is written with <see cref="CircuitBuilder"/> instead.</summary>
public sealed class ConstraintSystemBuilder
{
    private readonly int wireCount;
    private readonly int publicInputCount;
    private readonly SystemForms forms = new();
    private readonly RowList rows = new();
    private readonly List<Term> scratch = [];

    /// <summary>Begins a system.</summary>
    /// <param name="wireCount">All wires, the constant one included.</param>
    /// <param name="publicInputCount">Wires 1 to this number are public.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more public inputs than wires beside the constant.</exception>
    public ConstraintSystemBuilder(int wireCount, int publicInputCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wireCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(publicInputCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(publicInputCount, wireCount);
        this.wireCount = wireCount;
        this.publicInputCount = publicInputCount;
    }

    /// <summary>The index of a coefficient, for use in a <see cref="Term"/>.</summary>
    public int Coefficient(in Fr value) => forms.Coefficients.Intern(value);

    /// <summary>Adds the row a * b = c. Terms may come in any order, repeat a wire, or be zero.</summary>
    /// <exception cref="ArgumentException">A wire or a coefficient that does not exist.</exception>
    public void AddRow(ReadOnlySpan<Term> a, ReadOnlySpan<Term> b, ReadOnlySpan<Term> c) =>
        rows.Add(Side(a, forms.Factors), Side(b, forms.Factors), Side(c, forms.Products));

    /// <summary>The system of the rows so far.</summary>
    public ConstraintSystem Build() => new(wireCount, publicInputCount, forms, rows, SystemLabels.None);

    private Slot Side(ReadOnlySpan<Term> terms, LinearFormTable table)
    {
        foreach (Term term in terms)
        {
            if ((uint)term.Wire >= (uint)wireCount || (uint)term.Coefficient >= (uint)forms.Coefficients.Count)
            {
                throw new ArgumentException($"Term ({term.Wire}, {term.Coefficient}) names a wire or a coefficient that does not exist.", nameof(terms));
            }
        }

        scratch.Clear();
        scratch.AddRange(terms);
        LinearForm.Normalise(scratch, forms.Coefficients);
        if (scratch is [{ Coefficient: CoefficientTable.One, Wire: int wire }])
        {
            return Slot.OfWire(wire);
        }

        int form = table.Intern(CollectionsMarshal.AsSpan(scratch));
        return ReferenceEquals(table, forms.Factors) ? Slot.OfForm(form) : Slot.OfProduct(form);
    }
}
