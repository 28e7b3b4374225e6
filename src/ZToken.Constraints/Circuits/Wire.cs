using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A value inside a circuit: a wire of its constraint system or a linear combination of wires.</summary>
/// <remarks>
/// Operators are free: they cost no constraint. A product of two wires costs one and is written
/// <see cref="CircuitBuilder.Multiply"/>. A wire has no value while a circuit is defined, so nothing can branch on it.
/// <c>default</c> is the constant zero.
/// </remarks>
public readonly struct Wire
{
    internal Wire(CircuitBuilder builder, int code)
    {
        Builder = builder;
        Code = code;
    }

    internal CircuitBuilder? Builder { get; }

    /// <summary>A wire's index, or the complement of the index of an expression.</summary>
    internal int Code { get; }

    /// <summary>The sum; free.</summary>
    public static Wire operator +(Wire a, Wire b) => BuilderOf(a, b)?.Combine(a, CoefficientTable.One, b) ?? default;

    /// <summary>The difference; free.</summary>
    public static Wire operator -(Wire a, Wire b) => BuilderOf(a, b)?.Combine(a, CoefficientTable.MinusOne, b) ?? default;

    /// <summary>The negative; free.</summary>
    public static Wire operator -(Wire a) => default(Wire) - a;

    /// <summary>A multiple by a constant; free.</summary>
    public static Wire operator *(Wire a, Fr factor) => a.Builder?.Scale(a, factor) ?? default;

    /// <summary>A multiple by a constant; free.</summary>
    public static Wire operator *(Fr factor, Wire a) => a * factor;

    /// <summary>A multiple by a small constant; free.</summary>
    public static Wire operator *(Wire a, ulong factor) => a * Fr.FromUInt64(factor);

    /// <summary>A multiple by a small constant; free.</summary>
    public static Wire operator *(ulong factor, Wire a) => a * factor;

    /// <summary>The sum with a constant; free.</summary>
    /// <exception cref="InvalidOperationException">The wire is <c>default</c>, which belongs to no circuit.</exception>
    public static Wire operator +(Wire a, Fr constant) => a + a.Owner.Constant(constant);

    /// <summary>The sum with a small constant; free.</summary>
    public static Wire operator +(Wire a, ulong constant) => a + Fr.FromUInt64(constant);

    /// <summary>The sum with a small constant; free.</summary>
    public static Wire operator +(ulong constant, Wire a) => a + constant;

    /// <summary>The difference to a constant; free.</summary>
    public static Wire operator -(Wire a, Fr constant) => a + -constant;

    /// <summary>The difference to a small constant; free.</summary>
    public static Wire operator -(Wire a, ulong constant) => a - Fr.FromUInt64(constant);

    /// <summary>A small constant minus a wire; free.</summary>
    public static Wire operator -(ulong constant, Wire a) => -a + constant;

    private CircuitBuilder Owner => Builder ?? throw new InvalidOperationException("This wire is default(Wire): it belongs to no circuit. Use the builder's Constant.");

    private static CircuitBuilder? BuilderOf(Wire a, Wire b) => a.Builder ?? b.Builder;
}
