using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>Commits to values: [value] G + [blinding] H. Hiding whatever the computing power, binding while log_G H is unknown.</summary>
/// <remarks>Commitments add up as their values and blindings do: sums can be opened without opening a summand.</remarks>
/// <param name="valueBase">G.</param>
/// <param name="blindingBase">H.</param>
public sealed class PedersenCommitter(JubjubTable valueBase, JubjubTable blindingBase)
{
    /// <summary>The commitments to values of notes: G_value and G_blind.</summary>
    public static PedersenCommitter OfValues { get; } = new(Generators.Value, Generators.Blinding);

    /// <summary>The commitment to a value. The time depends neither on the value nor on the blinding.</summary>
    public JubjubPoint Commit(ulong value, in JubjubScalar blinding) => valueBase.Multiply(value) + blindingBase.Multiply(blinding);

    /// <summary>The commitment to a value modulo the group's order, as sums and differences of values are.</summary>
    public JubjubPoint Commit(in JubjubScalar value, in JubjubScalar blinding) => valueBase.Multiply(value) + blindingBase.Multiply(blinding);

    /// <summary>Whether a commitment opens to a value.</summary>
    public bool Opens(in JubjubPoint commitment, ulong value, in JubjubScalar blinding) => commitment == Commit(value, blinding);
}
