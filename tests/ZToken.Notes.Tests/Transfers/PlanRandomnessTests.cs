using ZToken.Algebra;

namespace ZToken.Notes.Tests;

/// <summary>A source of randomness that repeats itself, as after a machine's image was rolled back, repeats no random value of a plan unless the draft is the same.</summary>
public sealed class PlanRandomnessTests
{
    private readonly Town town = new("rolled back");
    private readonly SpendableNote note;

    public PlanRandomnessTests() => note = town.Give(0, 100_00);

    [Fact]
    public void Any_change_in_the_draft_changes_every_random_value_of_the_plan()
    {
        TransferPlan[] plans = [.. Drafts().Select(draft => Plan(draft))];

        AssertAllDiffer(plans.Select(plan => plan.Ephemeral.Element));
        AssertAllDiffer(plans.Select(plan => plan.Randomizer));
        AssertAllDiffer(plans.SelectMany(plan => plan.Payments.Select(payment => payment.Blinding).Append(plan.ChangeBlinding)));
        AssertAllDiffer(plans.SelectMany(plan => plan.Inputs.Where(input => input.Position is null)).Select(input => input.Nullifier));
    }

    [Fact]
    public void The_same_draft_key_and_randomness_give_the_same_plan_and_other_randomness_or_another_key_another()
    {
        TransferDraft draft = Drafts().First();
        TransferPlan plan = Plan(draft), again = Plan(draft), fresh = Plan(draft, "another moment");

        Assert.Equal(town.EffectsOf(plan).EphemeralKey, town.EffectsOf(again).EphemeralKey);
        Assert.Equal(Values(plan), Values(again));
        Assert.Empty(Values(plan).Intersect(Values(fresh)));
        TransferDraft others = Draft(note: town.Give(1, 100_00));
        Assert.Empty(Values(plan).Intersect(Values(PlannedTransfer.Create(others, town.Banks[1], RandomSource.FromSeed("the same moment"u8)).Plan)));
    }

    [Fact]
    public void A_source_that_gives_nothing_but_zeros_still_gives_other_drafts_other_values()
    {
        TransferPlan[] plans = [.. Drafts().Select(draft => PlannedTransfer.Create(draft, town.Banks[0], new Zeros()).Plan)];

        AssertAllDiffer(plans.SelectMany(Values));
    }

    // The first, and others that differ from it, or from another of them, in one thing each.
    private IEnumerable<TransferDraft> Drafts()
    {
        SpendableNote sameContent = note with { Position = new NotePosition(note.Position.Number + 1) };
        SpendableNote gold = new(new Note(new AssetId(2), new Amount(100_00), town.Banks[0].Owner, note.Note.Randomness), note.Position);
        TransferTerms shield = Town.Terms with { Depositor = Account(1) }, unshield = Town.Terms with { Target = Account(1) };
        return
        [
            Draft(),
            Draft(shape: TransferShape.Consolidation),
            Draft(shape: TransferShape.PaymentRun),
            Draft(version: 2),
            Draft(epoch: 4),
            Draft(note: gold),
            Draft(note: sameContent),
            Draft(note: town.Give(0, 100_00)),
            Draft(sender: 1),
            Draft(payments: []),
            Draft(payments: [PaymentOf(2, 30_00, "memo")]),
            Draft(payments: [PaymentOf(1, 30_01, "memo")]),
            Draft(payments: [PaymentOf(1, 30_00, "mem")]),
            Draft(payments: [PaymentOf(1, 30_00, "memo\0")]),
            Draft(shape: TransferShape.PaymentRun, payments: [PaymentOf(1, 30_00, "memo"), PaymentOf(1, 30_00, "memo")]),
            Draft(shape: TransferShape.PaymentRun, payments: [PaymentOf(1, 30_00, "memo"), PaymentOf(2, 30_00, "memo")]),
            Draft(shape: TransferShape.PaymentRun, payments: [PaymentOf(2, 30_00, "memo"), PaymentOf(1, 30_00, "memo")]),
            Draft(publicIn: 5, terms: shield),
            Draft(publicIn: 6, terms: shield),
            Draft(publicIn: 5, terms: shield with { Depositor = Account(2) }),
            Draft(publicOut: 5, terms: unshield),
            Draft(publicOut: 6, terms: unshield),
            Draft(publicOut: 5, terms: unshield with { Target = Account(2) }),
            Draft(terms: Town.Terms with { ChainId = 8 }),
            Draft(terms: Town.Terms with { Contract = Account(3) }),
            Draft(terms: Town.Terms with { Expiry = Town.Terms.Expiry + 1 }),
            Draft(terms: Town.Terms with { Agreement = AgreementReference.TryRead([.. new byte[31], 1], out AgreementReference agreement) ? agreement : default }),
        ];
    }

    private TransferDraft Draft(
        TransferShape? shape = null,
        uint version = 1,
        uint epoch = 3,
        int sender = 0,
        SpendableNote? note = null,
        IReadOnlyList<Payment>? payments = null,
        ulong publicIn = 0,
        ulong publicOut = 0,
        TransferTerms? terms = null) => new()
        {
            Shape = shape ?? TransferShape.Everyday,
            VerifyingKeyVersion = version,
            Epoch = new Epoch(epoch),
            Asset = (note ?? this.note).Note.Asset,
            Sender = Town.IndexOf(sender),
            Notes = [note ?? this.note],
            Payments = payments ?? [PaymentOf(1, 30_00, "memo")],
            PublicIn = new Amount(publicIn),
            PublicOut = new Amount(publicOut),
            Terms = terms ?? Town.Terms,
        };

    private TransferPlan Plan(TransferDraft draft, string moment = "the same moment") =>
        PlannedTransfer.Create(draft, town.Banks[0], RandomSource.FromSeed(System.Text.Encoding.UTF8.GetBytes(moment))).Plan;

    private static Payment PaymentOf(int payee, ulong cents, string memo) => new(Town.IndexOf(payee), new Amount(cents), Memo.FromText(memo));

    private static AccountId Account(byte number) => AccountId.TryRead([.. new byte[19], number], out AccountId account) ? account : default;

    private static IEnumerable<JubjubScalar> Values(TransferPlan plan) => [plan.Ephemeral.Scalar, plan.Randomizer, plan.ChangeBlinding, .. plan.Payments.Select(payment => payment.Blinding)];

    private static void AssertAllDiffer<T>(IEnumerable<T> values)
    {
        T[] all = [.. values];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private sealed class Zeros : RandomSource
    {
        public override void Fill(Span<byte> destination) => destination.Clear();
    }
}
