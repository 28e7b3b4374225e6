using CsCheck;
using ZToken.Algebra;
using static ZToken.Crypto.Tests.SharingTesting;

namespace ZToken.Crypto.Tests;

/// <summary>Feldman sharing: what must come back, and what must be refused.</summary>
public sealed class KeyDealingTests
{
    private static readonly Gen<(int Threshold, int Count)> sizes = Gen.Int[1, 5].SelectMany(m => Gen.Int[m, 7].Select(n => (m, n)));

    [Fact]
    public void Any_threshold_of_shares_gives_the_key_back() => Gen.Select(Keys, sizes, Gen.Int[0, 1000]).Sample((key, size, seed) =>
    {
        using KeyDealing dealing = Deal(key, size.Threshold, size.Count);
        Assert.Equal(size.Threshold, dealing.Commitments.Threshold);
        Assert.Equal(Generators.View.Times(key), dealing.Commitments.PublicKey);
        Assert.All(dealing.Shares, share => Assert.True(dealing.Commitments.Holds(share)));
        KeyShare[] some = [.. dealing.Shares.OrderBy(share => (share.Index * 7919 * (seed + 1)) % 1009).Take(size.Threshold)];
        Assert.True(KeyShare.TryReconstruct(some, dealing.Commitments, out Secret<JubjubScalar>? back));
        using (back)
        {
            Assert.Equal(key, back.Expose());
        }
    }, iter: 30);

    [Fact]
    public void Fewer_shares_or_one_twice_give_nothing()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 3, 5);
        Assert.False(KeyShare.TryReconstruct([.. dealing.Shares.Take(2)], dealing.Commitments, out Secret<JubjubScalar>? key));
        Assert.Null(key);
        Assert.False(KeyShare.TryReconstruct([dealing.Shares[0], dealing.Shares[1], dealing.Shares[1]], dealing.Commitments, out _));
        Assert.False(KeyShare.TryReconstruct([], dealing.Commitments, out _));
    }

    [Fact]
    public void Shares_of_two_dealings_do_not_mix()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 3, 5);
        using KeyDealing other = Deal(JubjubScalar.FromUInt64(42), 3, 5);
        Assert.False(KeyShare.TryReconstruct([dealing.Shares[0], dealing.Shares[1], other.Shares[2]], dealing.Commitments, out _));
        Assert.False(other.Commitments.Holds(dealing.Shares[0]));
    }

    [Fact]
    public void A_wrong_share_is_found_by_its_keeper_and_at_reconstruction()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 2, 3);
        byte[] bytes = new byte[32];
        (dealing.Shares[1].Value.Expose() + JubjubScalar.One).WriteLittleEndian(bytes);
        Assert.True(KeyShare.TryRead(2, bytes, out KeyShare? wrong));
        using (wrong)
        {
            Assert.False(dealing.Commitments.Holds(wrong));
            Assert.False(KeyShare.TryReconstruct([dealing.Shares[0], wrong], dealing.Commitments, out _));
        }

        // The right value under another keeper's index.
        dealing.Shares[1].WriteTo(bytes);
        Assert.True(KeyShare.TryRead(3, bytes, out KeyShare? displaced));
        Assert.False(dealing.Commitments.Holds(displaced));
        displaced.Dispose();
    }

    [Fact]
    public void Public_shares_are_the_shares_in_the_exponent()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 4, 200);
        Assert.All(dealing.Shares, share => Assert.Equal(Generators.View.Times(share.Value.Expose()), dealing.Commitments.PublicShare(share.Index)));
        Assert.Throws<ArgumentOutOfRangeException>(() => dealing.Commitments.PublicShare(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => dealing.Commitments.PublicShare(256));
    }

    [Fact]
    public void Commitments_come_back_from_their_encoding()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 3, 3);
        byte[] bytes = new byte[dealing.Commitments.SizeInBytes];
        dealing.Commitments.WriteTo(bytes);
        Assert.True(ShareCommitments.TryRead(bytes, 3, dealing.Commitments.PublicKey, out ShareCommitments? read));
        Assert.Equal(dealing.Commitments.Points.ToArray(), read.Points.ToArray());
    }

    [Fact]
    public void Commitments_of_another_number_or_another_key_are_refused()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 3, 3);
        JubjubAffine key = dealing.Commitments.PublicKey;
        byte[] bytes = new byte[dealing.Commitments.SizeInBytes];
        dealing.Commitments.WriteTo(bytes);
        Assert.False(ShareCommitments.TryRead(bytes, 2, key, out _));
        Assert.False(ShareCommitments.TryRead(bytes, 4, key, out _));
        Assert.False(ShareCommitments.TryRead(bytes, 0, key, out _));
        Assert.False(ShareCommitments.TryRead(bytes.AsSpan(1), 3, key, out _));
        Assert.False(ShareCommitments.TryRead([], 0, key, out _));
        Assert.False(ShareCommitments.TryRead(bytes, 3, -key, out _));
        JubjubAffine[] points = dealing.Commitments.Points.ToArray();
        Assert.False(ShareCommitments.TryFromPoints(points.AsSpan(1), 3, key, out _));
        Assert.False(ShareCommitments.TryFromPoints([.. points, points[1]], 3, key, out _));
        Assert.False(ShareCommitments.TryFromPoints([points[1], points[0], points[2]], 3, key, out _));
    }

    [Fact]
    public void Commitments_with_a_part_of_small_order_are_refused()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 3, 3);
        for (int place = 0; place < 3; place++)
        {
            for (int i = 0; i < JubjubCurve.Cofactor; i++)
            {
                JubjubAffine[] points = dealing.Commitments.Points.ToArray();
                points[place] = (new JubjubPoint(points[place]) + JubjubTorsion.Points[i]).ToAffine();
                Assert.Equal(i == 0, ShareCommitments.TryFromPoints(points, 3, points[0], out _));
                points[place] = JubjubTorsion.Points[i];
                Assert.False(ShareCommitments.TryFromPoints(points, 3, points[0], out _));
            }
        }

        Assert.False(ShareCommitments.TryFromPoints([new JubjubAffine(Fr.One, Fr.One)], 1, new JubjubAffine(Fr.One, Fr.One), out _));
    }

    [Fact]
    public void The_dealers_proof_holds_for_its_context_and_dealing_only()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 3, 5);
        using KeyDealing again = Deal(JubjubScalar.FromUInt64(42), 3, 5);
        Assert.True(dealing.Commitments.VerifyKnowledge(dealing.Proof, Context));
        Assert.False(dealing.Commitments.VerifyKnowledge(dealing.Proof, [.. Context, 0]));
        Assert.False(dealing.Commitments.VerifyKnowledge(dealing.Proof, []));
        Assert.False(again.Commitments.VerifyKnowledge(dealing.Proof, Context));
    }

    [Fact]
    public void Keepers_can_deal_a_key_on_to_others() => Gen.Select(Keys, sizes, sizes).Sample((key, oldSize, newSize) =>
    {
        using KeyDealing dealing = Deal(key, oldSize.Threshold, oldSize.Count);
        KeyShare[] dealers = [.. dealing.Shares.TakeLast(oldSize.Threshold)];
        int[] indices = [.. dealers.Select(share => share.Index)];
        KeyDealing[] subDealings = [.. dealers.Select(share => KeyDealing.Create(share.Value, newSize.Threshold, newSize.Count, Context, SharingTesting.Random))];
        Assert.True(dealing.Commitments.TryReshare(indices, [.. subDealings.Select(d => d.Commitments)], out ShareCommitments? reshared));
        Assert.Equal(dealing.Commitments.PublicKey, reshared.PublicKey);
        Assert.Equal(newSize.Threshold, reshared.Threshold);
        KeyShare[] shares = [.. Enumerable.Range(1, newSize.Count).Select(i => KeyShare.Combine(i, indices, [.. subDealings.Select(d => d.Shares[i - 1])]))];
        Assert.All(shares, share => Assert.True(reshared.Holds(share)));
        Assert.True(KeyShare.TryReconstruct(shares, reshared, out Secret<JubjubScalar>? back));
        Assert.Equal(key, back.Expose());
    }, iter: 10);

    [Fact]
    public void A_keeper_who_deals_on_something_else_is_found()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 2, 3);
        using KeyDealing first = KeyDealing.Create(dealing.Shares[0].Value, 2, 3, Context, SharingTesting.Random);
        using KeyDealing second = KeyDealing.Create(dealing.Shares[1].Value, 2, 3, Context, SharingTesting.Random);
        using KeyDealing wide = KeyDealing.Create(dealing.Shares[1].Value, 3, 3, Context, SharingTesting.Random);
        using KeyDealing foreign = Deal(JubjubScalar.FromUInt64(43), 2, 3);
        Assert.True(dealing.Commitments.TryReshare([1, 2], [first.Commitments, second.Commitments], out _));
        Assert.False(dealing.Commitments.TryReshare([1, 2], [first.Commitments, foreign.Commitments], out _));
        Assert.False(dealing.Commitments.TryReshare([1, 3], [first.Commitments, second.Commitments], out _));
        Assert.False(dealing.Commitments.TryReshare([1, 1], [first.Commitments, first.Commitments], out _));
        Assert.False(dealing.Commitments.TryReshare([1, 2], [first.Commitments, wide.Commitments], out _));
        Assert.False(dealing.Commitments.TryReshare([1], [first.Commitments], out _));
        Assert.False(dealing.Commitments.TryReshare([0, 2], [first.Commitments, second.Commitments], out _));
        Assert.Throws<ArgumentException>(() => KeyShare.Combine(1, [1, 2], [first.Shares[0]]));
        Assert.Throws<ArgumentException>(() => KeyShare.Combine(1, [1, 1], [first.Shares[0], second.Shares[0]]));
        Assert.Throws<ArgumentException>(() => KeyShare.Combine(1, [1, 2], [first.Shares[0], second.Shares[1]]));
    }

    [Fact]
    public void What_cannot_be_dealt_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Deal(JubjubScalar.Zero, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deal(JubjubScalar.One, 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deal(JubjubScalar.One, 4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Deal(JubjubScalar.One, 2, 256));
        Assert.False(KeyShare.TryRead(0, new byte[32], out _));
        Assert.False(KeyShare.TryRead(256, new byte[32], out _));
        Assert.False(KeyShare.TryRead(1, new byte[31], out _));
        Assert.False(KeyShare.TryRead(1, [.. Enumerable.Repeat((byte)0xff, 32)], out _));
    }

    [Fact]
    public void Disposed_dealings_hold_no_shares()
    {
        KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 2, 3);
        dealing.Dispose();
        Assert.All(dealing.Shares, share => Assert.Throws<ObjectDisposedException>(() => share.Value.Expose()));
    }
}
