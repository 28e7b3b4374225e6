namespace ZToken.Algebra;

/// <summary>What the simplified SWU map needs to know of a group: a curve y^2 = x^3 + A x + B that has an isogeny to the group's curve.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
internal interface ISwuMap<TField>
    where TField : unmanaged, IGroupField<TField>
{
    /// <summary>A of the isogenous curve.</summary>
    static abstract TField A { get; }

    /// <summary>B of the isogenous curve.</summary>
    static abstract TField B { get; }

    /// <summary>The non-square of RFC 9380, section 8.8.</summary>
    static abstract TField Z { get; }

    /// <summary>A root of g, or of Z g where g is no square, and with it the inverse of d; neither g nor d is zero.</summary>
    /// <returns>Whether g is a square.</returns>
    static abstract bool RootAndInverse(in TField g, in TField d, out TField root, out TField inverse);

    /// <summary>sgn0 of RFC 9380, section 4.1: the parity of the first coefficient that is not zero.</summary>
    static abstract bool IsOdd(in TField value);

    /// <summary>The isogeny to the group's curve; where its denominator vanishes, infinity.</summary>
    static abstract JacobianPoint<TField> ToGroupCurve(in TField x, in TField y);
}
