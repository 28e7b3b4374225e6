namespace ZToken.Constraints;

/// <summary>One of the matrices A, B, C: a linear form of the wires for each row.</summary>
/// <remarks>Sparse and shared: the matrix holds the number of a form for each row; equal rows point to one form.</remarks>
public readonly struct ConstraintMatrix
{
    private readonly ConstraintSystem system;
    private readonly int[] forms;

    internal ConstraintMatrix(ConstraintSystem system, int[] forms)
    {
        this.system = system;
        this.forms = forms;
    }

    /// <summary>For each row the number of its form: a wire where it is below <see cref="ConstraintSystem.WireCount"/>.</summary>
    public ReadOnlySpan<int> Forms => forms;

    /// <summary>The terms of a row, in ascending order of wire.</summary>
    public ReadOnlySpan<Term> this[int row] => system.FormTerms(forms[row]);
}
