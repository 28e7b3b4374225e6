using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A rank-1 constraint system over Fr: for every row, (A w)(B w) = C w, where w are the values of the wires.</summary>
/// <remarks>
/// Wire 0 is the constant one; the public inputs follow in the order of the statement, then the private wires: the
/// order of snarkjs. The matrices are sparse and share their rows: a *form* is a linear combination of wires, numbers
/// below <see cref="WireCount"/> being the wires themselves, and each side of a row is the number of a form. A system
/// does not depend on the values of any witness, and is immutable: threads may share it.
/// <para>
/// What a Groth16 key adds is not here: one more row x * 0 = 0 for the constant and for every public input, which
/// makes their polynomials independent. So the key's domain holds <c>RowCount + PublicInputCount + 1</c> rows.
/// </para>
/// </remarks>
public sealed partial class ConstraintSystem
{
    private readonly Fr[] coefficients;
    private readonly int[] starts;
    private readonly Term[] terms;
    private readonly int[] a, b, c;

    internal ConstraintSystem(int wireCount, int publicInputCount, SystemForms forms, RowList rows, SystemLabels labels)
    {
        WireCount = wireCount;
        PublicInputCount = publicInputCount;
        FactorCount = wireCount + forms.Factors.Count;
        (starts, terms, coefficients) = forms.Freeze(wireCount);
        (a, b, c) = rows.Freeze(wireCount, forms.Factors.Count);
        Labels = labels;
    }

    /// <summary>Wires: the constant one, the public inputs and the private wires.</summary>
    public int WireCount { get; }

    /// <summary>Public inputs: wires 1 to this number.</summary>
    public int PublicInputCount { get; }

    /// <summary>Rows, that is constraints.</summary>
    public int RowCount => a.Length;

    /// <summary>Forms that may stand as A or B, the wires included; their numbers are below this, those of forms that are only products are not.</summary>
    /// <remarks>A witness holds the values of these and no others: a prover needs A w and B w, whose product is C w.</remarks>
    public int FactorCount { get; }

    /// <summary>All linear forms, the wires included.</summary>
    public int FormCount => starts.Length - 1;

    /// <summary>The distinct coefficients; 0 is one and 1 is minus one.</summary>
    public ReadOnlySpan<Fr> Coefficients => coefficients;

    /// <summary>The left factors.</summary>
    public ConstraintMatrix A => new(this, a);

    /// <summary>The right factors.</summary>
    public ConstraintMatrix B => new(this, b);

    /// <summary>The products.</summary>
    public ConstraintMatrix C => new(this, c);

    internal SystemLabels Labels { get; }

    /// <summary>The terms of a form, in ascending order of wire; no coefficient is zero.</summary>
    public ReadOnlySpan<Term> FormTerms(int form) => terms.AsSpan(starts[form]..starts[form + 1]);

    /// <summary>Terms of all three matrices, a shared form counted as often as it is used.</summary>
    public long CountTerms()
    {
        long count = 0;
        for (int row = 0; row < a.Length; row++)
        {
            count += A[row].Length + B[row].Length + C[row].Length;
        }

        return count;
    }

    /// <summary>Wires that some witnesses leave undetermined, each with the reason why nothing follows from its value.</summary>
    public IReadOnlyDictionary<int, string> FreeWires => Labels.FreeWires;

    /// <summary>Private wires that a witness is computed from: what the prover chooses.</summary>
    public IReadOnlySet<int> PrivateInputs => Labels.Inputs;

    /// <summary>What a row says and in which gadget it stands, for people.</summary>
    public string DescribeRow(int row) => Labels.DescribeRow(row);

    /// <summary>What a wire is called and in which gadget it was made, for people.</summary>
    public string DescribeWire(int wire) => Labels.DescribeWire(wire);

    /// <summary>The value of a form.</summary>
    /// <param name="form">The number of the form.</param>
    /// <param name="wires">The values of all wires.</param>
    public Fr Evaluate(int form, ReadOnlySpan<Fr> wires) => LinearForm.Evaluate(FormTerms(form), coefficients, wires);
}
