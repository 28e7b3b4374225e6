using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>The rules of a transfer in plain C#: what <see cref="TransferCircuit"/> proves, without a circuit.</summary>
/// <remarks>
/// For tests, which hold the two against each other, and for a prover that wants to know which rule a witness breaks before it spends a proof on it.
/// Like the circuit it takes for granted that viewing points are of prime order. Variable time.
/// </remarks>
public sealed class TransferRelation
{
    // publicIn, publicOut, publicAsset: the last.
    private const int PublicAmounts = 3;

    private readonly TransferWitness witness;
    private readonly TransferStatement statement;
    private readonly NoteOwner sender;

    private TransferRelation(TransferWitness witness, TransferStatement statement)
    {
        (this.witness, this.statement) = (witness, statement);
        JubjubAffine ak = witness.ValidatingKey;
        sender = new NoteOwner(Poseidon2.Hash(Domains.Owner, ak.U, ak.V, witness.NullifierKey));
    }

    private TransferEffects Effects => statement.Effects;

    private Nullifier FirstNullifier => Effects.Nullifiers[0];

    /// <summary>The first rule that a witness breaks, or null where it breaks none.</summary>
    public static TransferViolation? FindViolation(TransferWitness witness)
    {
        ArgumentNullException.ThrowIfNull(witness);
        if (witness.Inputs.Length != witness.Shape.Inputs || witness.Payments.Length != witness.Shape.Payments || witness.PublicInputs.Length != witness.Shape.PublicInputs)
        {
            return TransferViolation.WrongCounts;
        }

        // publicIn, publicOut and publicAsset have their ranges from the contract, so here they are elements; the epoch has its own from the circuit.
        ReadOnlySpan<Fr> inputs = witness.PublicInputs.AsSpan();
        if (!TransferStatement.TryFromPublicInputs(witness.Shape, [.. inputs[..^PublicAmounts], Fr.Zero, Fr.Zero, Fr.Zero], out TransferStatement? statement))
        {
            return TransferViolation.EpochRange;
        }

        TransferRelation relation = new(witness, statement);
        return relation.CheckSender() ?? relation.CheckInputs() ?? relation.CheckPayments() ?? relation.CheckChange() ?? relation.CheckBalance();
    }

    // Rules 1, 2, and the range of the asset.
    private TransferViolation? CheckSender()
    {
        if (!HasBits(witness.Asset, AssetId.BitCount) || witness.Asset.IsZero)
        {
            return TransferViolation.AssetRange;
        }

        if (!witness.ValidatingKey.IsOnCurve)
        {
            return TransferViolation.ValidatingKey;
        }

        if (!TryToScalar(witness.Randomizer, out JubjubScalar alpha) || (Generators.Authorization.Multiply(alpha) + witness.ValidatingKey).ToAffine() != Effects.RandomizedKey)
        {
            return TransferViolation.RandomizedKey;
        }

        return IsRegistered(sender, witness.Sender) ? null : TransferViolation.SenderNotRegistered;
    }

    // Rule 3.
    private TransferViolation? CheckInputs() =>
        Enumerable.Range(0, witness.Inputs.Length).Select(i => CheckInput(witness.Inputs[i], Effects.Nullifiers[i])).FirstOrDefault(violation => violation is not null);

    private TransferViolation? CheckInput(InputWitness input, Nullifier nullifier)
    {
        bool isReal = input.IsReal == Fr.One;
        if (!isReal && !input.IsReal.IsZero)
        {
            return TransferViolation.InputKind;
        }

        if (!HasBits(input.Value, Amount.BitCount))
        {
            return TransferViolation.InputRange;
        }

        Fr commitment = CommitmentTo(input.Value, sender, input.Randomness);
        if (isReal && input.Path.RootOf(commitment) != statement.NoteRoot.Value)
        {
            return TransferViolation.NoteNotInTree;
        }

        if (!isReal && !input.Value.IsZero)
        {
            return TransferViolation.DummyOfValue;
        }

        Fr expected = Poseidon2.Hash(Domains.Nullifier, witness.NullifierKey, commitment, Fr.FromUInt64(input.Path.Position));
        return expected == nullifier.Value ? null : TransferViolation.Nullifier;
    }

    // Rules 4 and 7.
    private TransferViolation? CheckPayments()
    {
        // A secret that was never drawn has a point as well, the identity; the circuit has no such secret.
        if (!EphemeralSecret.TryFromElement(witness.Ephemeral.Element, out _) || witness.Ephemeral.EphemeralKey != Effects.EphemeralKey)
        {
            return TransferViolation.EphemeralKey;
        }

        return Enumerable.Range(0, witness.Payments.Length).Select(i => CheckPayment((byte)i, witness.Payments[i])).FirstOrDefault(violation => violation is not null);
    }

    private TransferViolation? CheckPayment(byte number, PaymentWitness payment)
    {
        if (!IsRegistered(payment.Payee.Owner, payment.Payee))
        {
            return TransferViolation.PayeeNotRegistered;
        }

        Span<Fr> stream = stackalloc Fr[3];
        witness.Ephemeral.SharedPointWith(payment.Payee.ViewingPoint).WriteKeystream(number, FirstNullifier, stream);
        if (CheckOutput(Effects.Outputs[number], payment.Value, payment.Blinding, payment.Payee.Owner, stream[2]) is { } violation)
        {
            return violation;
        }

        Fr content = (witness.Asset * Power(80)) + (payment.Value * Power(16)) + Fr.FromUInt64(witness.Sender.Path.Position) + stream[0];
        return Effects.Payments[number] == new PaymentCiphertext(content, payment.Blinding + stream[1]) ? null : TransferViolation.PaymentCiphertext;
    }

    // Rules 5 and 7.
    private TransferViolation? CheckChange()
    {
        Span<Fr> stream = stackalloc Fr[witness.Shape.SenderElements + 1];
        witness.Ephemeral.SharedPointWith(witness.Sender.ViewingPoint).WriteKeystream(SharedPoint.SenderStream, FirstNullifier, stream);
        if (CheckOutput(Effects.Outputs[^1], witness.Change, witness.ChangeBlinding, sender, stream[3]) is { } violation)
        {
            return violation;
        }

        int indexBits = 16 * witness.Shape.Payments;
        Fr content = (witness.Asset * Power(64 + indexBits)) + (witness.Change * Power(indexBits));
        for (int i = 0; i < witness.Payments.Length; i++)
        {
            content += Fr.FromUInt64(witness.Payments[i].Payee.Path.Position) * Power(16 * i);
        }

        Fr[] expected = [witness.Ephemeral.Element + stream[0], content + stream[1], witness.ChangeBlinding + stream[2], .. PackPositions(stream[4..])];
        return Effects.Sender.AsSpan().SequenceEqual(expected) ? null : TransferViolation.SenderCiphertext;
    }

    private Fr[] PackPositions(ReadOnlySpan<Fr> lanes)
    {
        Fr[] elements = lanes.ToArray();
        for (int i = 0; i < witness.Inputs.Length; i++)
        {
            InputWitness input = witness.Inputs[i];
            elements[i / 7] += input.IsReal * Fr.FromUInt64(input.Path.Position + 1UL) * Power(33 * (i % 7));
        }

        return elements;
    }

    private TransferViolation? CheckOutput(NoteOutput output, in Fr value, in Fr blinding, NoteOwner owner, in Fr randomness)
    {
        if (!HasBits(value, Amount.BitCount))
        {
            return TransferViolation.OutputRange;
        }

        if (!TryToScalar(blinding, out JubjubScalar rcv))
        {
            return TransferViolation.BlindingRange;
        }

        if (CommitmentTo(value, owner, randomness) != output.Commitment.Value)
        {
            return TransferViolation.Commitment;
        }

        Span<ulong> limbs = stackalloc ulong[4];
        value.ToCanonicalLimbs(limbs);
        return ValueCommitment.To(new Amount(limbs[0]), rcv) == output.Value ? null : TransferViolation.ValueCommitment;
    }

    // Rule 6.
    private TransferViolation? CheckBalance()
    {
        (Fr publicIn, Fr publicOut, Fr publicAsset) = (witness.PublicInputs[^PublicAmounts], witness.PublicInputs[^2], witness.PublicInputs[^1]);
        Fr into = witness.Inputs.Aggregate(publicIn, (sum, input) => sum + input.Value);
        Fr outOf = witness.Payments.Aggregate(publicOut + witness.Change, (sum, payment) => sum + payment.Value);
        if (into != outOf)
        {
            return TransferViolation.Balance;
        }

        bool moves = !publicIn.IsZero || !publicOut.IsZero;
        return moves && publicAsset != witness.Asset ? TransferViolation.PublicAsset : null;
    }

    private bool IsRegistered(NoteOwner owner, MemberWitness member) =>
        member.Path.RootOf(new Member(owner, member.ViewingPoint).LeafIn(Effects.Epoch)) == statement.MemberRoot.Value;

    private Fr CommitmentTo(in Fr value, NoteOwner owner, in Fr randomness) =>
        Poseidon2.Hash(Domains.Note, (witness.Asset * Power(Amount.BitCount)) + value, owner.Value, randomness);

    private static Fr Power(int exponent) => TransferCircuit.Power(exponent);

    private static bool HasBits(in Fr value, int bits)
    {
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        value.WriteLittleEndian(bytes);
        return (bytes[bits / 8] >> (bits % 8)) == 0 && !bytes[((bits / 8) + 1)..].ContainsAnyExcept((byte)0);
    }

    private static bool TryToScalar(in Fr value, out JubjubScalar scalar)
    {
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        value.WriteLittleEndian(bytes);
        scalar = JubjubScalar.FromWideLittleEndian(bytes);
        return HasBits(value, TransferCircuit.ScalarBits);
    }
}
