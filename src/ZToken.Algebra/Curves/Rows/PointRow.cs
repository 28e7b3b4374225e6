using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>A point (or two of G1) in homogeneous coordinates, in rows: x = X / Z, y = Y / Z; infinity is (0 : 1 : 0).</summary>
/// <remarks>
/// The complete formulas of J. Renes, C. Costello, L. Batina, "Complete addition formulas for prime order elliptic curves" (2016), algorithms 8 and 9,
/// which hold for all points of odd order, as all points of both curves are. Their products go in two steps that fill the lanes.
/// </remarks>
/// <typeparam name="TGroup">One point of G2 or two points of G1.</typeparam>
internal unsafe struct PointRow<TGroup>
    where TGroup : struct, IRowGroup
{
    public Fp2Row X;
    public Fp2Row Y;
    public Fp2Row Z;

    /// <summary>Infinity.</summary>
    public static PointRow<TGroup> Infinity => new() { Y = new Fp2Row(FpRow.One, typeof(TGroup) == typeof(TwoOfG1) ? FpRow.One : default) };

    /// <summary>The point of G1 in the first rows of each pair.</summary>
    public static G1Point First(in PointRow<TwoOfG1> points) => FromHomogeneous(points.X.C0.ToField(), points.Y.C0.ToField(), points.Z.C0.ToField());

    /// <summary>The point of G1 in the second rows of each pair.</summary>
    public static G1Point Second(in PointRow<TwoOfG1> points) => FromHomogeneous(points.X.C1.ToField(), points.Y.C1.ToField(), points.Z.C1.ToField());

    /// <summary>The point of G2.</summary>
    public static G2Point Only(in PointRow<OneOfG2> point) => FromHomogeneous(point.X.ToField(), point.Y.ToField(), point.Z.ToField());

    // X / Z = X Z / Z^2, Y / Z = Y Z^2 / Z^3.
    private static JacobianPoint<TField> FromHomogeneous<TField>(in TField x, in TField y, in TField z)
        where TField : unmanaged, ICurveField<TField> => new(x * z, y * z.Square(), z);

    /// <summary>Doubles the point, which must lie in memory aligned to 64 bytes: twice four products.</summary>
    [SkipLocalsInit]
    public static void Double(PointRow<TGroup>* point, in RowProducts products)
    {
        products.Set(0, point->Y, point->Y);
        products.Set(1, point->Y, point->Z);
        products.Set(2, point->Z, point->Z);
        products.Set(3, point->X, point->Y);
        TGroup.Run(products, 4);
        Fp2Row yy = products[0];
        point->Z = TGroup.TimesB(products[2]);
        FpRow.Reduce((FpRow*)&point->Z, 2);
        Fp2Row threeBzz = point->Z * 3, difference = yy - (threeBzz * 3), eightYy = yy * 8;

        products.Set(0, threeBzz, eightYy);
        products.Set(2, difference, yy + threeBzz);
        products.Set(3, difference, products[3]);
        products.Set(1, products[1], eightYy);
        TGroup.Run(products, 4);
        point->X = products[3] + products[3];
        point->Y = products[0] + products[2];
        point->Z = products[1];
    }

    /// <summary>Adds a point other than infinity by its affine coordinates; the point must lie in memory aligned to 64 bytes. Five products and six.</summary>
    [SkipLocalsInit]
    public static void Add(PointRow<TGroup>* point, in Fp2Row x, in Fp2Row y, in RowProducts products)
    {
        products.Set(0, x, point->X);
        products.Set(1, y, point->Y);
        products.Set(2, x + y, point->X + point->Y);
        products.Set(3, y, point->Z);
        products.Set(4, x, point->Z);
        TGroup.Run(products, 5);
        Fp2Row cross = products[2] - products[0] - products[1];
        Fp2Row sumY = products[3] + point->Y;
        Fp2Row threeXx = products[0] * 3;
        point->X = TGroup.TimesB(products[4] + point->X);
        point->Y = TGroup.TimesB(point->Z);
        FpRow.Reduce((FpRow*)point, 4);
        Fp2Row threeBx = point->X * 3, threeBz = point->Y * 3;
        Fp2Row sum = products[1] + threeBz, difference = products[1] - threeBz;

        products.Set(0, cross, difference);
        products.Set(1, sumY, threeBx);
        products.Set(2, difference, sum);
        products.Set(3, threeBx, threeXx);
        products.Set(4, sum, sumY);
        products.Set(5, threeXx, cross);
        TGroup.Run(products, 6);
        point->X = products[0] - products[1];
        point->Y = products[2] + products[3];
        point->Z = products[4] + products[5];
    }
}
