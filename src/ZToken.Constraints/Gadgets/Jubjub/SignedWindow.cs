using System.Diagnostics;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The eight points (s0 + 2 s1 + 4 s2) Q, each s being 1 or -1, as functions of the three bits: two constraints.</summary>
/// <remarks>
/// Opposite signs give opposite points: x is an even function of the signs and y an odd one. So
/// x = a + b s0 s1 + c s0 s2 + e s1 s2, which is a + k (s0 + (e/c) s1 + (e/b) s2)^2 up to a constant, with k = b c / (2 e):
/// one square, q. And y is a sum of s0, s1, s2 and s0 s1 s2; the last comes from q s2, which is a sum of these four: one
/// more product. With signs held to 1 or -1 by their bits, both are determined.
/// </remarks>
internal sealed class SignedWindow
{
    /// <summary>Bits of a window.</summary>
    public const int BitCount = 3;

    private readonly Fr root1, root2;
    private readonly Fr xSquare, xConstant;
    private readonly Fr yProduct, y0, y1, y2;
    private readonly Fr[] oddX, oddY;
    private readonly JubjubAffine[] odd;

    /// <summary>Takes the coordinates of Q, 3 Q, 5 Q and 7 Q on both forms.</summary>
    public SignedWindow(ReadOnlySpan<Fr> x, ReadOnlySpan<Fr> y, ReadOnlySpan<JubjubAffine> points)
    {
        (oddX, oddY, odd) = (x.ToArray(), y.ToArray(), points.ToArray());
        Fr quarter = Fr.FromUInt64(4).Invert();
        Fr a = (x[0] + x[1] + x[2] + x[3]) * quarter;
        Fr b = (x[0] - x[1] - x[2] + x[3]) * quarter;
        Fr c = (x[1] - x[0] - x[2] + x[3]) * quarter;
        Fr e = (x[2] - x[0] - x[1] + x[3]) * quarter;
        if (b.IsZero || c.IsZero || e.IsZero)
        {
            throw new UnreachableException("The points of a window are in a relation that no generator has.");
        }

        root1 = e * c.Invert();
        root2 = e * b.Invert();
        xSquare = b * c * e.Double().Invert();
        Fr squares = Fr.One + root1.Square() + root2.Square();
        xConstant = a - (xSquare * squares);

        // q s2 = squares s2 + 2 root1 s0 s1 s2 + 2 root2 s0 + 2 root1 root2 s1.
        Fr all = (y[0] - y[1] - y[2] + y[3]) * quarter;
        yProduct = all * root1.Double().Invert();
        y0 = ((y[1] - y[0] - y[2] + y[3]) * quarter) - (yProduct * root2.Double());
        y1 = ((y[2] - y[0] - y[1] + y[3]) * quarter) - (yProduct * (root1 * root2).Double());
        y2 = ((y[0] + y[1] + y[2] + y[3]) * quarter) - (yProduct * squares);
    }

    /// <summary>The point of three bits, on the Montgomery form.</summary>
    public MontgomeryWires Lookup(CircuitBuilder cs, ReadOnlySpan<Bit> bits)
    {
        Wire s0 = (2 * bits[0].Wire) - 1, s1 = (2 * bits[1].Wire) - 1, s2 = (2 * bits[2].Wire) - 1;
        Wire square = cs.Square(s0 + (root1 * s1) + (root2 * s2), "signs");
        Wire product = cs.Multiply(square, s2, "signs^2", "s2");
        return new MontgomeryWires((xSquare * square) + xConstant, (yProduct * product) + (y0 * s0) + (y1 * s1) + (y2 * s2));
    }

    /// <summary>The value of the point of three bits.</summary>
    public JubjubAffine Point(int value) => IsPositive(value) ? odd[value & 3] : -odd[3 - value];

    /// <summary>The value of the point of three bits, on the Montgomery form.</summary>
    public (Fr X, Fr Y) MontgomeryPoint(int value) => IsPositive(value) ? (oddX[value & 3], oddY[value & 3]) : (oddX[3 - value], -oddY[3 - value]);

    // With the highest bit, digits 1, 3, 5, 7 for the values 4 to 7; without it, their opposites downwards.
    private static bool IsPositive(int value) => value >= 4;
}
