using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>A running sum of points of secp256k1 in Jacobian coordinates, changed in place: <see cref="JacobianPoint{TField}"/> without its copies, in half the time.</summary>
/// <remarks>Z = 0 is infinity, as <c>default</c> is. Variable time.</remarks>
[SkipLocalsInit]
internal struct Secp256k1Sum
{
    private Secp256k1Fp x;
    private Secp256k1Fp y;
    private Secp256k1Fp z;

    public Secp256k1Sum(in AffinePoint<Secp256k1Fp> point)
    {
        x = point.X;
        y = point.Y;
        z = Secp256k1Fp.One;
    }

    public readonly Secp256k1Fp Z => z;

    public readonly AffinePoint<Secp256k1Fp> Numerators => new(x, y);

    public readonly JacobianPoint<Secp256k1Fp> ToJacobian() => new(x, y, z);

    /// <summary>Doubles: 3 products, 4 squares. Infinity stays.</summary>
    /// <remarks>The formulas of dbl-2009-l with Z = Y Z1, half of theirs: L = 3/2 X^2, T = X Y^2, X3 = L^2 - 2 T, Y3 = L (T - X3) - Y^4.</remarks>
    public void Double()
    {
        Secp256k1Fp.Multiply(z, y, out z);
        Secp256k1Fp.Square(y, out Secp256k1Fp s);
        Secp256k1Fp.Square(x, out Secp256k1Fp l);
        Secp256k1Fp.TimesThreeHalves(l, out l);
        Secp256k1Fp.Multiply(x, s, out Secp256k1Fp t);
        Secp256k1Fp.Square(s, out s);
        Secp256k1Fp.Square(l, out x);
        Secp256k1Fp.Subtract(x, t, out x);
        Secp256k1Fp.Subtract(x, t, out x);
        Secp256k1Fp.Subtract(t, x, out t);
        Secp256k1Fp.Multiply(l, t, out y);
        Secp256k1Fp.Subtract(y, s, out y);
    }

    /// <summary>Adds a point, negated on demand: 8 products, 3 squares.</summary>
    /// <remarks>Of equal points the double, of opposite ones infinity.</remarks>
    public void Add(in AffinePoint<Secp256k1Fp> point, bool negate)
    {
        if (z.IsZero)
        {
            x = point.X;
            y = negate ? -point.Y : point.Y;
            z = Secp256k1Fp.One;
            return;
        }

        Secp256k1Fp.Square(z, out Secp256k1Fp zz);
        Secp256k1Fp.Multiply(point.X, zz, out Secp256k1Fp h);
        Secp256k1Fp.Multiply(zz, z, out zz);
        Secp256k1Fp.Multiply(point.Y, zz, out Secp256k1Fp r);
        if (negate)
        {
            r = -r;
        }

        Secp256k1Fp.Subtract(h, x, out h);
        Secp256k1Fp.Subtract(r, y, out r);
        if (h.IsZero)
        {
            if (r.IsZero)
            {
                Double();
            }
            else
            {
                z = default;
            }

            return;
        }

        AddDistinct(h, r);
    }

    /// <summary>Adds a point where neither is infinity and their x differ; tells the h by which Z grows.</summary>
    public void AddDistinct(in AffinePoint<Secp256k1Fp> point, out Secp256k1Fp h)
    {
        Secp256k1Fp.Square(z, out Secp256k1Fp zz);
        Secp256k1Fp.Multiply(point.X, zz, out h);
        Secp256k1Fp.Multiply(zz, z, out zz);
        Secp256k1Fp.Multiply(point.Y, zz, out Secp256k1Fp r);
        Secp256k1Fp.Subtract(h, x, out h);
        Secp256k1Fp.Subtract(r, y, out r);
        AddDistinct(h, r);
    }

    // h and r are the differences of the abscissas and ordinates over a common denominator.
    private void AddDistinct(in Secp256k1Fp h, in Secp256k1Fp r)
    {
        Secp256k1Fp.Multiply(z, h, out z);
        Secp256k1Fp.Square(h, out Secp256k1Fp hh);
        Secp256k1Fp.Multiply(h, hh, out Secp256k1Fp hhh);
        Secp256k1Fp.Multiply(x, hh, out Secp256k1Fp v);
        Secp256k1Fp.Square(r, out x);
        Secp256k1Fp.Subtract(x, hhh, out x);
        Secp256k1Fp.Subtract(x, v, out x);
        Secp256k1Fp.Subtract(x, v, out x);
        Secp256k1Fp.Subtract(v, x, out v);
        Secp256k1Fp.Multiply(v, r, out v);
        Secp256k1Fp.Multiply(y, hhh, out y);
        Secp256k1Fp.Subtract(v, y, out y);
    }
}
