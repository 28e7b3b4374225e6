using System.Text;
using ZToken.Algebra;

namespace ZToken.Notes.Tests;

public sealed class TransferScannerTests
{
    private readonly Town town = new("scanner", banks: 4);

    [Fact]
    public void A_payee_reads_what_it_was_paid_by_whom_and_why()
    {
        PlannedTransfer transfer = town.Plan(TransferShape.PaymentRun, 0, [town.Give(0, 100_00)], (1, 10_00, "rent"), (2, 20_00, "gold"), (1, 5_00, "tea"));
        TransferEffects effects = town.EffectsOf(transfer.Plan);

        ScannedTransfer found = Assert.Single(Scan(1, effects));

        Assert.Null(found.Sent);
        Assert.Equal([(0, 10_00UL), (2, 5_00UL)], found.Received.Select(payment => ((int)payment.Number, payment.Message.Value.Cents)));
        Assert.All(found.Received, payment => Assert.Equal((Town.IndexOf(0), Town.Euro), (payment.Message.Payer, payment.Message.Asset)));

        using ViewingKey key = town.Banks[1].ViewingKeyOf(Town.Epoch);
        MemoCiphertext[] memos = [.. transfer.Plan.EncryptMemos(town.PartiesOf(transfer.Plan))];
        string[] texts = [.. found.Received.Select(payment =>
        {
            Assert.True(memos[payment.Number].TryDecrypt(key.SharedPointOf(effects.EphemeralKey), effects, key.ViewingPoint, payment.Number, out Memo? memo));
            return Encoding.UTF8.GetString(memo.Content);
        })];
        Assert.Equal(["rent", "tea"], texts);
    }

    [Fact]
    public void A_payer_reads_all_that_it_did_and_through_it_what_each_payee_reads()
    {
        SpendableNote note = town.Give(0, 100_00, position: 4_000_000_000);
        PlannedTransfer transfer = town.Plan(TransferShape.PaymentRun, 0, [note], (1, 10_00, ""), (2, 20_00, ""));
        TransferEffects effects = town.EffectsOf(transfer.Plan);

        SenderMessage sent = Assert.IsType<SenderMessage>(Assert.Single(Scan(0, effects)).Sent);

        Assert.Equal([note.Position, null], sent.Spent);
        Assert.Equal(70_00UL, sent.Change.Cents);
        Assert.Equal([Town.IndexOf(1), Town.IndexOf(2), .. Enumerable.Repeat(Town.IndexOf(0), 6)], sent.Payees);
        for (byte i = 0; i < 2; i++)
        {
            Member payee = town.MemberOf(sent.Payees[i]);
            Assert.True(PaymentMessage.TryDecrypt(sent.Ephemeral.SharedPointWith(payee.ViewingPoint), i, effects.Nullifiers[0], effects.Payments[i], out PaymentMessage? payment));
            Assert.True(payment.Opens(effects.Outputs[i], payee.Owner));
        }
    }

    [Fact]
    public void A_bystander_reads_nothing()
    {
        TransferEffects effects = town.EffectsOf(town.Plan(TransferShape.Everyday, 0, [town.Give(0, 100_00)], (1, 10_00, "")).Plan);

        Assert.Empty(Scan(3, effects));
    }

    [Fact]
    public void The_key_of_another_epoch_is_not_even_tried()
    {
        TransferEffects effects = town.EffectsOf(town.Plan(TransferShape.Everyday, 0, [town.Give(0, 100_00)], (1, 10_00, "")).Plan);
        using ViewingKey later = town.Banks[1].ViewingKeyOf(new Epoch(Town.Epoch.Number + 1));

        Assert.Throws<ArgumentException>(() => new TransferScanner(later, town.Banks[1].Owner).Scan([effects]));
    }

    [Fact]
    public void A_payment_that_its_commitment_does_not_hold_is_no_payment_but_an_alarm()
    {
        TransferEffects honest = town.EffectsOf(town.Plan(TransferShape.Everyday, 0, [town.Give(0, 100_00)], (1, 10_00, "")).Plan);
        NoteOutput payment = honest.Outputs[0];

        foreach (NoteOutput wrong in (NoteOutput[])[payment with { Commitment = new NoteCommitment(payment.Commitment.Value + Fr.One) }, payment with { Value = new ValueCommitment(payment.Value.U + Fr.One) }])
        {
            ScannedTransfer found = Assert.Single(Scan(1, With(honest, wrong)));
            Assert.Empty(found.Received);
            Assert.Equal([(byte)0], found.Contradictory);
        }

        Assert.Empty(Assert.Single(Scan(1, With(honest, payment))).Contradictory);
    }

    [Fact]
    public void A_viewing_key_with_the_wrong_owner_raises_an_alarm_for_payer_and_payee()
    {
        TransferEffects effects = town.EffectsOf(town.Plan(TransferShape.Everyday, 0, [town.Give(0, 100_00)], (1, 10_00, "")).Plan);
        using ViewingKey payer = town.Banks[0].ViewingKeyOf(Town.Epoch), payee = town.Banks[1].ViewingKeyOf(Town.Epoch);

        Assert.Equal([SharedPoint.SenderStream], Assert.Single(new TransferScanner(payer, town.Banks[1].Owner).Scan([effects])).Contradictory);
        Assert.Equal([(byte)0], Assert.Single(new TransferScanner(payee, town.Banks[0].Owner).Scan([effects])).Contradictory);
    }

    [Fact]
    public void Many_transfers_are_read_in_their_order()
    {
        TransferEffects[] transfers = [.. Enumerable.Range(0, 200).Select(i =>
            town.EffectsOf(town.Plan(TransferShape.Everyday, i % 4, [town.Give(i % 4, 100_00)], ((i / 4) % 4, (ulong)(i + 1), "")).Plan))];

        IReadOnlyList<ScannedTransfer> found = Scan(2, transfers);

        int[] expected = [.. Enumerable.Range(0, 200).Where(i => i % 4 == 2 || (i / 4) % 4 == 2)];
        Assert.Equal(expected, found.Select(transfer => transfer.Index));
        Assert.All(found, transfer => Assert.Equal(transfer.Index % 4 == 2, transfer.Sent is not null));
        Assert.All(found.Where(transfer => (transfer.Index / 4) % 4 == 2), transfer => Assert.Equal((ulong)(transfer.Index + 1), Assert.Single(transfer.Received).Message.Value.Cents));
    }

    private IReadOnlyList<ScannedTransfer> Scan(int bank, params TransferEffects[] transfers)
    {
        using ViewingKey key = town.Banks[bank].ViewingKeyOf(Town.Epoch);
        return new TransferScanner(key, town.Banks[bank].Owner).Scan(transfers);
    }

    private static TransferEffects With(TransferEffects effects, NoteOutput first) => new()
    {
        Shape = effects.Shape,
        Epoch = effects.Epoch,
        Nullifiers = effects.Nullifiers,
        Outputs = effects.Outputs.SetItem(0, first),
        Payments = effects.Payments,
        Sender = effects.Sender,
        RandomizedKey = effects.RandomizedKey,
        EphemeralKey = effects.EphemeralKey,
        PublicIn = effects.PublicIn,
        PublicOut = effects.PublicOut,
        PublicAsset = effects.PublicAsset,
    };
}
