using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>cv = [value] G_value + [rcv] G_blind, published by its u coordinate, which identifies a point of the prime subgroup.</summary>
/// <remarks>What private agreements between banks can point at, and what sums of payments can be opened by without opening a payment.</remarks>
/// <param name="U">The u coordinate.</param>
public readonly record struct ValueCommitment(Fr U)
{
    /// <summary>The commitment to a value.</summary>
    public static ValueCommitment To(Amount value, in JubjubScalar blinding) => new(PedersenCommitter.OfValues.Commit(value.Cents, blinding).ToAffine().U);

    /// <summary>The point. Variable time.</summary>
    /// <returns>False where no point of the prime subgroup has this u: the circuit makes no such commitment.</returns>
    public bool TryDecode(out JubjubAffine point) => JubjubAffine.TryFromUInPrimeSubgroup(U, out point);
}
