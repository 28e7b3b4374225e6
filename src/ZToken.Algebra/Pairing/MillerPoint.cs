namespace ZToken.Algebra;

/// <summary>The running multiple of a point of G2 during Miller's loop: x = X / Z, y = Y / Z.</summary>
/// <remarks>
/// Formulas of C. Costello, T. Lange, M. Naehrig, "Faster pairing computations on curves with high-degree twists" (2010),
/// in the arrangement of D. F. Aranha et al., "The realm of the pairings" (2013), section 4.
/// A multiple of a point of prime order r is never the point itself nor its negative within the loop, whose scalar is below r.
/// </remarks>
internal struct MillerPoint(in G2Affine start)
{
    private static readonly Fp half = Fp.FromUInt64(2).Invert();

    private Fp2 x = start.X;
    private Fp2 y = start.Y;
    private Fp2 z = Fp2.One;

    /// <summary>Doubles the point and gives the tangent: 3 products, 6 squares in Fp2.</summary>
    public Line Double()
    {
        Fp2 xyHalf = x * y * half;
        Fp2 yy = y.Square();
        Fp2 zz = z.Square();
        Fp2 threeBzz = zz.TimesThreeB();
        Fp2 nineBzz = threeBzz.Double() + threeBzz;
        Fp2 mean = (yy + nineBzz) * half;
        Fp2 twoYz = (y + z).Square() - yy - zz;
        Fp2 xx = x.Square();
        Fp2 threeBzzSquare = threeBzz.Square();

        x = xyHalf * (yy - nineBzz);
        y = mean.Square() - (threeBzzSquare.Double() + threeBzzSquare);
        z = yy * twoYz;
        return new Line(threeBzz - yy, xx.Double() + xx, -twoYz);
    }

    /// <summary>Adds a point and gives the chord: 11 products, 2 squares in Fp2.</summary>
    public Line Add(in G2Affine q)
    {
        Fp2 theta = y - (q.Y * z);
        Fp2 lambda = x - (q.X * z);
        Fp2 lambdaSquare = lambda.Square();
        Fp2 lambdaCube = lambda * lambdaSquare;
        Fp2 zThetaSquare = z * theta.Square();
        Fp2 xLambdaSquare = x * lambdaSquare;
        Fp2 h = lambdaCube + zThetaSquare - xLambdaSquare.Double();

        x = lambda * h;
        y = (theta * (xLambdaSquare - h)) - (lambdaCube * y);
        z *= lambdaCube;
        return new Line((theta * q.X) - (lambda * q.Y), -theta, lambda);
    }
}
