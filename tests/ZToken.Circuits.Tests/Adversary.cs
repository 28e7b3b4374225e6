using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Circuits.Tests;

/// <summary>A prover that uses no solver of ours: it bends every wire that the rows leave to it, so that of a false claim only the rows fail that really stand in its way.</summary>
/// <remarks>
/// Row by row: one that fails is mended by its last wire that no row before has, the claim's own wires excepted. The rows of a circuit are almost
/// triangular, each giving one new wire, so what is left failing is what the claim contradicts; without these rows the attack would succeed.
/// </remarks>
internal sealed class Adversary
{
    private readonly ConstraintSystem system;
    private readonly Fr[] wires;
    private readonly bool[] isSettled;

    private Adversary(Witness start, IEnumerable<int> claim)
    {
        system = start.System;
        wires = [.. start.Wires];
        isSettled = new bool[wires.Length];
        isSettled[0] = true;
        foreach (int wire in claim.Concat(system.PrivateInputs))
        {
            isSettled[wire] = true;
        }
    }

    /// <summary>The rows that catch a claim, as people read them.</summary>
    /// <param name="start">Any wires; of them the private inputs and the claim are kept.</param>
    /// <param name="claim">Public wires that stay as they are.</param>
    public static IReadOnlyList<string> FindDefences(Witness start, IEnumerable<int> claim)
    {
        Adversary adversary = new(start, claim);
        return [.. Enumerable.Range(0, start.System.RowCount).Where(row => !adversary.Mend(row)).Select(start.System.DescribeRow)];
    }

    private bool Mend(int row)
    {
        Fr a = Evaluate(system.A[row]), b = Evaluate(system.B[row]), lack = Evaluate(system.C[row]) - (a * b);
        int[] open = lack.IsZero ? [] : [.. WiresOf(row).Where(wire => !isSettled[wire]).Distinct().OrderDescending()];
        foreach (int wire in open)
        {
            Fr inA = CoefficientOf(system.A[row], wire), inB = CoefficientOf(system.B[row], wire);
            Fr slope = (inA * b) + (inB * a) - CoefficientOf(system.C[row], wire);
            if ((inA * inB).IsZero && !slope.IsZero)
            {
                wires[wire] += lack * slope.Invert();
                lack = Fr.Zero;
                break;
            }
        }

        foreach (int wire in WiresOf(row))
        {
            isSettled[wire] = true;
        }

        return lack.IsZero;
    }

    private List<int> WiresOf(int row)
    {
        List<int> found = [];
        foreach (ConstraintMatrix side in (ReadOnlySpan<ConstraintMatrix>)[system.A, system.B, system.C])
        {
            foreach (Term term in side[row])
            {
                found.Add(term.Wire);
            }
        }

        return found;
    }

    private Fr CoefficientOf(ReadOnlySpan<Term> terms, int wire)
    {
        foreach (Term term in terms)
        {
            if (term.Wire == wire)
            {
                return system.Coefficients[term.Coefficient];
            }
        }

        return Fr.Zero;
    }

    private Fr Evaluate(ReadOnlySpan<Term> terms)
    {
        Fr sum = Fr.Zero;
        foreach (Term term in terms)
        {
            sum += system.Coefficients[term.Coefficient] * wires[term.Wire];
        }

        return sum;
    }
}
