using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Crypto;

namespace ZToken.Circuits;

/// <summary>esk, and what the transfer shares by it with each of its readers.</summary>
internal sealed class EphemeralWires
{
    private EphemeralWires(OddScalarWires secret) => Secret = secret;

    public OddScalarWires Secret { get; }

    /// <summary>Takes esk and holds E to [esk] G_view.</summary>
    public static EphemeralWires Take(CircuitBuilder<TransferWitness> cs, StatementWires statement)
    {
        using GadgetScope scope = cs.Gadget("ephemeral key");
        OddScalarWires secret = cs.OddScalar(cs.Advise(witness => witness.Ephemeral.Element));
        cs.AssertEqual(cs.Multiply(Bases.View, secret), statement.EphemeralKey);
        return new EphemeralWires(secret);
    }

    /// <summary>Lanes of sponge(CIPHER + index; S.u, S.v, nf_1) with S = [esk] V.</summary>
    public Wire[] Keystream(CircuitBuilder cs, JubjubWires viewingPoint, byte index, StatementWires statement, int count)
    {
        using GadgetScope scope = cs.Gadget("keystream");
        JubjubWires shared = cs.Multiply(viewingPoint, Secret);
        return cs.Squeeze(Domains.Cipher.Stream(index), shared.U, shared.V, statement.Nullifiers[0], count);
    }
}
