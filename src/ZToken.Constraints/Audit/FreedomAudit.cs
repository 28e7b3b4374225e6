using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Looks for wires that a system does not determine, alone or together with others, from the inputs of a witness.</summary>
/// <remarks>
/// Near a witness the rows are linear: row i says that (A_i w) dB_i + (B_i w) dA_i = dC_i for a small change d of the
/// wires. Where the inputs stand still and these equations leave no direction open, that is, have full column rank, no
/// other witness with the same inputs is near. A gadget that forgot a constraint leaves a direction open, however many
/// wires must move together. Distant second solutions (the other square root, the other sign) are not found: each
/// gadget argues about those in its remarks.
/// </remarks>
public sealed class FreedomAudit
{
    private readonly ConstraintSystem system;
    private readonly Fr[] factors;
    private readonly bool[] isFixed;
    private readonly (int Wire, Fr Value)[]?[] pivots;
    private readonly Fr[] dense;

    private FreedomAudit(Witness witness)
    {
        system = witness.System;
        factors = new Fr[system.FactorCount];
        system.Extend(witness.Wires, factors);
        isFixed = new bool[system.WireCount];
        isFixed.AsSpan(0, system.PublicInputCount + 1).Fill(true);
        foreach (int input in system.PrivateInputs)
        {
            isFixed[input] = true;
        }

        pivots = new (int Wire, Fr Value)[system.WireCount][];
        dense = new Fr[system.WireCount];
    }

    /// <summary>One wire for each direction that stays open while public and private inputs stand still, in ascending order.</summary>
    /// <remarks>Gaussian elimination; the rows of a circuit are almost triangular, each giving one new wire from earlier ones, so it is quick.</remarks>
    public static IReadOnlyList<int> FindUndetermined(Witness witness)
    {
        ArgumentNullException.ThrowIfNull(witness);
        return new FreedomAudit(witness).Eliminate();
    }

    private List<int> Eliminate()
    {
        // Most rows give a wire of their own; only the others need to be reduced, and only while wires are missing.
        Queue<int> others = [];
        int missing = isFixed.Count(known => !known);
        for (int row = 0; row < system.RowCount; row++)
        {
            int leading = LoadGradient(row);
            if (leading >= 0 && pivots[leading] is null)
            {
                pivots[leading] = Unload(leading);
                missing--;
            }
            else
            {
                dense.AsSpan().Clear();
                others.Enqueue(row);
            }
        }

        while (missing > 0 && others.TryDequeue(out int row))
        {
            missing -= Reduce(LoadGradient(row)) ? 1 : 0;
        }

        return [.. Enumerable.Range(1, system.WireCount - 1).Where(wire => !isFixed[wire] && pivots[wire] is null)];
    }

    // Puts the row's derivative by every open wire into the dense array and returns the last wire that is not zero.
    private int LoadGradient(int row)
    {
        Add(system.A[row], factors[system.B.Forms[row]]);
        Add(system.B[row], factors[system.A.Forms[row]]);
        Add(system.C[row], -Fr.One);
        int leading = -1;
        foreach (ConstraintMatrix side in (ReadOnlySpan<ConstraintMatrix>)[system.A, system.B, system.C])
        {
            foreach (Term term in side[row])
            {
                leading = dense[term.Wire].IsZero ? leading : Math.Max(leading, term.Wire);
            }
        }

        return leading;
    }

    private void Add(ReadOnlySpan<Term> terms, in Fr factor)
    {
        foreach (Term term in terms)
        {
            if (!isFixed[term.Wire])
            {
                dense[term.Wire] += system.Coefficients[term.Coefficient] * factor;
            }
        }
    }

    private bool Reduce(int leading)
    {
        for (int wire = leading; wire >= 0; wire--)
        {
            if (dense[wire].IsZero)
            {
                continue;
            }

            if (pivots[wire] is not { } pivot)
            {
                pivots[wire] = Unload(wire);
                return true;
            }

            Fr factor = dense[wire];
            foreach ((int other, Fr value) in pivot)
            {
                dense[other] -= factor * value;
            }
        }

        return false;
    }

    // The dense array, which is zero afterwards, as a sparse row with leading value one.
    private (int Wire, Fr Value)[] Unload(int leading)
    {
        Fr inverse = dense[leading].Invert();
        List<(int Wire, Fr Value)> row = [];
        for (int wire = leading; wire >= 0; wire--)
        {
            if (!dense[wire].IsZero)
            {
                row.Add((wire, dense[wire] * inverse));
                dense[wire] = Fr.Zero;
            }
        }

        return [.. row];
    }
}
