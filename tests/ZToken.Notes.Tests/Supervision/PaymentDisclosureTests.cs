namespace ZToken.Notes.Tests;

public sealed class PaymentDisclosureTests
{
    private readonly Town town = new("disclosures");
    private readonly MemberDirectory members;
    private readonly PublishedTransfer transfer;
    private readonly byte[] challenge = [.. Enumerable.Repeat((byte)7, PaymentDisclosure.ChallengeSize)];

    public PaymentDisclosureTests()
    {
        members = town.Directory();
        transfer = town.Publish(town.Plan(TransferShape.PaymentRun, 0, [town.Give(0, 1000)], (1, 300, "invoice 1"), (2, 200, "invoice 2")).Plan);
    }

    public static TheoryData<DisclosingParty> Parties => [DisclosingParty.Payee, DisclosingParty.Payer];

    [Theory]
    [MemberData(nameof(Parties))]
    public void A_third_party_reads_the_payment_that_was_shown(DisclosingParty party)
    {
        PaymentDisclosure disclosure = Disclose(party);
        Assert.Equal(DisclosureRefusal.None, disclosure.Verify(transfer, members, challenge, out DisclosedPayment? payment));
        Assert.Equal((party, Town.IndexOf(1), Town.IndexOf(0), new Amount(300), Town.Euro), (payment!.Party, payment.Payee, payment.Message.Payer, payment.Message.Value, payment.Message.Asset));
        Assert.Equal("invoice 1"u8.ToArray(), payment.Memo!.Content.ToArray());
    }

    [Theory]
    [MemberData(nameof(Parties))]
    public void A_disclosure_is_for_one_challenge_and_one_transfer(DisclosingParty party)
    {
        PaymentDisclosure disclosure = Disclose(party);
        byte[] other = [.. challenge];
        other[31] ^= 1;
        Assert.Equal(DisclosureRefusal.BadProof, disclosure.Verify(transfer, members, other, out DisclosedPayment? payment));
        Assert.Null(payment);
        PublishedTransfer later = town.Publish(town.Plan(TransferShape.PaymentRun, 0, [town.Give(0, 900)], (1, 300, "invoice 1")).Plan);
        Assert.Equal(DisclosureRefusal.BadProof, disclosure.Verify(later, members, challenge, out _));
        PublishedTransfer elsewhere = new(transfer.Effects, 1, transfer.Terms with { ChainId = 8 }, transfer.Memos);
        Assert.Equal(DisclosureRefusal.BadProof, disclosure.Verify(elsewhere, members, challenge, out _));
        Assert.Equal(DisclosureRefusal.UnknownPayee, disclosure.Verify(transfer, new MemberDirectory(), challenge, out _));
        Assert.Throws<ArgumentException>(() => disclosure.Verify(transfer, members, challenge.AsSpan(1), out _));
    }

    [Theory]
    [MemberData(nameof(Parties))]
    public void Every_byte_of_a_disclosure_counts(DisclosingParty party)
    {
        byte[] wire = Wire(Disclose(party));
        Assert.Equal(101, wire.Length);
        for (int i = 0; i < wire.Length; i++)
        {
            for (int bit = 0; bit < 8; bit += 7)
            {
                wire[i] ^= (byte)(1 << bit);
                if (PaymentDisclosure.TryRead(wire, out PaymentDisclosure? changed))
                {
                    Assert.NotEqual(DisclosureRefusal.None, changed.Verify(transfer, members, challenge, out _));
                    Assert.Equal(wire, Wire(changed));
                }

                wire[i] ^= (byte)(1 << bit);
            }
        }

        Assert.True(PaymentDisclosure.TryRead(wire, out PaymentDisclosure? again));
        Assert.Equal(DisclosureRefusal.None, again.Verify(transfer, members, challenge, out _));
        Assert.False(PaymentDisclosure.TryRead(wire.AsSpan(1), out _));
        Assert.False(PaymentDisclosure.TryRead([.. wire, 0], out _));
    }

    [Fact]
    public void A_payment_to_oneself_is_never_shown()
    {
        using ViewingKey key = town.Banks[0].ViewingKeyOf(Town.Epoch);
        PublishedTransfer own = town.Publish(town.Plan(TransferShape.Everyday, 0, [town.Give(0, 1000)], (0, 300, "")).Plan);
        Assert.Equal(DisclosureRefusal.PaymentToOneself, PaymentDisclosure.ByPayee(key, Town.IndexOf(0), town.Banks[0].Owner, own, 0, challenge, town.Random, out PaymentDisclosure? disclosure));
        Assert.Null(disclosure);

        // Also under a false index, and where the payer shows it; unused payments go to the payer itself.
        Assert.Equal(DisclosureRefusal.PaymentToOneself, PaymentDisclosure.ByPayee(key, Town.IndexOf(2), town.Banks[0].Owner, own, 0, challenge, town.Random, out _));
        Assert.True(SenderMessage.TryDecrypt(key.SharedPointOf(transfer.Effects.EphemeralKey), transfer.Effects, out SenderMessage? sent));
        Assert.Equal(DisclosureRefusal.PaymentToOneself, PaymentDisclosure.ByPayer(sent, members, transfer, 5, challenge, town.Random, out _));
    }

    [Fact]
    public void What_is_not_there_is_not_shown()
    {
        using ViewingKey key = town.Banks[1].ViewingKeyOf(Town.Epoch), later = town.Banks[1].ViewingKeyOf(new Epoch(4)), payer = town.Banks[0].ViewingKeyOf(Town.Epoch);
        NoteOwner owner = town.Banks[1].Owner;
        Assert.Equal(DisclosureRefusal.OtherEpoch, PaymentDisclosure.ByPayee(later, Town.IndexOf(1), owner, transfer, 0, challenge, town.Random, out _));
        Assert.Equal(DisclosureRefusal.UnknownPayment, PaymentDisclosure.ByPayee(key, Town.IndexOf(1), owner, transfer, 8, challenge, town.Random, out _));
        Assert.Equal(DisclosureRefusal.SaysNothing, PaymentDisclosure.ByPayee(key, Town.IndexOf(1), owner, transfer, 1, challenge, town.Random, out _));
        Assert.Equal(DisclosureRefusal.Contradiction, PaymentDisclosure.ByPayee(key, Town.IndexOf(1), town.Banks[2].Owner, transfer, 0, challenge, town.Random, out _));
        Assert.True(SenderMessage.TryDecrypt(payer.SharedPointOf(transfer.Effects.EphemeralKey), transfer.Effects, out SenderMessage? sent));
        Assert.Equal(DisclosureRefusal.UnknownPayment, PaymentDisclosure.ByPayer(sent, members, transfer, 8, challenge, town.Random, out _));
        Assert.Equal(DisclosureRefusal.UnknownPayee, PaymentDisclosure.ByPayer(sent, new MemberDirectory(), transfer, 0, challenge, town.Random, out _));
        PublishedTransfer other = town.Publish(town.Plan(TransferShape.PaymentRun, 0, [town.Give(0, 900)], (1, 300, "")).Plan);
        Assert.Equal(DisclosureRefusal.Contradiction, PaymentDisclosure.ByPayer(sent, members, other, 0, challenge, town.Random, out _));
    }

    [Fact]
    public void What_one_payee_shows_opens_no_other_payment()
    {
        PaymentDisclosure disclosure = Disclose(DisclosingParty.Payee);
        byte[] wire = Wire(disclosure);
        wire[2] = 1;
        Assert.True(PaymentDisclosure.TryRead(wire, out PaymentDisclosure? other));
        Assert.Equal(DisclosureRefusal.BadProof, other.Verify(transfer, members, challenge, out _));
        Assert.True(ZToken.Algebra.JubjubAffine.TryRead(wire.AsSpan(5, 32), out ZToken.Algebra.JubjubAffine point));
        SharedPoint shared = new(point);
        Assert.False(SenderMessage.TryDecrypt(shared, transfer.Effects, out _));
        Assert.False(PaymentMessage.TryDecrypt(shared, 1, transfer.Effects.Nullifiers[0], transfer.Effects.Payments[1], out _));
    }

    private PaymentDisclosure Disclose(DisclosingParty party)
    {
        PaymentDisclosure? disclosure;
        if (party == DisclosingParty.Payee)
        {
            using ViewingKey key = town.Banks[1].ViewingKeyOf(Town.Epoch);
            Assert.Equal(DisclosureRefusal.None, PaymentDisclosure.ByPayee(key, Town.IndexOf(1), town.Banks[1].Owner, transfer, 0, challenge, town.Random, out disclosure));
        }
        else
        {
            using ViewingKey key = town.Banks[0].ViewingKeyOf(Town.Epoch);
            Assert.True(SenderMessage.TryDecrypt(key.SharedPointOf(transfer.Effects.EphemeralKey), transfer.Effects, out SenderMessage? sent));
            Assert.Equal(DisclosureRefusal.None, PaymentDisclosure.ByPayer(sent, members, transfer, 0, challenge, town.Random, out disclosure));
        }

        return disclosure!;
    }

    private static byte[] Wire(PaymentDisclosure disclosure)
    {
        byte[] wire = new byte[PaymentDisclosure.SizeInBytes];
        disclosure.WriteTo(wire);
        return wire;
    }
}
