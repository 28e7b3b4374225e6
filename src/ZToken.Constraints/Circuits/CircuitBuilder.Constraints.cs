using System.Runtime.CompilerServices;
using ZToken.Algebra;

namespace ZToken.Constraints;

public abstract partial class CircuitBuilder
{
    /// <summary>The product of two wires. One constraint.</summary>
    public Wire Multiply(
        Wire a,
        Wire b,
        [CallerArgumentExpression(nameof(a))] string left = "",
        [CallerArgumentExpression(nameof(b))] string right = "")
    {
        Slot product = AllocateWires(1).First;
        Program.Multiply(product, SlotOf(a), SlotOf(b));
        AddRow(a, b, WireAt(product), new RowLabel(left, right));
        return WireAt(product);
    }

    /// <summary>a * b - c as a wire of its own. One constraint.</summary>
    /// <remarks>Says the same as <c>Multiply(a, b) - c</c>; but that is a combination of wires, which grows where c is one too.</remarks>
    public Wire MultiplySubtract(
        Wire a,
        Wire b,
        Wire c,
        [CallerArgumentExpression(nameof(a))] string left = "",
        [CallerArgumentExpression(nameof(b))] string right = "",
        [CallerArgumentExpression(nameof(c))] string third = "")
    {
        Slot result = AllocateWires(1).First;
        Program.MultiplySubtract(result, SlotOf(a), SlotOf(b), SlotOf(c));
        AddRow(a, b, WireAt(result) + c, new RowLabel(left, right, "result + " + third));
        return WireAt(result);
    }

    /// <summary>The square of a wire. One constraint.</summary>
    public Wire Square(Wire a, [CallerArgumentExpression(nameof(a))] string label = "") => Multiply(a, a, label, label);

    /// <summary>A wire q with q * divisor = dividend. One constraint.</summary>
    /// <remarks>
    /// **Not checked: that the divisor is not zero.** Where it is zero, the constraint holds for every q if the dividend
    /// is zero too, and for none otherwise. Callers show why both cannot be zero.
    /// </remarks>
    public Wire Divide(
        Wire dividend,
        Wire divisor,
        [CallerArgumentExpression(nameof(dividend))] string over = "",
        [CallerArgumentExpression(nameof(divisor))] string under = "")
    {
        Slot quotient = AllocateWires(1).First;
        Program.Divide(quotient, SlotOf(dividend), SlotOf(divisor));
        AddRow(WireAt(quotient), divisor, dividend, new RowLabel($"({over} / {under})", under, over));
        return WireAt(quotient);
    }

    /// <summary>The inverse of a wire, which thereby is not zero. One constraint.</summary>
    public Wire Invert(Wire a, [CallerArgumentExpression(nameof(a))] string label = "") => Divide(One, a, "1", label);

    /// <summary>Holds two wires equal. One constraint.</summary>
    public void AssertEqual(
        Wire a,
        Wire b,
        [CallerArgumentExpression(nameof(a))] string left = "",
        [CallerArgumentExpression(nameof(b))] string right = "")
    {
        // A combination costs a prover less as the product than as a factor.
        (Wire factor, Wire product) = IsCombination(a) ? (b, a) : (a, b);
        AddRow(factor, One, product, new RowLabel(left, Product: right));
    }

    /// <summary>Holds a wire to zero. One constraint.</summary>
    public void AssertZero(Wire a, [CallerArgumentExpression(nameof(a))] string label = "") => AddRow(a, One, default, new RowLabel(label, Product: "0"));

    /// <summary>Holds a * b equal to a third wire, which needs no wire of its own. One constraint.</summary>
    public void AssertProduct(
        Wire a,
        Wire b,
        Wire product,
        [CallerArgumentExpression(nameof(a))] string left = "",
        [CallerArgumentExpression(nameof(b))] string right = "",
        [CallerArgumentExpression(nameof(product))] string equals = "") => AddRow(a, b, product, new RowLabel(left, right, equals));

    /// <summary>Holds a wire to 0 or 1. One constraint.</summary>
    public Bit AssertBoolean(Wire a, [CallerArgumentExpression(nameof(a))] string label = "")
    {
        AddRow(a, a, a, new RowLabel(label, label, label));
        return new Bit(a);
    }

    private static bool IsCombination(Wire wire) => wire.Code < 0;

    internal void AddRow(Wire a, Wire b, Wire c, RowLabel label) => AddRow(SlotOf(a), SlotOf(b), ProductSlotOf(c), label);

    internal void AddRow(Slot a, Slot b, Slot c, RowLabel label)
    {
        rows.Add(a, b, c);
        labels.AddRow(scope, label);
    }
}
