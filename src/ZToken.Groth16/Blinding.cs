using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The two scalars that hide a witness in its proof. Whoever knows them can test guesses of the witness.</summary>
/// <param name="R">Blinds A.</param>
/// <param name="S">Blinds B.</param>
public sealed record Blinding(Fr R, Fr S)
{
    /// <summary>Shows no secret.</summary>
    public override string ToString() => nameof(Blinding);
}
