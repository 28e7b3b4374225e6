namespace ZToken.Algebra;

/// <summary>A field over which one of the two groups of BLS12-381 lives: what <see cref="Group{TField}"/> needs to know of it.</summary>
/// <typeparam name="T">The implementing element type.</typeparam>
public interface IGroupField<T> : ICurveField<T>
    where T : unmanaged, IGroupField<T>
{
    /// <summary>The degree over <see cref="Fp"/>: how many coefficients an element has.</summary>
    static abstract int Degree { get; }

    /// <summary>A square root, where there is one. Variable time.</summary>
    /// <returns>False where this is not a square.</returns>
    bool TrySqrtVarTime(out T root);

    /// <summary>Whether this is the larger of itself and its negative in the order of the compressed encodings. Variable time.</summary>
    bool IsLexicographicallyLargest { get; }

    /// <summary>The element with <see cref="Degree"/> coefficients, that of 1 first.</summary>
    static abstract T FromCoefficients(ReadOnlySpan<Fp> coefficients);

    /// <summary>Writes the <see cref="Degree"/> coefficients, that of 1 first.</summary>
    void CopyCoefficientsTo(Span<Fp> coefficients);

    /// <summary>The k, little-endian limbs, for which [k] P tells whether P lies in the subgroup of order r.</summary>
    static abstract ReadOnlySpan<ulong> MembershipFactor { get; }

    /// <summary>Whether a point of the curve lies in the subgroup of order r, given its multiple by <see cref="MembershipFactor"/>.</summary>
    static abstract bool IsMember(in AffinePoint<T> point, in JacobianPoint<T> multiple);

    /// <summary>Whether two finite points of the curve both lie in the subgroup of order r.</summary>
    static abstract bool AreInSubgroup(in AffinePoint<T> first, in AffinePoint<T> second);

    /// <summary>Maps a point of the curve into the subgroup of order r, by the multiple that RFC 9380 fixes.</summary>
    static abstract JacobianPoint<T> ClearCofactor(in JacobianPoint<T> point);

    /// <summary>Maps an element to a point of the curve, not yet of the subgroup: simplified SWU and isogeny, RFC 9380, section 6.6.3.</summary>
    static abstract JacobianPoint<T> MapToCurve(in T element);
}
