namespace ZToken.Algebra;

/// <content>The quadratic extension as the field of G2.</content>
public readonly partial struct Fp2 : IGroupField<Fp2>
{
    static int IGroupField<Fp2>.Degree => 2;

    static Fp2 IGroupField<Fp2>.FromCoefficients(ReadOnlySpan<Fp> coefficients) => new(coefficients[0], coefficients[1]);

    void IGroupField<Fp2>.CopyCoefficientsTo(Span<Fp> coefficients)
    {
        coefficients[0] = C0;
        coefficients[1] = C1;
    }

    static ReadOnlySpan<ulong> IGroupField<Fp2>.MembershipFactor => G2Endomorphism.MembershipFactor;

    static bool IGroupField<Fp2>.IsMember(in G2Affine point, in G2Point multiple) => G2Endomorphism.IsMember(point, multiple);

    static bool IGroupField<Fp2>.AreInSubgroup(in G2Affine first, in G2Affine second) => G2Endomorphism.AreInSubgroup(first, second);

    static G2Point IGroupField<Fp2>.ClearCofactor(in G2Point point) => G2Endomorphism.ClearCofactor(point);

    static G2Point IGroupField<Fp2>.MapToCurve(in Fp2 element) => SimplifiedSwu<Fp2, G2Map>.Map(element);
}
