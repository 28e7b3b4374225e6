using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>A point of Jubjub in extended coordinates: u = U / Z, v = V / Z, T = U V / Z.</summary>
/// <remarks>
/// H. Hisil, K. Wong, G. Carter, E. Dawson, "Twisted Edwards curves revisited" (2008). The formulas are complete: addition has no
/// special cases, so its time depends on no value. <c>default</c> is not a point and equals nothing, not even itself.
/// </remarks>
public readonly partial struct JubjubPoint : IEquatable<JubjubPoint>
{
    /// <summary>The extended coordinate U.</summary>
    public readonly Fr U;

    /// <summary>The extended coordinate V.</summary>
    public readonly Fr V;

    /// <summary>The extended coordinate Z, never zero.</summary>
    public readonly Fr Z;

    /// <summary>The extended coordinate T = U V / Z.</summary>
    public readonly Fr T;

    private JubjubPoint(in Fr u, in Fr v, in Fr z, in Fr t)
    {
        U = u;
        V = v;
        Z = z;
        T = t;
    }

    /// <summary>A point from its affine coordinates, which must satisfy the curve's equation.</summary>
    public JubjubPoint(in JubjubAffine point)
        : this(point.U, point.V, Fr.One, point.U * point.V)
    {
    }

    /// <summary>The neutral element.</summary>
    public static JubjubPoint Identity => new(Fr.Zero, Fr.One, Fr.One, Fr.Zero);

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsIdentity => U.IsZero & (V == Z) & !Z.IsZero;

    /// <summary>Adds any two points.</summary>
    /// <remarks>9 products (add-2008-hwcd-3 of the Explicit-Formulas Database).</remarks>
    public static JubjubPoint operator +(in JubjubPoint a, in JubjubPoint b) => Add(a, new NielsPoint(b));

    /// <summary>Adds an affine point.</summary>
    public static JubjubPoint operator +(in JubjubPoint a, in JubjubAffine b) => Add(a, new NielsAffine(b));

    /// <summary>Subtracts.</summary>
    public static JubjubPoint operator -(in JubjubPoint a, in JubjubPoint b) => a + (-b);

    /// <summary>Negates.</summary>
    public static JubjubPoint operator -(in JubjubPoint p) => new(-p.U, p.V, p.Z, -p.T);

    /// <summary>Twice this point.</summary>
    /// <remarks>4 products, 4 squares (dbl-2008-hwcd of the Explicit-Formulas Database).</remarks>
    public JubjubPoint Double() => DoubleTimes(1);

    /// <summary>Eight times this point: of prime order or the identity, whatever this is.</summary>
    public JubjubPoint MultiplyByCofactor() => DoubleTimes(3);

    /// <summary>The affine coordinates; one inversion. <see cref="BatchNormalize"/> shares it among many points.</summary>
    public JubjubAffine ToAffine()
    {
        Fr inverse = Z.Invert();
        return new JubjubAffine(U * inverse, V * inverse);
    }

    /// <summary>The affine coordinates of many points with one inversion.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void BatchNormalize(ReadOnlySpan<JubjubPoint> points, Span<JubjubAffine> affine)
    {
        if (points.Length != affine.Length)
        {
            throw new ArgumentException("The two spans differ in length.", nameof(affine));
        }

        Fr[] inverses = new Fr[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            inverses[i] = points[i].Z;
        }

        BatchInversion.Invert(inverses.AsSpan());
        for (int i = 0; i < points.Length; i++)
        {
            affine[i] = new JubjubAffine(points[i].U * inverses[i], points[i].V * inverses[i]);
        }

        // The scale of a multiple gives some of a secret scalar away.
        Array.Clear(inverses);
    }

    /// <summary>Tells whether two points are equal, whatever their Z.</summary>
    public static bool operator ==(in JubjubPoint a, in JubjubPoint b) =>
        (a.U * b.Z == b.U * a.Z) & (a.V * b.Z == b.V * a.Z) & !a.Z.IsZero & !b.Z.IsZero;

    /// <summary>Tells whether two points differ.</summary>
    public static bool operator !=(in JubjubPoint a, in JubjubPoint b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(JubjubPoint other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is JubjubPoint other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => ToAffine().GetHashCode();

    /// <summary>The affine coordinates, for people and debuggers.</summary>
    public override string ToString() => ToAffine().ToString();

    internal static JubjubPoint Add(in JubjubPoint a, in NielsPoint b) =>
        Complete((a.V - a.U) * b.VMinusU, (a.V + a.U) * b.VPlusU, a.T * b.TwoDT, a.Z * b.TwoZ);

    internal static JubjubPoint Add(in JubjubPoint a, in NielsAffine b) =>
        Complete((a.V - a.U) * b.VMinusU, (a.V + a.U) * b.VPlusU, a.T * b.TwoDUV, a.Z.Double());

    internal static JubjubPoint Select(bool condition, in JubjubPoint a, in JubjubPoint b) =>
        new(Fr.Select(condition, a.U, b.U), Fr.Select(condition, a.V, b.V), Fr.Select(condition, a.Z, b.Z), Fr.Select(condition, a.T, b.T));

    /// <summary>2^<paramref name="times"/> times this point, <paramref name="times"/> being at least one; T is made only at the end.</summary>
    internal JubjubPoint DoubleTimes(int times)
    {
        Fr u = U;
        Fr v = V;
        Fr z = Z;
        while (true)
        {
            // The letters of the paper: A = U^2, B = V^2, C = 2 Z^2, D = -A.
            Fr a = u.Square();
            Fr b = v.Square();
            Fr c = z.Square().Double();
            Fr h = -(a + b);
            Fr e = (u + v).Square() + h;
            Fr g = b - a;
            Fr f = g - c;
            u = e * f;
            v = g * h;
            z = f * g;
            if (--times == 0)
            {
                return new JubjubPoint(u, v, z, e * h);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JubjubPoint Complete(in Fr a, in Fr b, in Fr c, in Fr d)
    {
        Fr e = b - a;
        Fr f = d - c;
        Fr g = d + c;
        Fr h = b + a;
        return new JubjubPoint(e * f, g * h, f * g, e * h);
    }
}
