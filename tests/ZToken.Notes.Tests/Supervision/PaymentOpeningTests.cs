using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class PaymentOpeningTests
{
    private readonly Town town = new("openings");
    private readonly Committee committee = new("opening keepers", 2, 3);
    private readonly KeeperKey supervisor;
    private readonly PublishedTransfer transfer;

    public PaymentOpeningTests()
    {
        supervisor = KeeperKey.Create(town.Random);
        transfer = town.Publish(town.Plan(TransferShape.PaymentRun, 0, [town.Give(0, 1000)], (1, 300, "one"), (2, 200, "two")).Plan);
    }

    [Fact]
    public void Enough_keepers_open_what_a_payee_was_paid_and_no_more()
    {
        (PaymentOpening opening, ImmutableArray<byte[]> parts) = Ask(bank: 1);
        Assert.True(opening.TryCombine([Part(opening, parts[2]), Part(opening, parts[0])], out SharedPoint shared));
        ReceivedPayment payment = Assert.Single(opening.ReadReceived(shared, town.Banks[1].Owner));
        Assert.Equal((0, new Amount(300), Town.IndexOf(0)), (payment.Number, payment.Message.Value, payment.Message.Payer));
        Assert.False(opening.TryReadAll(shared, town.Banks[1].Owner, town.Directory(), out _, out _));
        Assert.Empty(opening.ReadReceived(shared, town.Banks[2].Owner));
    }

    [Fact]
    public void Enough_keepers_open_the_payers_whole_transfer()
    {
        (PaymentOpening opening, ImmutableArray<byte[]> parts) = Ask(bank: 0);
        Assert.True(opening.TryCombine([Part(opening, parts[0]), Part(opening, parts[1])], out SharedPoint shared));
        Assert.True(opening.TryReadAll(shared, town.Banks[0].Owner, town.Directory(), out SenderMessage? sent, out ImmutableArray<PaymentMessage> payments));
        Assert.Equal(new Amount(500), sent.Change);
        Assert.Equal([300UL, 200, 0, 0, 0, 0, 0, 0], payments.Select(payment => payment.Value.Cents));
        Assert.Equal([Town.IndexOf(1), Town.IndexOf(2)], sent.Payees.Take(2));
        Assert.False(opening.TryReadAll(shared, town.Banks[0].Owner, new MemberDirectory(), out _, out _));
    }

    [Fact]
    public void Fewer_keepers_or_one_twice_open_nothing()
    {
        (PaymentOpening opening, ImmutableArray<byte[]> parts) = Ask(bank: 1);
        PartialDecryption part = Part(opening, parts[1]);
        Assert.False(opening.TryCombine([], out _));
        Assert.False(opening.TryCombine([part], out _));
        Assert.False(opening.TryCombine([part, part], out _));
        Assert.Empty(opening.ReadReceived(new SharedPoint(part.Point), town.Banks[1].Owner));
    }

    [Fact]
    public void A_part_opens_for_the_one_who_asked_and_no_byte_of_it_can_change()
    {
        (PaymentOpening opening, ImmutableArray<byte[]> parts) = Ask(bank: 1);
        using KeeperKey other = KeeperKey.Create(town.Random);
        byte[] box = parts[0];
        Assert.Equal(145, box.Length);
        Assert.False(opening.TryOpenPart(other, box, out _));
        Assert.False(opening.TryOpenPart(supervisor, box.AsSpan(1), out _));
        Assert.False(opening.TryOpenPart(supervisor, [], out _));
        for (int i = 0; i < box.Length; i++)
        {
            box[i] ^= (byte)(1 << (i % 8));
            Assert.False(opening.TryOpenPart(supervisor, box, out _), $"byte {i}");
            box[i] ^= (byte)(1 << (i % 8));
        }

        Assert.True(opening.TryOpenPart(supervisor, box, out _));
    }

    [Fact]
    public void A_part_for_one_transfer_or_member_is_none_for_another()
    {
        (PaymentOpening opening, ImmutableArray<byte[]> parts) = Ask(bank: 1);
        ShareCommitments commitments = Committee.CommitmentsOf(committee.Deal(town, 1));
        PublishedTransfer later = town.Publish(town.Plan(TransferShape.Everyday, 0, [town.Give(0, 500)], (1, 1, "")).Plan);
        PartialDecryption part = Part(opening, parts[0]), second = Part(opening, parts[1]);
        foreach (PaymentOpening other in (PaymentOpening[])[new(later, Town.IndexOf(1), commitments), new(transfer, Town.IndexOf(2), commitments)])
        {
            Assert.False(other.TryOpenPart(supervisor, parts[0], out _));
            Assert.False(other.TryCombine([part, second], out _));
        }
    }

    [Fact]
    public void A_keeper_gives_no_part_by_a_share_of_another_dealing()
    {
        ViewKeyDealing dealing = committee.Deal(town, 1);
        KeyShare foreign = committee.SharesOf(committee.Deal(town, 2), committee.Terms(town, 2))[0];
        PaymentOpening opening = new(transfer, Town.IndexOf(1), Committee.CommitmentsOf(dealing));
        Assert.Throws<ArgumentException>(() => opening.SealPart(foreign, supervisor.PublicKey, town.Random));
    }

    [Fact]
    public void Enough_shares_rebuild_the_key_of_one_epoch()
    {
        ViewKeyDealing dealing = committee.Deal(town, 1);
        ImmutableArray<KeyShare> shares = committee.SharesOf(dealing, committee.Terms(town, 1));
        ShareCommitments commitments = Committee.CommitmentsOf(dealing);
        Assert.True(PaymentOpening.TryRebuildKey(Town.Epoch, [shares[2], shares[1]], commitments, out ViewingKey? key));
        Assert.Equal(town.MemberOf(Town.IndexOf(1)).ViewingPoint, key.ViewingPoint);
        Assert.Single(new TransferScanner(key, town.Banks[1].Owner).Scan([transfer.Effects]));
        Assert.False(PaymentOpening.TryRebuildKey(Town.Epoch, [shares[2]], commitments, out _));
        Assert.False(PaymentOpening.TryRebuildKey(Town.Epoch, [shares[2], shares[2]], commitments, out _));
        key.Dispose();
    }

    [Fact]
    public void A_transfer_with_a_bad_E_is_not_published()
    {
        TransferEffects effects = transfer.Effects;
        TransferEffects bad = new()
        {
            Shape = effects.Shape,
            Epoch = effects.Epoch,
            Nullifiers = effects.Nullifiers,
            Outputs = effects.Outputs,
            Payments = effects.Payments,
            Sender = effects.Sender,
            RandomizedKey = effects.RandomizedKey,
            EphemeralKey = (new JubjubPoint(effects.EphemeralKey) + JubjubTorsion.Points[1]).ToAffine(),
            PublicIn = effects.PublicIn,
            PublicOut = effects.PublicOut,
            PublicAsset = effects.PublicAsset,
        };
        Assert.Throws<ArgumentException>(() => new PublishedTransfer(bad, 1, transfer.Terms, transfer.Memos));
    }

    private (PaymentOpening Opening, ImmutableArray<byte[]> Parts) Ask(int bank)
    {
        ViewKeyDealing dealing = committee.Deal(town, bank);
        PaymentOpening opening = new(transfer, Town.IndexOf(bank), Committee.CommitmentsOf(dealing));
        return (opening, [.. committee.SharesOf(dealing, committee.Terms(town, bank)).Select(share => opening.SealPart(share, supervisor.PublicKey, town.Random))]);
    }

    private PartialDecryption Part(PaymentOpening opening, byte[] box)
    {
        Assert.True(opening.TryOpenPart(supervisor, box, out PartialDecryption part));
        return part;
    }
}
