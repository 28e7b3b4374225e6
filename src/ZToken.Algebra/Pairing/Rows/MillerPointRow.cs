using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The running multiple of a point of G2 in rows: <see cref="MillerPoint"/>, arranged so that products go in fours.</summary>
internal unsafe struct MillerPointRow
{
    private readonly Fp2Row startX;
    private readonly Fp2Row startY;
    private Fp2Row x;
    private Fp2Row y;
    private Fp2Row z;

    public MillerPointRow(in G2Affine start)
    {
        startX = x = Fp2Row.FromField(start.X);
        startY = y = Fp2Row.FromField(start.Y);
        z = Fp2Row.One;
    }

    /// <summary>Doubles the point: twice four products. The line's slopes are left for later: SlopeX is the X whose square it is three times, SlopeY is Y Z.</summary>
    [SkipLocalsInit]
    public void Double(LineRow* line, in RowProducts products)
    {
        products.Set(0, x, y);
        products.Set(1, y, y);
        products.Set(2, z, z);
        products.Set(3, y, z);
        products.Run(4);
        Fp2Row yy = products[1], yz = products[3];
        line->Constant = products[2].TimesNonResidue() * 12;
        FpRow.Reduce((FpRow*)&line->Constant, 2);
        Fp2Row threeBzz = line->Constant, nineBzz = threeBzz * 3;
        line->Constant = threeBzz - yy;
        line->SlopeX = x;
        line->SlopeY = yz;

        // All coordinates of the formula four times over, which spares the halves.
        products.Set(0, products[0], yy - nineBzz);
        products.Set(1, yy + nineBzz, yy + nineBzz);
        products.Set(2, threeBzz, threeBzz);
        products.Set(3, yy, yz);
        products.Run(4);
        x = products[0] + products[0];
        y = products[1] - (products[2] * 12);
        z = products[3] * 8;
    }

    /// <summary>Adds the point it started from: four times up to four products.</summary>
    [SkipLocalsInit]
    public void Add(LineRow* line, in RowProducts products)
    {
        products.Set(0, startY, z);
        products.Set(1, startX, z);
        products.Run(2);
        Fp2Row theta = y - products[0], lambda = x - products[1];

        products.Set(0, theta, theta);
        products.Set(1, lambda, lambda);
        products.Set(2, theta, startX);
        products.Set(3, lambda, startY);
        products.Run(4);
        line->Constant = products[2] - products[3];
        line->SlopeX = -theta;
        line->SlopeY = lambda;

        products.Set(2, x, products[1]);
        products.Set(1, lambda, products[1]);
        products.Set(0, z, products[0]);
        products.Run(3);
        Fp2Row lambdaCube = products[1], xLambdaSquare = products[2];
        Fp2Row h = lambdaCube + products[0] - (xLambdaSquare + xLambdaSquare);

        products.Set(0, lambda, h);
        products.Set(1, theta, xLambdaSquare - h);
        products.Set(2, lambdaCube, y);
        products.Set(3, z, lambdaCube);
        products.Run(4);
        x = products[0];
        y = products[1] - products[2];
        z = products[3];
    }
}
