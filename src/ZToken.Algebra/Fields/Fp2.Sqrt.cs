namespace ZToken.Algebra;

/// <content>Square roots, by the complex method.</content>
public readonly partial struct Fp2
{
    /// <inheritdoc/>
    /// <remarks>Two powers in the base field: a root of the norm, then <see cref="SqrtFromNormRoot"/>.</remarks>
    public bool TrySqrtVarTime(out Fp2 root)
    {
        if (!Norm().TrySqrtVarTime(out Fp normRoot))
        {
            root = default;
            return false;
        }

        root = SqrtFromNormRoot(normRoot);
        return true;
    }

    /// <summary>A root of this square, given a root of its norm, in a time that does not depend on either.</summary>
    /// <remarks>
    /// Let a = c0 + c1 u, n^2 = c0^2 + c1^2 and d = (c0 + n) / 2, t its progenitor and s = d t. Where d is a square, s^2 = d and 1 / s = t:
    /// the root is s + c1 t / 2 u. Where it is not, s^2 = -d and 1 / s = -t: the root is -c1 t / 2 + s u. After G. Adj,
    /// F. Rodríguez-Henríquez, "Square root computation over even extension fields" (2014), algorithm 8, without its inversion and its second try.
    /// </remarks>
    internal Fp2 SqrtFromNormRoot(in Fp normRoot)
    {
        Fp d = (C0 + normRoot).Half();
        // Zero only where a is in the base field and the root chosen was -c0: the other root gives d = c0.
        d = Fp.Select(d.IsZero, C0, d);
        Fp t = d.Progenitor();
        Fp s = d * t;
        Fp other = (C1 * t).Half();
        bool isSquare = s.Square() == d;
        return new Fp2(Fp.Select(isSquare, s, -other), Fp.Select(isSquare, other, s));
    }
}
