namespace ZToken.Algebra;

/// <summary>A field: what points, pairings and transforms are written over.</summary>
/// <remarks>
/// The operators take their operands by reference, unlike those of the generic-math interfaces: an element of the
/// twelfth extension is 576 bytes, and copying it to call an addition would cost as much as the addition.
/// </remarks>
/// <typeparam name="T">The implementing element type.</typeparam>
public interface IField<T> : IEquatable<T>
    where T : unmanaged, IField<T>
{
    /// <summary>The neutral element of addition.</summary>
    static abstract T Zero { get; }

    /// <summary>The neutral element of multiplication.</summary>
    static abstract T One { get; }

    /// <summary>Whether this is the neutral element of addition.</summary>
    bool IsZero { get; }

    /// <summary>Adds.</summary>
    static abstract T operator +(in T a, in T b);

    /// <summary>Subtracts.</summary>
    static abstract T operator -(in T a, in T b);

    /// <summary>Negates.</summary>
    static abstract T operator -(in T a);

    /// <summary>Multiplies.</summary>
    static abstract T operator *(in T a, in T b);

    /// <summary>Tells whether two elements are equal.</summary>
    static abstract bool operator ==(in T a, in T b);

    /// <summary>Tells whether two elements differ.</summary>
    static abstract bool operator !=(in T a, in T b);

    /// <summary>This element times itself.</summary>
    T Square();

    /// <summary>Twice this element.</summary>
    T Double();

    /// <summary>The multiplicative inverse; zero for zero.</summary>
    T Invert();

    /// <summary>One of two elements, chosen without a branch.</summary>
    static abstract T Select(bool condition, in T whenTrue, in T whenFalse);
}
