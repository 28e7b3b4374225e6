using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>A shielded transfer T(n, k): n notes of one member pay k members and leave change, and whoever may read it can.</summary>
/// <remarks>
/// <para>The statement is section "The circuit" of <c>docs/protocol.md</c>, line by line; <see cref="TransferRelation"/> says the same in plain C#.</para>
/// <para>
/// Not checked here, because others do: that V of every member is of prime order (the registry, before it is a leaf; the ladder needs it); that rk and E are
/// not of small order, that public amounts have 64 bits, that publicAsset is 0 where no coins move, that no nullifier comes twice (the contract).
/// </para>
/// <para>
/// Aliases are harmless: alpha, rcv and the bits of esk are strings below 2^252, hence below r, so each is one element; two strings that differ by r_J give
/// the same point and open the same value. nk is hashed and never cut into bits.
/// </para>
/// </remarks>
/// <param name="shape">n and k.</param>
public sealed class TransferCircuit(TransferShape shape) : Circuit<TransferWitness>
{
    /// <summary>Levels of the note tree: 2^32 notes.</summary>
    public const int NoteTreeDepth = 16;

    /// <summary>Levels of the member tree: 65,536 members.</summary>
    public const int MemberTreeDepth = 8;

    internal const int ScalarBits = 252;
    internal const int IndexBits = 16;

    /// <summary>n and k.</summary>
    public TransferShape Shape { get; } = shape;

    /// <inheritdoc/>
    public override string Name => $"transfer-{Shape.Inputs}-{Shape.Payments}";

    /// <inheritdoc/>
    protected override void Define(CircuitBuilder<TransferWitness> cs)
    {
        ArgumentNullException.ThrowIfNull(cs);
        StatementWires statement = StatementWires.Declare(cs, Shape);
        AssetWires asset = AssetWires.Take(cs);
        EphemeralWires ephemeral = EphemeralWires.Take(cs, statement);
        InputWires[] inputs = new InputWires[Shape.Inputs];
        PaymentWires[] payments = new PaymentWires[Shape.Payments];

        // 1 and 2: whoever spends is a member of this epoch, and rk is its key.
        KeyWires key = KeyWires.Take(cs, statement);
        MemberWires sender = MemberWires.TakeSender(cs, key.Owner, statement);

        // 3: the notes that go in.
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = InputWires.Take(cs, i, asset, key, statement);
        }

        // 4 and 7: the notes that payees get, and for each of them all that it takes to spend it.
        for (byte i = 0; i < payments.Length; i++)
        {
            payments[i] = PaymentWires.Take(cs, i, asset, sender, ephemeral, statement);
        }

        // 5 and 7: the change, and the whole transfer for its sender and whoever may read with it.
        CommittedValueWires change = SenderGadget.AssertChangeAndMessage(cs, Shape, asset, sender, inputs, payments, ephemeral, statement);

        // 6: nothing is made and nothing is lost. At most 17 summands of 64 bits: the sums cannot wrap around r.
        Wire into = cs.Sum([statement.PublicIn, .. inputs.Select(input => input.Value)]);
        Wire outOf = cs.Sum([statement.PublicOut, change.Amount, .. payments.Select(payment => payment.Value.Amount)]);
        cs.AssertEqual(into, outOf);
        asset.AssertPublic(cs, statement);
    }

    internal static Fr Power(int exponent) => Fr.FromUInt64(2).Power([(ulong)exponent]);
}
