using System.Runtime.CompilerServices;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Points of Jubjub: the curve's equation and its complete group law.</summary>
public static class JubjubGadgets
{
    /// <summary>A constant point; free.</summary>
    public static JubjubWires Constant(this CircuitBuilder cs, in JubjubAffine point)
    {
        ArgumentNullException.ThrowIfNull(cs);
        return new JubjubWires(cs.Constant(point.U), cs.Constant(point.V));
    }

    /// <summary>A private input that is a point; no constraint.</summary>
    /// <remarks>**Not checked: that it is on the curve.**</remarks>
    public static JubjubWires PrivatePoint<TInput>(
        this CircuitBuilder<TInput> cs,
        Func<TInput, JubjubAffine> read,
        [CallerArgumentExpression(nameof(read))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(cs);
        return new JubjubWires(cs.Private(input => read(input).U, name + ".u"), cs.Private(input => read(input).V, name + ".v"));
    }

    /// <summary>Holds a point to the curve. Three constraints.</summary>
    /// <remarks>-u^2 + v^2 = 1 + d u^2 v^2. **Not checked: the order.** All eight points of small order are on the curve.</remarks>
    public static void AssertOnCurve(this CircuitBuilder cs, JubjubWires p)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope scope = cs.Gadget("on curve");
        Wire uu = cs.Square(p.U), vv = cs.Square(p.V);
        cs.AssertProduct(uu * JubjubCurve.D, vv, vv - uu - 1);
    }

    /// <summary>Holds two points equal. Two constraints.</summary>
    public static void AssertEqual(this CircuitBuilder cs, JubjubWires p, JubjubWires q)
    {
        ArgumentNullException.ThrowIfNull(cs);
        cs.AssertEqual(p.U, q.U);
        cs.AssertEqual(p.V, q.V);
    }

    /// <summary>The sum of any two points of the curve. Six constraints.</summary>
    /// <remarks>
    /// u = (u1 v2 + v1 u2) / (1 + k), v = (v1 v2 + u1 u2) / (1 - k), k = d u1 u2 v1 v2. Sound for all pairs: the operands
    /// being on the curve (not checked), k is neither 1 nor -1, as d is no square, so both quotients are determined.
    /// </remarks>
    public static JubjubWires Add(this CircuitBuilder cs, JubjubWires p, JubjubWires q)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope scope = cs.Gadget("add");
        Wire uv = cs.Multiply(p.U, q.V), vu = cs.Multiply(p.V, q.U);
        Wire all = cs.Multiply(p.U + p.V, q.U + q.V);
        Wire k = cs.Multiply(uv * JubjubCurve.D, vu);
        return new JubjubWires(cs.Divide(uv + vu, 1 + k), cs.Divide(all - uv - vu, 1 - k));
    }

    /// <summary>Twice any point of the curve. Five constraints.</summary>
    /// <remarks>
    /// Addition to itself, 1 + d u^2 v^2 written as v^2 - u^2 by the curve's equation. Sound where the operand is on the
    /// curve (not checked): then neither divisor is zero.
    /// </remarks>
    public static JubjubWires Double(this CircuitBuilder cs, JubjubWires p)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope scope = cs.Gadget("double");
        Wire uv = cs.Multiply(p.U, p.V), uu = cs.Square(p.U), vv = cs.Square(p.V);
        return new JubjubWires(cs.Divide(2 * uv, vv - uu), cs.Divide(uu + vv, 2 - vv + uu));
    }

    /// <summary>The opposite point where a bit is 1, else the point. One constraint.</summary>
    public static JubjubWires NegateIf(this CircuitBuilder cs, Bit condition, JubjubWires p)
    {
        ArgumentNullException.ThrowIfNull(cs);
        return new JubjubWires(cs.Multiply(1 - (2 * condition.Wire), p.U), p.V);
    }
}
