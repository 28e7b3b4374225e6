using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>A point of Jubjub by its affine coordinates (u, v).</summary>
/// <remarks>
/// The neutral element is (0, 1). <c>default</c>, which is (0, 0), is not on the curve, and no decoder returns true with it.
/// Nothing here says that the point is on the curve or in the prime-order subgroup: decoders do.
/// </remarks>
/// <param name="u">The u coordinate.</param>
/// <param name="v">The v coordinate.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct JubjubAffine(in Fr u, in Fr v) : IEquatable<JubjubAffine>
{
    /// <summary>The u coordinate, which alone identifies a point of the prime-order subgroup.</summary>
    public readonly Fr U = u;

    /// <summary>The v coordinate.</summary>
    public readonly Fr V = v;

    /// <summary>The neutral element (0, 1).</summary>
    public static JubjubAffine Identity => new(Fr.Zero, Fr.One);

    /// <summary>Whether this is the neutral element.</summary>
    public bool IsIdentity => U.IsZero & (V == Fr.One);

    /// <summary>Whether this satisfies the curve's equation.</summary>
    public bool IsOnCurve
    {
        get
        {
            Fr uu = U.Square();
            Fr vv = V.Square();
            return vv - uu == Fr.One + (JubjubCurve.D * uu * vv);
        }
    }

    /// <summary>Whether this point of the curve lies in the subgroup of prime order r_J; the identity does.</summary>
    /// <remarks>See <see cref="JubjubPoint.IsInPrimeSubgroup"/>.</remarks>
    public bool IsInPrimeSubgroup => new JubjubPoint(this).IsInPrimeSubgroup;

    /// <summary>Whether this is on the curve and of order r_J exactly: what a public key must be. Variable time.</summary>
    public bool IsOfPrimeOrder => IsOnCurve && !IsIdentity && IsInPrimeSubgroup;

    /// <summary>Negates.</summary>
    public static JubjubAffine operator -(in JubjubAffine p) => new(-p.U, p.V);

    /// <summary>Multiplies by a scalar, in a time that does not depend on the scalar.</summary>
    public static JubjubPoint operator *(in JubjubAffine p, in JubjubScalar k) => new JubjubPoint(p) * k;

    /// <summary>Tells whether two points are equal.</summary>
    public static bool operator ==(in JubjubAffine a, in JubjubAffine b) => (a.U == b.U) & (a.V == b.V);

    /// <summary>Tells whether two points differ.</summary>
    public static bool operator !=(in JubjubAffine a, in JubjubAffine b) => !(a == b);

    /// <inheritdoc/>
    public bool Equals(JubjubAffine other) => this == other;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is JubjubAffine other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(U, V);

    /// <summary>The coordinates, for people and debuggers.</summary>
    public override string ToString() => $"({U}, {V})";
}
