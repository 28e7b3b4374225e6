namespace ZToken.Algebra;

/// <summary>The endomorphism (x, y) -> (beta x, -y), beta a cube root of one, which multiplies the prime-order subgroup by z = x^2.</summary>
/// <remarks>In G1 this is -phi of <see cref="G1Endomorphism"/>; in G2 beta is the square of G1's.</remarks>
internal static class GroupEndomorphism
{
    /// <summary>The factor of the x coordinate.</summary>
    public static TField Beta<TField>()
        where TField : unmanaged, IGroupField<TField>
    {
        Fp beta = G1Endomorphism.Beta;
        return TField.Degree == 1 ? TField.FromCoefficients([beta]) : TField.FromCoefficients([beta.Square(), Fp.Zero]);
    }
}
