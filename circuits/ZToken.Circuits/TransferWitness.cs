using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>All that the circuit of a transfer is computed from: the public inputs and the prover's secrets.</summary>
/// <remarks>Nothing says that it is a good witness: <see cref="TransferRelation"/> does. Whoever has one can see what the transfer does and prove it, but not sign it.</remarks>
public sealed partial record TransferWitness
{
    /// <summary>The shape.</summary>
    public required TransferShape Shape { get; init; }

    /// <summary>The public inputs, in the order of <see cref="TransferStatement.ToPublicInputs"/>.</summary>
    public required ImmutableArray<Fr> PublicInputs { get; init; }

    /// <summary>ak.</summary>
    public required JubjubAffine ValidatingKey { get; init; }

    /// <summary>nk.</summary>
    public required Fr NullifierKey { get; init; }

    /// <summary>alpha, an integer of 252 bits.</summary>
    public required Fr Randomizer { get; init; }

    /// <summary>esk.</summary>
    public required EphemeralSecret Ephemeral { get; init; }

    /// <summary>The asset's number.</summary>
    public required Fr Asset { get; init; }

    /// <summary>The sender's place and viewing point; its owner follows from ak and nk.</summary>
    public required MemberWitness Sender { get; init; }

    /// <summary>n notes.</summary>
    public required ImmutableArray<InputWitness> Inputs { get; init; }

    /// <summary>k payments.</summary>
    public required ImmutableArray<PaymentWitness> Payments { get; init; }

    /// <summary>The value of the change.</summary>
    public required Fr Change { get; init; }

    /// <summary>rcv of the change, an integer of 252 bits.</summary>
    public required Fr ChangeBlinding { get; init; }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(witness)";

    /// <summary>The witness of a planned transfer under given roots.</summary>
    /// <param name="transfer">The plan and its notes.</param>
    /// <param name="key">(ak, nk) of the sender.</param>
    /// <param name="statement">What is to be proven.</param>
    /// <param name="notePaths">A path for each real note; null for a dummy.</param>
    /// <param name="sender">The sender in the member tree.</param>
    /// <param name="payees">The payees in the member tree, in the order of the payments.</param>
    /// <exception cref="ArgumentException">There are not as many paths or payees as the plan has inputs and payments, a path has another depth or position, or a real note has none.</exception>
    public static TransferWitness Create(
        PlannedTransfer transfer,
        ProofGenerationKey key,
        TransferStatement statement,
        IReadOnlyList<MerklePath?> notePaths,
        MemberWitness sender,
        IReadOnlyList<MemberWitness> payees)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(notePaths);
        ArgumentNullException.ThrowIfNull(payees);
        TransferPlan plan = transfer.Plan;
        if (notePaths.Count != plan.Shape.Inputs || payees.Count != plan.Shape.Payments)
        {
            throw new ArgumentException($"{plan.Shape} needs {plan.Shape.Inputs} paths and {plan.Shape.Payments} payees, not {notePaths.Count} and {payees.Count}.", nameof(notePaths));
        }

        return new TransferWitness
        {
            Shape = plan.Shape,
            PublicInputs = [.. statement.ToPublicInputs()],
            ValidatingKey = key.ValidatingKey,
            NullifierKey = key.NullifierKey.Expose(),
            Randomizer = InputWitness.IntegerOf(plan.Randomizer),
            Ephemeral = plan.Ephemeral,
            Asset = Fr.FromUInt64(plan.Asset.Number),
            Sender = sender,
            Inputs = [.. Enumerable.Range(0, plan.Shape.Inputs).Select(i => InputWitness.Of(transfer.Notes[i], plan.Inputs[i].Position is not null, notePaths[i]))],
            Payments = [.. plan.Payments.Select((payment, i) => new PaymentWitness(payees[i], Fr.FromUInt64(payment.Value.Cents), InputWitness.IntegerOf(payment.Blinding)))],
            Change = Fr.FromUInt64(plan.Change.Cents),
            ChangeBlinding = InputWitness.IntegerOf(plan.ChangeBlinding),
        };
    }
}
