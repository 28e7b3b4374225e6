namespace ZToken.Constraints;

/// <summary>A point of Jubjub inside a circuit, by its affine coordinates.</summary>
/// <remarks>Nothing here says that the coordinates satisfy the curve's equation, or of which order the point is: see <see cref="JubjubGadgets.AssertOnCurve"/>.</remarks>
/// <param name="u">The u coordinate.</param>
/// <param name="v">The v coordinate.</param>
public readonly struct JubjubWires(Wire u, Wire v)
{
    /// <summary>The u coordinate.</summary>
    public Wire U { get; } = u;

    /// <summary>The v coordinate.</summary>
    public Wire V { get; } = v;

    /// <summary>The opposite point; free.</summary>
    public static JubjubWires operator -(JubjubWires p) => new(-p.U, p.V);
}
