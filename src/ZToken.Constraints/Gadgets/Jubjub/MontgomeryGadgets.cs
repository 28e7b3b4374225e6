using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Incomplete but cheap arithmetic on the Montgomery form. Callers show that no exception can occur.</summary>
internal static class MontgomeryGadgets
{
    private static readonly Fr A = MontgomeryForm.A;
    private static readonly Fr B = MontgomeryForm.B;

    /// <summary>A point on the Montgomery form. Two constraints.</summary>
    /// <remarks>The identity has no solution. **Not checked: that the point is not (0, -1)**, which gives x = 0 and any y.</remarks>
    public static MontgomeryWires ToMontgomery(this CircuitBuilder cs, JubjubWires p)
    {
        Wire x = cs.Divide(1 + p.V, 1 - p.V);
        return new MontgomeryWires(x, cs.Divide(x, p.U));
    }

    /// <summary>A point on the Edwards form. Two constraints.</summary>
    /// <remarks>Sound where y is not zero, that is, for all points but (0, 0); no point of the curve has x = -1, as (A - 2) / B is no square.</remarks>
    public static JubjubWires ToEdwards(this CircuitBuilder cs, MontgomeryWires p) => new(cs.Divide(p.X, p.Y), cs.Divide(p.X - 1, p.X + 1));

    /// <summary>The sum of two points of different x, the slope between them coming from a witness step. Three constraints.</summary>
    public static MontgomeryWires AddIncomplete(this CircuitBuilder cs, MontgomeryWires p, MontgomeryWires q, Wire slope)
    {
        cs.AssertProduct(slope, q.X - p.X, q.Y - p.Y);
        Wire x = cs.MultiplySubtract(B * slope, slope, p.X + q.X + A);
        return new MontgomeryWires(x, cs.MultiplySubtract(slope, p.X - x, p.Y));
    }

    /// <summary>2 P + Q as (P + Q) + P, the two slopes coming from a witness step. Five constraints.</summary>
    /// <remarks>
    /// The y of P + Q =: R is never computed (K. Eisentraeger, K. Lauter, P. Montgomery, "Fast elliptic curve arithmetic and
    /// improved Weil pairing evaluation", 2003): the second slope is 2 y / (x - x_R) less the first. Needs P != Q, P != -Q
    /// and R != P, R != -P.
    /// </remarks>
    public static MontgomeryWires DoubleAddIncomplete(this CircuitBuilder cs, MontgomeryWires p, MontgomeryWires q, Wire slope, Wire turn)
    {
        cs.AssertProduct(slope, q.X - p.X, q.Y - p.Y);
        return AddAgain(cs, p, q.X, slope, turn);
    }

    /// <summary>3 P, the slopes coming from a witness step. Six constraints.</summary>
    /// <remarks>The same with the tangent as first slope. Needs a point of order above 3.</remarks>
    public static MontgomeryWires TripleIncomplete(this CircuitBuilder cs, MontgomeryWires p, Wire slope, Wire turn)
    {
        cs.AssertProduct(slope, B.Double() * p.Y, (3 * cs.Square(p.X)) + (A.Double() * p.X) + 1);
        return AddAgain(cs, p, p.X, slope, turn);
    }

    // P + (P + Q) where the line through P and Q has the given slope; turn = 2 y / (x - x_R). Four constraints.
    private static MontgomeryWires AddAgain(CircuitBuilder cs, MontgomeryWires p, Wire otherX, Wire slope, Wire turn)
    {
        Wire first = cs.Multiply(B * slope, slope);
        Wire middleX = first - A - p.X - otherX;
        cs.AssertProduct(turn, p.X - middleX, 2 * p.Y);

        // x = B second^2 - A - p.X - middleX, in which A and p.X cancel.
        Wire second = turn - slope;
        Wire x = cs.Multiply(B * second, second) - first + otherX;
        return new MontgomeryWires(x, cs.MultiplySubtract(second, p.X - x, p.Y));
    }
}
