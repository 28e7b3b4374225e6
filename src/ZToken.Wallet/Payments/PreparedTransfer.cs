using System.Collections.Immutable;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>A transfer that is planned in all its randomness, and what is proven of it under the trees as they were.</summary>
/// <param name="Transfer">The plan and its notes.</param>
/// <param name="Effects">What everybody will see.</param>
/// <param name="Memos">What the payees will read.</param>
/// <param name="Statement">What is proven.</param>
/// <param name="Witness">From what.</param>
internal sealed record PreparedTransfer(PlannedTransfer Transfer, TransferEffects Effects, ImmutableArray<MemoCiphertext> Memos, TransferStatement Statement, TransferWitness Witness)
{
    /// <summary>Draws a plan of a draft, and prepares its proof.</summary>
    /// <exception cref="WalletException">Sender or payees are not in the epoch's tree.</exception>
    public static PreparedTransfer Create(TransferDraft draft, WalletState state, FullViewingKey keys, Algebra.RandomSource random)
    {
        PlannedTransfer transfer = PlannedTransfer.Create(draft, keys, random);
        TransferPlan plan = transfer.Plan;
        TransferParties parties = new(Find(state, plan, plan.Sender), [.. plan.Payments.Select(payment => Find(state, plan, payment.Payee))]);
        TransferEffects effects = TransferEffects.Of(plan, keys.ProofGenerationKey.ValidatingKey, parties);
        return Under(transfer, effects, plan.EncryptMemos(parties), state, keys);
    }

    /// <summary>The same transfer, to be proven under the trees as they are now.</summary>
    /// <exception cref="WalletException">Sender or payees are not in the epoch's tree any more.</exception>
    public PreparedTransfer Again(WalletState state, FullViewingKey keys)
    {
        TransferPlan plan = Transfer.Plan;
        foreach (MemberIndex party in plan.Payments.Select(payment => payment.Payee).Prepend(plan.Sender))
        {
            _ = Find(state, plan, party);
        }

        return Under(Transfer, Effects, Memos, state, keys);
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(transfer)";

    private static PreparedTransfer Under(PlannedTransfer transfer, TransferEffects effects, ImmutableArray<MemoCiphertext> memos, WalletState state, FullViewingKey keys)
    {
        TransferPlan plan = transfer.Plan;
        if (!state.Registry.TryGetTree(plan.Epoch, out MemberTree? members))
        {
            throw new WalletException(WalletRefusal.NotAMember, $"epoch {plan.Epoch} is over");
        }

        TransferStatement statement = new(state.Account.Tree.Root, members.Root, effects);
        TransferWitness witness = TransferWitness.Create(
            transfer,
            keys.ProofGenerationKey,
            statement,
            [.. plan.Inputs.Select(input => input.Position is { } position ? PathOf(state, position) : null)],
            WitnessOf(state, members, plan, plan.Sender),
            [.. plan.Payments.Select(payment => WitnessOf(state, members, plan, payment.Payee))]);
        return new PreparedTransfer(transfer, effects, memos, statement, witness);
    }

    private static MerklePath PathOf(WalletState state, NotePosition position) =>
        state.Account.TryPathOf(position, out MerklePath? path) ? path : throw new WalletException(WalletRefusal.SpentElsewhere, "a note that was reserved is spent");

    private static Member Find(WalletState state, TransferPlan plan, MemberIndex index)
    {
        if (state.TryFind(plan.Epoch, index, out Member? member))
        {
            return member;
        }

        RegisteredMember? known = state.Registry.Members.FirstOrDefault(registered => registered.Index == index);
        return index == plan.Sender
            ? throw new WalletException(WalletRefusal.Frozen, $"{known?.Name ?? "this bank"} cannot pay in epoch {plan.Epoch}: it is frozen or retired, or its key of the epoch was not approved")
            : throw new WalletException(WalletRefusal.RecipientAbsent, $"{known?.Name ?? $"member {index}"} cannot be paid in epoch {plan.Epoch}: it is frozen or retired, or its key of the epoch was not approved");
    }

    // Whoever was frozen since is in the tree no more: what is proven for it would not hold.
    private static MemberWitness WitnessOf(WalletState state, MemberTree members, TransferPlan plan, MemberIndex index)
    {
        Member member = Find(state, plan, index);
        return new MemberWitness(member.Owner, member.ViewingPoint, members.PathOf(index));
    }
}
