namespace ZToken.Algebra;

/// <summary>
/// One of the two groups of BLS12-381, as <c>G1 = Group&lt;Fp&gt;</c> and <c>G2 = Group&lt;Fp2&gt;</c>: encodings, membership in the
/// subgroup of prime order r, and hashing to it.
/// </summary>
/// <remarks>The points themselves are <see cref="AffinePoint{TField}"/> and <see cref="JacobianPoint{TField}"/>.</remarks>
/// <typeparam name="TField">The field of the coordinates, which names the group.</typeparam>
public static partial class Group<TField>
    where TField : unmanaged, IGroupField<TField>
{
    /// <summary>The generator that everyone uses.</summary>
    public static AffinePoint<TField> Generator => AffinePoint<TField>.Generator;

    /// <summary>Maps any point of the curve into the subgroup, by the fixed multiple of RFC 9380, section 8.8.</summary>
    public static JacobianPoint<TField> ClearCofactor(in JacobianPoint<TField> point) => TField.ClearCofactor(point);
}
