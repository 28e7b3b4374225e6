using System.Collections.Concurrent;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>A prover without scruples: whatever it claims, all that is public fits the claim, so that only the rule that is attacked can catch it.</summary>
internal static class Forger
{
    private static readonly ConcurrentDictionary<TransferShape, TransferCircuit> Circuits = new();

    /// <summary>The witness with public inputs that follow from its private values; roots, epoch and public amounts stay.</summary>
    public static TransferWitness Restate(TransferWitness witness)
    {
        Fr[] old = [.. witness.PublicInputs];
        NoteOwner sender = OwnerOf(witness);
        Fr[] nullifiers = [.. witness.Inputs.Select(input => NullifierOf(witness, input, sender))];
        List<Fr> outputs = [], ciphertexts = [];
        for (byte i = 0; i < witness.Payments.Length; i++)
        {
            PaymentWitness payment = witness.Payments[i];
            Fr[] stream = Stream(witness, payment.Payee.ViewingPoint, i, nullifiers[0], 3);
            outputs.AddRange([CommitmentTo(witness, payment.Value, payment.Payee.Owner, stream[2]), ValueU(payment.Value, payment.Blinding)]);
            ciphertexts.AddRange([(witness.Asset * Power(80)) + (payment.Value * Power(16)) + Index(witness.Sender) + stream[0], payment.Blinding + stream[1]]);
        }

        Fr[] own = Stream(witness, witness.Sender.ViewingPoint, SharedPoint.SenderStream, nullifiers[0], witness.Shape.SenderElements + 1);
        outputs.AddRange([CommitmentTo(witness, witness.Change, sender, own[3]), ValueU(witness.Change, witness.ChangeBlinding)]);
        Fr content = witness.Payments.Select((payment, i) => Index(payment.Payee) * Power(16 * i))
            .Aggregate((witness.Asset * Power(64 + (16 * witness.Shape.Payments))) + (witness.Change * Power(16 * witness.Shape.Payments)), (sum, index) => sum + index);
        List<Fr> message = [witness.Ephemeral.Element + own[0], content + own[1], witness.ChangeBlinding + own[2], .. own[4..]];
        for (int i = 0; i < witness.Inputs.Length; i++)
        {
            message[3 + (i / 7)] += witness.Inputs[i].IsReal * Fr.FromUInt64(witness.Inputs[i].Path.Position + 1UL) * Power(33 * (i % 7));
        }

        JubjubAffine rk = (Generators.Authorization.Multiply(Scalar(witness.Randomizer)) + witness.ValidatingKey).ToAffine(), e = witness.Ephemeral.EphemeralKey;
        return witness with { PublicInputs = [.. old[..3], .. nullifiers, .. outputs, .. ciphertexts, .. message, rk.U, rk.V, e.U, e.V, .. old[^3..]] };
    }

    /// <summary>
    /// Restates a forged witness but for the public inputs that lie, and sees it refused: by the relation with the rule that is named, and by the rows of the
    /// circuit that hold this rule, and by no others: without them the attack would succeed.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="rows">A part of what the report calls these rows.</param>
    /// <param name="forged">The witness.</param>
    /// <param name="lies">Public inputs that stay as the forged witness has them.</param>
    public static void AssertCaught(TransferViolation rule, string rows, TransferWitness forged, params int[] lies)
    {
        TransferWitness stated = lies.Aggregate(Restate(forged), (witness, lie) => witness.WithPublic(lie, forged.PublicInputs[lie]));
        Assert.Equal(rule, TransferRelation.FindViolation(stated));

        using Witness wires = CircuitOf(stated.Shape).Solve(stated);
        Assert.NotNull(wires.FirstFailure());
        int count = stated.PublicInputs.Length;
        IReadOnlyList<string> defences = Adversary.FindDefences(wires, [.. new[] { 0, 1, 2, count - 3, count - 2, count - 1 }.Concat(lies).Select(input => input + 1)]);
        Assert.NotEmpty(defences);
        Assert.All(defences, row => Assert.Contains(rows, row, StringComparison.Ordinal));
    }

    public static void AssertAccepted(TransferWitness witness)
    {
        Assert.Null(TransferRelation.FindViolation(witness));
        using Witness wires = CircuitOf(witness.Shape).Solve(witness);
        Assert.Null(wires.FirstFailure());
    }

    public static TransferCircuit CircuitOf(TransferShape shape) => Circuits.GetOrAdd(shape, unknown => new TransferCircuit(unknown));

    public static TransferWitness WithPublic(this TransferWitness witness, Index index, Fr value) =>
        witness with { PublicInputs = witness.PublicInputs.SetItem(index.GetOffset(witness.PublicInputs.Length), value) };

    public static TransferWitness WithInput(this TransferWitness witness, int index, Func<InputWitness, InputWitness> change) =>
        witness with { Inputs = witness.Inputs.SetItem(index, change(witness.Inputs[index])) };

    public static TransferWitness WithPayment(this TransferWitness witness, int index, Func<PaymentWitness, PaymentWitness> change) =>
        witness with { Payments = witness.Payments.SetItem(index, change(witness.Payments[index])) };

    public static Fr Power(int exponent) => TransferCircuit.Power(exponent);

    public static Fr NullifierOf(TransferWitness witness, InputWitness input, NoteOwner owner) => Poseidon2.Hash(
        Domains.Nullifier, witness.NullifierKey, CommitmentTo(witness, input.Value, owner, input.Randomness), Fr.FromUInt64(input.Path.Position));

    public static NoteOwner OwnerOf(TransferWitness witness) => new(Poseidon2.Hash(Domains.Owner, witness.ValidatingKey.U, witness.ValidatingKey.V, witness.NullifierKey));

    public static Fr CommitmentTo(TransferWitness witness, in Fr value, NoteOwner owner, in Fr randomness) =>
        Poseidon2.Hash(Domains.Note, (witness.Asset * Power(64)) + value, owner.Value, randomness);

    // Of a value beyond 64 bits the lowest 64 are committed to: all that the gadget could be made to see.
    private static Fr ValueU(in Fr value, in Fr blinding)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        value.ToCanonicalLimbs(limbs);
        return ValueCommitment.To(new Amount(limbs[0]), Scalar(blinding)).U;
    }

    private static Fr[] Stream(TransferWitness witness, in JubjubAffine viewingPoint, byte index, in Fr first, int count)
    {
        Fr[] lanes = new Fr[count];
        witness.Ephemeral.SharedPointWith(viewingPoint).WriteKeystream(index, new Nullifier(first), lanes);
        return lanes;
    }

    private static Fr Index(MemberWitness member) => Fr.FromUInt64(member.Path.Position);

    private static JubjubScalar Scalar(in Fr value)
    {
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        value.WriteLittleEndian(bytes);
        return JubjubScalar.FromWideLittleEndian(bytes);
    }
}
