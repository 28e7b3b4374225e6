using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>A point of the curve y^2 = x^3 + b over a field, by its coordinates.</summary>
/// <remarks>
/// The point at infinity has both coordinates zero, which no other point has since b is not zero; so <c>default</c> is infinity.
/// The memory layout is blst's. Nothing here says that the point is on the curve or in the prime-order subgroup: decoders do.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates, which names the curve.</typeparam>
/// <param name="x">The x coordinate.</param>
/// <param name="y">The y coordinate.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct AffinePoint<TField>(in TField x, in TField y) : IEquatable<AffinePoint<TField>>
    where TField : unmanaged, ICurveField<TField>
{
    /// <summary>The x coordinate.</summary>
    public readonly TField X = x;

    /// <summary>The y coordinate.</summary>
    public readonly TField Y = y;

    /// <summary>The neutral element.</summary>
    public static AffinePoint<TField> Infinity => default;

    /// <summary>The generator of the prime-order subgroup.</summary>
    public static AffinePoint<TField> Generator => new(TField.GeneratorX, TField.GeneratorY);

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => X.IsZero & Y.IsZero;

    /// <summary>Whether this is infinity or satisfies the curve's equation.</summary>
    public bool IsOnCurve => IsInfinity | (Y.Square() == ((X.Square() * X) + TField.CurveB));

    /// <summary>Negates.</summary>
    public static AffinePoint<TField> operator -(in AffinePoint<TField> p) => new(p.X, -p.Y);

    /// <summary>Multiplies by a scalar, in a time that does not depend on the scalar.</summary>
    public static JacobianPoint<TField> operator *(in AffinePoint<TField> p, in Fr k) => new JacobianPoint<TField>(p) * k;

    /// <summary>Multiplies by a public integer, little-endian limbs of any length. Variable time.</summary>
    public JacobianPoint<TField> MultiplyVarTime(ReadOnlySpan<ulong> k)
    {
        JacobianPoint<TField> result = JacobianPoint<TField>.Infinity;
        bool started = false;
        for (int i = (k.Length * 64) - 1; i >= 0; i--)
        {
            result = started ? result.Double() : result;
            if (((k[i >> 6] >> (i & 63)) & 1) != 0)
            {
                result += this;
                started = true;
            }
        }

        return result;
    }

    /// <summary>Tells whether two points are equal.</summary>
    public static bool operator ==(in AffinePoint<TField> a, in AffinePoint<TField> b) => (a.X == b.X) & (a.Y == b.Y);

    /// <summary>Tells whether two points differ.</summary>
    public static bool operator !=(in AffinePoint<TField> a, in AffinePoint<TField> b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(AffinePoint<TField> other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is AffinePoint<TField> other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y);

    /// <summary>The coordinates, for people and debuggers.</summary>
    public override string ToString() => IsInfinity ? "infinity" : $"({X}, {Y})";
}
