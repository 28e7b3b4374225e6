using ZToken.Constraints;
using ZToken.Crypto;

namespace ZToken.Circuits;

/// <summary>A member at its place in the member tree. The path's bits are the index.</summary>
internal sealed class MemberWires
{
    private MemberWires(Wire owner, JubjubWires viewingPoint, Wire index) => (Owner, ViewingPoint, Index) = (owner, viewingPoint, index);

    public Wire Owner { get; }

    public JubjubWires ViewingPoint { get; }

    public Wire Index { get; }

    /// <summary>The sender, whose owner follows from its keys.</summary>
    public static MemberWires TakeSender(CircuitBuilder<TransferWitness> cs, Wire owner, StatementWires statement)
    {
        using GadgetScope scope = cs.Gadget("sender");
        return Take(cs, owner, witness => witness.Sender, statement);
    }

    /// <summary>A payee, whose owner is what the leaf says.</summary>
    public static MemberWires TakePayee(CircuitBuilder<TransferWitness> cs, int payment, StatementWires statement) =>
        Take(cs, cs.Private(witness => witness.Payments[payment].Payee.Owner.Value, "owner"), witness => witness.Payments[payment].Payee, statement);

    // The leaf under the root of the statement's epoch: Hash(MEMBER, epoch; owner, V.u, V.v).
    private static MemberWires Take(CircuitBuilder<TransferWitness> cs, Wire owner, Func<TransferWitness, MemberWitness> read, StatementWires statement)
    {
        using GadgetScope scope = cs.Gadget("member");
        JubjubWires viewingPoint = cs.PrivatePoint(witness => read(witness).ViewingPoint, "V");
        MerklePathWires path = Paths.Take(cs, TransferCircuit.MemberTreeDepth, witness => read(witness).Path);
        Wire leaf = cs.Hash(Domains.Member, owner, viewingPoint.U, viewingPoint.V, statement.Epoch);
        cs.AssertEqual(path.RootOf(cs, leaf), statement.MemberRoot);
        return new MemberWires(owner, viewingPoint, path.Position);
    }
}
