using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class ViewKeyDealingTests
{
    private readonly Town town = new("dealings", 2);
    private readonly Committee committee = new("keepers", 2, 3);

    [Fact]
    public void Every_keeper_gets_its_share_and_enough_of_them_have_the_key()
    {
        ViewKeyDealing dealing = committee.Deal(town, 0);
        KeyShare[] shares = [.. committee.SharesOf(dealing, committee.Terms(town, 0))];
        using ViewingKey key = town.Banks[0].ViewingKeyOf(Town.Epoch);
        Assert.True(KeyShare.TryReconstruct([shares[2], shares[0]], Committee.CommitmentsOf(dealing), out Secret<JubjubScalar>? secret));
        Assert.True(secret.FixedTimeEquals(key.Expose()));
        Assert.Equal(key.ViewingPoint, dealing.ViewingPoint);
    }

    [Fact]
    public void The_record_is_pinned()
    {
        byte[] record = Record(committee.Deal(town, 0));
        Assert.Equal((2 * 32) + (3 * 80) + 64, record.Length);
        Assert.Equal(record.Length, ViewKeyDealing.SizeOf(2, 3));
        Assert.Equal("7b5987f02331a3d912fb05ea8828b72d7cb4adcf828baa3f2e6d31899111cd72", Convert.ToHexStringLower(SHA256.HashData(record)));
    }

    [Fact]
    public void A_record_reads_back_as_it_was_written_and_in_no_other_length()
    {
        ViewKeyDealing dealing = committee.Deal(town, 0);
        Assert.True(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, dealing.Shares, dealing.Proof(), out ViewKeyDealing? again));
        Assert.Equal(Record(dealing), Record(again));
        Assert.False(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments[1..], dealing.Shares, dealing.Proof(), out _));
        Assert.False(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, dealing.Shares[1..], dealing.Proof(), out _));
        Assert.False(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, dealing.Shares, dealing.Proof().AsSpan(1), out _));
        Assert.False(ViewKeyDealing.TryRead(dealing.Context, [], dealing.Shares, dealing.Proof(), out _));
        Assert.False(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, dealing.Shares[..80], dealing.Proof(), out _));
        Assert.False(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, new byte[256 * 80], dealing.Proof(), out _));
    }

    [Fact]
    public void No_changed_byte_is_approved_by_all_keepers()
    {
        ViewKeyDealing dealing = committee.Deal(town, 0);
        byte[] record = Record(dealing);
        DealingTerms terms = committee.Terms(town, 0);
        for (int i = 0; i < record.Length; i++)
        {
            record[i] ^= (byte)(1 << (i % 8));
            if (ViewKeyDealing.TryRead(dealing.Context, record.AsSpan(0, 64), record.AsSpan(64, 240), record.AsSpan(304), out ViewKeyDealing? changed))
            {
                Assert.Contains(Enumerable.Range(1, 3), index => Open(changed, terms, dealing.ViewingPoint, index) != DealingRefusal.None);
            }

            record[i] ^= (byte)(1 << (i % 8));
        }
    }

    [Fact]
    public void A_dealing_for_something_else_is_refused_by_name()
    {
        ViewKeyDealing dealing = committee.Deal(town, 0);
        DealingTerms terms = committee.Terms(town, 0);
        DealingContext context = terms.Context;
        JubjubAffine v = dealing.ViewingPoint;
        Assert.Equal(DealingRefusal.OtherLedger, Open(dealing, With(context with { Ledger = LedgerId.Of(1, default) }), v, 1));
        Assert.Equal(DealingRefusal.OtherMember, Open(dealing, With(context with { Member = new MemberIndex(1) }), v, 1));
        Assert.Equal(DealingRefusal.OtherOwner, Open(dealing, With(context with { Owner = town.Banks[1].Owner }), v, 1));
        Assert.Equal(DealingRefusal.OtherEpoch, Open(dealing, With(context with { Epoch = new Epoch(4) }), v, 1));
        Assert.Equal(DealingRefusal.OtherThreshold, Open(dealing, new DealingTerms(context, 3, terms.Keepers), v, 1));
        Assert.Equal(DealingRefusal.OtherKeepers, Open(dealing, new DealingTerms(context, 2, terms.Keepers.Take(2)), v, 1));
        Assert.Equal(DealingRefusal.OtherViewingPoint, Open(dealing, terms, -v, 1));
        Assert.Equal(DealingRefusal.OtherKeeper, Open(dealing, terms, v, 1, key: 1));
        Assert.Equal(DealingRefusal.OtherKeeper, Open(dealing, terms, v, 0, key: 0));
        Assert.Equal(DealingRefusal.OtherKeeper, Open(dealing, terms, v, 4, key: 0));

        DealingTerms With(DealingContext other) => new(other, 2, terms.Keepers);
    }

    [Fact]
    public void A_copied_dealing_is_refused_also_with_the_key_negated()
    {
        ViewKeyDealing dealing = committee.Deal(town, 0);
        DealingTerms terms = committee.Terms(town, 1);
        Assert.True(ViewKeyDealing.TryRead(terms.Context, dealing.Commitments, dealing.Shares, dealing.Proof(), out ViewKeyDealing? copy));
        Assert.Equal(DealingRefusal.BadProof, Open(copy, terms, dealing.ViewingPoint, 1));

        // -V is another key to whoever compares encodings; the sign is the highest bit of each point.
        byte[] negated = dealing.Commitments.ToArray();
        negated[31] ^= 0x80;
        negated[63] ^= 0x80;
        Assert.True(ViewKeyDealing.TryRead(terms.Context, negated, dealing.Shares, dealing.Proof(), out ViewKeyDealing? mirrored));
        Assert.Equal(-dealing.ViewingPoint, mirrored.ViewingPoint);
        Assert.Equal(DealingRefusal.BadProof, Open(mirrored, terms, mirrored.ViewingPoint, 1));

        // Nor for the same member: the proof covers the point itself, and the response would have to be negated with the challenge kept.
        Assert.True(KnowledgeProof.TryRead(dealing.Proof(), out KnowledgeProof proof));
        byte[] negatedProof = new byte[KnowledgeProof.SizeInBytes];
        new KnowledgeProof(proof.Challenge, -proof.Response).WriteTo(negatedProof);
        Assert.True(ViewKeyDealing.TryRead(dealing.Context, negated, dealing.Shares, negatedProof, out mirrored));
        Assert.Equal(DealingRefusal.BadProof, Open(mirrored, committee.Terms(town, 0), mirrored.ViewingPoint, 1));
    }

    [Fact]
    public void Commitments_and_seals_with_a_part_of_small_order_are_refused()
    {
        ViewKeyDealing dealing = committee.Deal(town, 0);
        DealingTerms terms = committee.Terms(town, 0);
        for (int i = 1; i < JubjubCurve.Cofactor; i++)
        {
            byte[] commitments = dealing.Commitments.ToArray(), shares = dealing.Shares.ToArray();
            Assert.True(JubjubAffine.TryRead(commitments.AsSpan(32), out JubjubAffine point));
            (new JubjubPoint(point) + JubjubTorsion.Points[i]).ToAffine().WriteTo(commitments.AsSpan(32));
            Assert.True(ViewKeyDealing.TryRead(dealing.Context, commitments, shares, dealing.Proof(), out ViewKeyDealing? bad));
            Assert.Equal(DealingRefusal.BadCommitment, Open(bad, terms, dealing.ViewingPoint, 1));

            Assert.True(JubjubAffine.TryRead(shares.AsSpan(0, 32), out point));
            (new JubjubPoint(point) + JubjubTorsion.Points[i]).ToAffine().WriteTo(shares);
            Assert.True(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, shares, dealing.Proof(), out bad));
            Assert.Equal(DealingRefusal.BadSeal, Open(bad, terms, dealing.ViewingPoint, 1));
        }
    }

    [Fact]
    public void A_dealer_cannot_take_a_keeper_out_with_a_share_of_zero()
    {
        // f(i) = vk - (vk / 2) i is zero for the second keeper: it would hold, and no part of that keeper could ever be proven.
        using ViewingKey key = town.Banks[0].ViewingKeyOf(Town.Epoch);
        JubjubScalar slope = -(key.Expose().Expose() * JubjubScalar.FromUInt64(2).Invert());
        byte[] commitments = new byte[64];
        key.ViewingPoint.WriteTo(commitments);
        Generators.View.Multiply(slope).ToAffine().WriteTo(commitments.AsSpan(32));
        ViewKeyDealing honest = committee.Deal(town, 0);
        Assert.True(ViewKeyDealing.TryRead(honest.Context, commitments, honest.Shares, honest.Proof(), out ViewKeyDealing? dealing));
        Assert.Equal(DealingRefusal.ShareOfZero, Open(dealing, committee.Terms(town, 0), key.ViewingPoint, 1));
    }

    [Fact]
    public void A_share_that_is_sealed_to_another_place_or_wrong_is_refused_by_its_keeper_alone()
    {
        ViewKeyDealing dealing = committee.Deal(town, 0);
        DealingTerms terms = committee.Terms(town, 0);
        byte[] swapped = [.. dealing.Shares[80..160], .. dealing.Shares[..80], .. dealing.Shares[160..]];
        Assert.True(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, swapped, dealing.Proof(), out ViewKeyDealing? bad));
        Assert.Equal(DealingRefusal.SealedShareDoesNotOpen, Open(bad, terms, dealing.ViewingPoint, 1));
        Assert.Equal(DealingRefusal.SealedShareDoesNotOpen, Open(bad, terms, dealing.ViewingPoint, 2));
        Assert.Equal(DealingRefusal.None, Open(bad, terms, dealing.ViewingPoint, 3));

        byte[] wrong = dealing.Shares.ToArray(), scalar = new byte[32];
        JubjubScalar.FromUInt64(5).WriteLittleEndian(scalar);
        SealedBox.Seal(terms.Keepers[1], Domains.ShareSeal, scalar, dealing.AssociatedData(2), wrong.AsSpan(80, 80), town.Random);
        Assert.True(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, wrong, dealing.Proof(), out bad));
        Assert.Equal(DealingRefusal.WrongShare, Open(bad, terms, dealing.ViewingPoint, 2));
        SealedBox.Seal(terms.Keepers[1], Domains.ShareSeal, [.. Enumerable.Repeat((byte)255, 32)], dealing.AssociatedData(2), wrong.AsSpan(80, 80), town.Random);
        Assert.True(ViewKeyDealing.TryRead(dealing.Context, dealing.Commitments, wrong, dealing.Proof(), out bad));
        Assert.Equal(DealingRefusal.WrongShare, Open(bad, terms, dealing.ViewingPoint, 2));
    }

    [Fact]
    public void A_source_that_repeats_itself_repeats_no_seal_for_another_text()
    {
        byte[] first = new byte[80], second = new byte[80], plain = new byte[32];
        KeeperPublicKey keeper = committee.Keys[0].PublicKey;
        SealedBox.Seal(keeper, Domains.ShareSeal, plain, [], first, RandomSource.FromSeed("same"u8));
        plain[0] = 1;
        SealedBox.Seal(keeper, Domains.ShareSeal, plain, [], second, RandomSource.FromSeed("same"u8));
        Assert.NotEqual(first[..32], second[..32]);
    }

    [Fact]
    public void Keys_of_keepers_are_read_canonically()
    {
        byte[] bytes = new byte[32];
        committee.Keys[0].WriteTo(bytes);
        Assert.True(KeeperKey.TryRead(bytes, out KeeperKey? key));
        Assert.Equal(committee.Keys[0].PublicKey, key.PublicKey);
        key.PublicKey.WriteTo(bytes);
        Assert.True(KeeperPublicKey.TryRead(bytes, out KeeperPublicKey? point));
        Assert.Equal(key.PublicKey, point);
        Assert.False(KeeperKey.TryRead(new byte[32], out _));
        Assert.False(KeeperKey.TryRead([.. Enumerable.Repeat((byte)255, 32)], out _));
        Assert.False(KeeperKey.TryRead(new byte[31], out _));
        Assert.False(KeeperPublicKey.TryRead(new byte[31], out _));
        for (int i = 0; i < JubjubCurve.Cofactor; i++)
        {
            JubjubTorsion.Points[i].WriteTo(bytes);
            Assert.False(KeeperPublicKey.TryRead(bytes, out _));
        }

        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.WriteTo(new byte[32]));
    }

    [Fact]
    public void What_cannot_be_dealt_is_the_callers_mistake()
    {
        DealingTerms terms = committee.Terms(town, 0);
        using ViewingKey other = town.Banks[0].ViewingKeyOf(new Epoch(4));
        Assert.Throws<ArgumentException>(() => ViewKeyDealing.Create(other, terms, town.Random));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DealingTerms(terms.Context, 0, terms.Keepers));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DealingTerms(terms.Context, 4, terms.Keepers));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DealingTerms(terms.Context, 1, Enumerable.Repeat(terms.Keepers[0], 256)));
    }

    private DealingRefusal Open(ViewKeyDealing dealing, DealingTerms terms, in JubjubAffine viewingPoint, int index, int? key = null) =>
        committee.Keys[key ?? (index - 1)].OpenShare(dealing, terms, viewingPoint, index, out KeyShare? share) is var refusal && (refusal == DealingRefusal.None) == (share is not null)
            ? refusal
            : throw new InvalidOperationException("A share comes with no refusal, and no share with one.");

    private static byte[] Record(ViewKeyDealing dealing) => [.. dealing.Commitments, .. dealing.Shares, .. dealing.Proof()];
}
