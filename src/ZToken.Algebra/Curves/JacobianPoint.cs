using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>A point of the curve y^2 = x^3 + b in Jacobian coordinates: x = X / Z^2, y = Y / Z^3.</summary>
/// <remarks>
/// Z = 0 is the point at infinity; so <c>default</c> is infinity. The memory layout is blst's.
/// Addition and doubling branch on special cases (equal points, infinity): <see cref="op_Multiply(in JacobianPoint{TField}, in Fr)"/> keeps
/// a secret scalar out of those branches.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates, which names the curve.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct JacobianPoint<TField> : IEquatable<JacobianPoint<TField>>
    where TField : unmanaged, ICurveField<TField>
{
    /// <summary>The Jacobian X coordinate.</summary>
    public readonly TField X;

    /// <summary>The Jacobian Y coordinate.</summary>
    public readonly TField Y;

    /// <summary>The Jacobian Z coordinate.</summary>
    public readonly TField Z;

    /// <summary>A point from its Jacobian coordinates.</summary>
    public JacobianPoint(in TField x, in TField y, in TField z)
    {
        X = x;
        Y = y;
        Z = z;
    }

    /// <summary>A point from its affine coordinates.</summary>
    public JacobianPoint(in AffinePoint<TField> point)
    {
        X = point.X;
        Y = point.Y;
        Z = TField.Select(point.IsInfinity, TField.Zero, TField.One);
    }

    /// <summary>The neutral element.</summary>
    public static JacobianPoint<TField> Infinity => default;

    /// <summary>The generator of the prime-order subgroup.</summary>
    public static JacobianPoint<TField> Generator => new(AffinePoint<TField>.Generator);

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsInfinity => Z.IsZero;

    /// <summary>Adds. Variable time: branches on infinity and equal points.</summary>
    /// <remarks>12 products, 4 squares (add-2007-bl of the Explicit-Formulas Database).</remarks>
    public static JacobianPoint<TField> operator +(in JacobianPoint<TField> a, in JacobianPoint<TField> b)
    {
        if (a.IsInfinity)
        {
            return b;
        }

        if (b.IsInfinity)
        {
            return a;
        }

        TField z1z1 = a.Z.Square();
        TField z2z2 = b.Z.Square();
        TField u1 = a.X * z2z2;
        TField u2 = b.X * z1z1;
        TField s1 = a.Y * b.Z * z2z2;
        TField s2 = b.Y * a.Z * z1z1;
        TField h = u2 - u1;
        TField r = s2 - s1;
        if (h.IsZero)
        {
            return r.IsZero ? a.Double() : Infinity;
        }

        TField hh = h.Square();
        TField hhh = h * hh;
        TField v = u1 * hh;
        TField x3 = r.Square() - hhh - v.Double();
        TField y3 = (r * (v - x3)) - (s1 * hhh);
        return new JacobianPoint<TField>(x3, y3, a.Z * b.Z * h);
    }

    /// <summary>Adds an affine point. Variable time: branches on infinity and equal points.</summary>
    /// <remarks>8 products, 3 squares.</remarks>
    public static JacobianPoint<TField> operator +(in JacobianPoint<TField> a, in AffinePoint<TField> b)
    {
        if (b.IsInfinity)
        {
            return a;
        }

        if (a.IsInfinity)
        {
            return new JacobianPoint<TField>(b);
        }

        TField zz = a.Z.Square();
        TField h = (b.X * zz) - a.X;
        TField r = (b.Y * a.Z * zz) - a.Y;
        if (h.IsZero)
        {
            return r.IsZero ? a.Double() : Infinity;
        }

        TField hh = h.Square();
        TField hhh = h * hh;
        TField v = a.X * hh;
        TField x3 = r.Square() - hhh - v.Double();
        TField y3 = (r * (v - x3)) - (a.Y * hhh);
        return new JacobianPoint<TField>(x3, y3, a.Z * h);
    }

    /// <summary>Subtracts. Variable time: branches on infinity and equal points.</summary>
    public static JacobianPoint<TField> operator -(in JacobianPoint<TField> a, in JacobianPoint<TField> b) => a + (-b);

    /// <summary>Negates.</summary>
    public static JacobianPoint<TField> operator -(in JacobianPoint<TField> p) => new(p.X, -p.Y, p.Z);

    /// <summary>Twice this point, without branches: there is no point of order two, and infinity doubles to itself.</summary>
    /// <remarks>2 products, 5 squares (dbl-2009-l of the Explicit-Formulas Database).</remarks>
    public JacobianPoint<TField> Double()
    {
        TField a = X.Square();
        TField b = Y.Square();
        TField c = b.Square();
        TField d = ((X + b).Square() - a - c).Double();
        TField e = a.Double() + a;
        TField x3 = e.Square() - d.Double();
        TField y3 = (e * (d - x3)) - c.Double().Double().Double();
        return new JacobianPoint<TField>(x3, y3, (Y * Z).Double());
    }

    /// <summary>The affine coordinates; one inversion. <see cref="BatchNormalize"/> shares it among many points.</summary>
    public AffinePoint<TField> ToAffine() => ScaleBy(Z.Invert());

    /// <summary>The affine coordinates, in a time that depends on the point: a tenth of <see cref="ToAffine"/>, for what is public.</summary>
    public AffinePoint<TField> ToAffineVarTime() => ScaleBy(Z.InvertVarTime());

    /// <summary>The affine coordinates of many points with one inversion (Montgomery's trick).</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void BatchNormalize(ReadOnlySpan<JacobianPoint<TField>> points, Span<AffinePoint<TField>> affine)
    {
        TField product = MultiplyDenominators(points, affine);
        Normalize(points, affine, product.Invert());
    }

    /// <summary>The affine coordinates of many points with one inversion, in a time that depends on them: for what is public.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void BatchNormalizeVarTime(ReadOnlySpan<JacobianPoint<TField>> points, Span<AffinePoint<TField>> affine)
    {
        TField product = MultiplyDenominators(points, affine);
        Normalize(points, affine, product.InvertVarTime());
    }

    // affine[i].X becomes the product of all Z before i, infinity's Z counted as one; the product of all is returned.
    private static TField MultiplyDenominators(ReadOnlySpan<JacobianPoint<TField>> points, Span<AffinePoint<TField>> affine)
    {
        if (points.Length != affine.Length)
        {
            throw new ArgumentException("The two spans differ in length.", nameof(affine));
        }

        TField product = TField.One;
        for (int i = 0; i < points.Length; i++)
        {
            affine[i] = new AffinePoint<TField>(product, TField.Zero);
            product = TField.Select(points[i].IsInfinity, product, product * points[i].Z);
        }

        return product;
    }

    private static void Normalize(ReadOnlySpan<JacobianPoint<TField>> points, Span<AffinePoint<TField>> affine, TField inverse)
    {
        for (int i = points.Length - 1; i >= 0; i--)
        {
            if (points[i].IsInfinity)
            {
                affine[i] = default;
                continue;
            }

            TField zInverse = affine[i].X * inverse;
            inverse *= points[i].Z;
            affine[i] = points[i].ScaleBy(zInverse);
        }
    }

    private AffinePoint<TField> ScaleBy(in TField zInverse)
    {
        TField square = zInverse.Square();
        return new AffinePoint<TField>(X * square, Y * square * zInverse);
    }

    /// <summary>Tells whether two points are equal, whatever their Z.</summary>
    public static bool operator ==(in JacobianPoint<TField> a, in JacobianPoint<TField> b)
    {
        TField z1z1 = a.Z.Square();
        TField z2z2 = b.Z.Square();
        bool sameX = a.X * z2z2 == b.X * z1z1;
        bool sameY = a.Y * b.Z * z2z2 == b.Y * a.Z * z1z1;
        return (a.IsInfinity & b.IsInfinity) | (!a.IsInfinity & !b.IsInfinity & sameX & sameY);
    }

    /// <summary>Tells whether two points differ.</summary>
    public static bool operator !=(in JacobianPoint<TField> a, in JacobianPoint<TField> b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(JacobianPoint<TField> other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is JacobianPoint<TField> other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => ToAffine().GetHashCode();

    /// <summary>The affine coordinates, for people and debuggers.</summary>
    public override string ToString() => ToAffine().ToString();
}
