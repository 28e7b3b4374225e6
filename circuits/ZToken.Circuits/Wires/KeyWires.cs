using ZToken.Constraints;
using ZToken.Crypto;

namespace ZToken.Circuits;

/// <summary>ak and nk, and how they show themselves.</summary>
/// <remarks>
/// ak is held to the curve, not to the prime subgroup: owner binds (ak, nk), so whoever made an owner from an ak with a part of small order only
/// changed its own rk by that part, which the cofactored verification does not see.
/// </remarks>
internal sealed class KeyWires
{
    private readonly Wire nullifierKey;

    private KeyWires(Wire nullifierKey, Wire owner) => (this.nullifierKey, Owner) = (nullifierKey, owner);

    /// <summary>Hash(OWNER; ak.u, ak.v, nk).</summary>
    public Wire Owner { get; }

    /// <summary>Takes the keys and holds rk to ak + [alpha] G_auth.</summary>
    public static KeyWires Take(CircuitBuilder<TransferWitness> cs, StatementWires statement)
    {
        using GadgetScope scope = cs.Gadget("keys");
        JubjubWires ak = cs.PrivatePoint(witness => witness.ValidatingKey, "ak");
        Wire nk = cs.Private(witness => witness.NullifierKey, "nk");
        Bit[] alpha = cs.BitsOf(cs.Private(witness => witness.Randomizer, "alpha"), TransferCircuit.ScalarBits);
        cs.AssertOnCurve(ak);
        cs.AssertEqual(cs.Add(ak, cs.Multiply(Bases.Authorization, alpha)), statement.RandomizedKey);
        return new KeyWires(nk, cs.Hash(Domains.Owner, ak.U, ak.V, nk));
    }

    /// <summary>Hash(NULLIFIER; nk, cm, position).</summary>
    public Wire NullifierOf(CircuitBuilder cs, Wire commitment, Wire position) => cs.Hash(Domains.Nullifier, nullifierKey, commitment, position);
}
