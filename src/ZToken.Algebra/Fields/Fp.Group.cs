namespace ZToken.Algebra;

/// <content>The base field as the field of G1.</content>
public readonly partial struct Fp : IGroupField<Fp>
{
    static int IGroupField<Fp>.Degree => 1;

    static Fp IGroupField<Fp>.FromCoefficients(ReadOnlySpan<Fp> coefficients) => coefficients[0];

    void IGroupField<Fp>.CopyCoefficientsTo(Span<Fp> coefficients) => coefficients[0] = this;

    static ReadOnlySpan<ulong> IGroupField<Fp>.MembershipFactor => G1Endomorphism.MembershipFactor;

    static bool IGroupField<Fp>.IsMember(in G1Affine point, in G1Point multiple) => G1Endomorphism.IsMember(point, multiple);

    static bool IGroupField<Fp>.AreInSubgroup(in G1Affine first, in G1Affine second) => G1Endomorphism.AreInSubgroup(first, second);

    static G1Point IGroupField<Fp>.ClearCofactor(in G1Point point) => G1Endomorphism.ClearCofactor(point);

    static G1Point IGroupField<Fp>.MapToCurve(in Fp element) => SimplifiedSwu<Fp, G1Map>.Map(element);
}
