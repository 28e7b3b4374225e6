using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Miller's loop in rows.</summary>
/// <remarks>
/// Only two things must go one after another: the multiples of each point, whose steps are eight products each, and the value itself,
/// squared and multiplied once a step. All between is worked out for all steps before: lines are evaluated, and multiplied into one factor a step,
/// so that products stand side by side in fours.
/// </remarks>
internal static unsafe class RowMillerLoop
{
    /// <summary>The product of Miller's functions over all pairs of both kinds.</summary>
    public static Fp12 Run(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared)
    {
        RowWorkspace workspace = RowWorkspace.Current;
        RowLineProduct product = new(workspace);
        for (int i = 0; i < prepared.Length; i++)
        {
            if (!prepared[i].P.IsInfinity && !prepared[i].Q.Point.IsInfinity)
            {
                Fp oneOverY = prepared[i].P.Y.InvertVarTime();
                product.Add(prepared[i].Q.LineRows, FpRow.FromField(oneOverY), FpRow.FromField(prepared[i].P.X * oneOverY));
            }
        }

        for (int i = 0; i < pairs.Length; i++)
        {
            if (!pairs[i].P.IsInfinity && !pairs[i].Q.IsInfinity)
            {
                product.Add(pairs[i].P, pairs[i].Q);
            }
        }

        return product.IsEmpty ? Fp12.One : Power(product.Finish(), workspace);
    }

    /// <summary>The value from the factors of its steps.</summary>
    private static Fp12 Power(Fp12Row* steps, RowWorkspace workspace)
    {
        Fp12Row* f = workspace.Values;
        *f = *steps++;
        for (int bit = Pairing.LoopTopBit - 1; bit >= 0; bit--)
        {
            if (bit != Pairing.LoopTopBit - 1)
            {
                RowArithmetic.Square(f, f, workspace.Products);
                RowArithmetic.Multiply(f, f, steps++, workspace.Products);
            }

            if (Pairing.LoopBit(bit))
            {
                RowArithmetic.Multiply(f, f, steps++, workspace.Products);
            }
        }

        return f->Conjugate().ToField();
    }
}
