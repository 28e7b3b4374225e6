using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>The public inputs, declared in the order of <see cref="TransferStatement.ToPublicInputs"/>.</summary>
internal sealed class StatementWires
{
    private const int EpochBits = 32;

    private StatementWires(CircuitBuilder<TransferWitness> cs, TransferShape shape)
    {
        int next = 0;
        Wire Next(string name)
        {
            int index = next++;
            return cs.Public(witness => witness.PublicInputs[index], name);
        }

        NoteRoot = Next("noteRoot");
        MemberRoot = Next("memberRoot");
        Epoch = Next("epoch");
        Nullifiers = [.. Enumerable.Range(1, shape.Inputs).Select(i => Next($"nf_{i}"))];
        Outputs = [.. Enumerable.Range(1, shape.Outputs).Select(i => new OutputWires(Next($"cm_{i}"), Next($"cv_{i}.u")))];
        PaymentContents = new Wire[shape.Payments];
        PaymentBlindings = new Wire[shape.Payments];
        for (int i = 0; i < shape.Payments; i++)
        {
            PaymentContents[i] = Next($"payment_{i + 1}.content");
            PaymentBlindings[i] = Next($"payment_{i + 1}.blinding");
        }

        Sender = [.. Enumerable.Range(1, shape.SenderElements).Select(i => Next($"sender_{i}"))];
        RandomizedKey = new JubjubWires(Next("rk.u"), Next("rk.v"));
        EphemeralKey = new JubjubWires(Next("E.u"), Next("E.v"));
        PublicIn = Next("publicIn");
        PublicOut = Next("publicOut");
        PublicAsset = Next("publicAsset");
    }

    public Wire NoteRoot { get; }

    public Wire MemberRoot { get; }

    public Wire Epoch { get; }

    public Wire[] Nullifiers { get; }

    public OutputWires[] Outputs { get; }

    public Wire[] PaymentContents { get; }

    public Wire[] PaymentBlindings { get; }

    public Wire[] Sender { get; }

    public JubjubWires RandomizedKey { get; }

    public JubjubWires EphemeralKey { get; }

    public Wire PublicIn { get; }

    public Wire PublicOut { get; }

    public Wire PublicAsset { get; }

    /// <summary>Declares the public inputs and holds the epoch to 32 bits: it goes into the capacity of the members' leaves, beside the domain.</summary>
    public static StatementWires Declare(CircuitBuilder<TransferWitness> cs, TransferShape shape)
    {
        StatementWires statement = new(cs, shape);
        using GadgetScope scope = cs.Gadget("epoch");
        cs.AssertRange(statement.Epoch, EpochBits);
        cs.DeclareFree(statement.NoteRoot, "note root: where all inputs are dummies, as in a shield, no note is looked for under it");
        return statement;
    }
}
