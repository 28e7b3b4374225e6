using ZToken.Algebra;

namespace ZToken.Notes.Tests;

public sealed class KeyTests
{
    [Fact]
    public void One_seed_has_other_keys_on_every_ledger()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed("one seed"u8));
        LedgerId[] ledgers = [LedgerId.Of(1, default), LedgerId.Of(2, default)];
        using FullViewingKey first = seed.FullViewingKey(ledgers[0]), second = seed.FullViewingKey(ledgers[1]);

        Assert.NotEqual(first.Owner, second.Owner);
        Assert.NotEqual(first.ProofGenerationKey.ValidatingKey, second.ProofGenerationKey.ValidatingKey);
        Assert.NotEqual(first.MemberIn(new Epoch(1)).ViewingPoint, second.MemberIn(new Epoch(1)).ViewingPoint);
    }

    [Fact]
    public void Every_epoch_has_its_own_viewing_key_and_the_same_owner()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed("epochs"u8));
        using FullViewingKey keys = seed.FullViewingKey();
        Member[] members = [.. Enumerable.Range(0, 20).Select(epoch => keys.MemberIn(new Epoch((uint)epoch)))];

        Assert.Equal(20, members.Select(member => member.ViewingPoint).Distinct().Count());
        Assert.Single(members.Select(member => member.Owner).Distinct());
    }

    [Fact]
    public void Keys_read_back_from_their_bytes_and_spoilt_ones_do_not()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed("bytes"u8));
        using FullViewingKey keys = seed.FullViewingKey();
        byte[] bytes = new byte[FullViewingKey.SizeInBytes];
        keys.WriteTo(bytes);

        Assert.True(FullViewingKey.TryRead(bytes, out FullViewingKey? again));
        Assert.Equal((keys.Owner, keys.MemberIn(new Epoch(5))), (again.Owner, again.MemberIn(new Epoch(5))));
        Assert.False(FullViewingKey.TryRead(bytes.AsSpan(1), out _));
        Assert.False(FullViewingKey.TryRead([.. bytes[..64], .. new byte[32]], out _));
        Assert.False(ProofGenerationKey.TryRead([.. bytes[..32], .. Enumerable.Repeat((byte)0xff, 32)], out _));
        Assert.False(WalletSeed.TryRead(new byte[32], out _));
        Assert.False(SpendAuthorizationKey.TryRead(new byte[32], out _));
        Assert.False(ViewingKey.TryRead(new byte[36], out _));
    }

    [Fact]
    public void A_viewing_key_touches_no_point_outside_the_prime_subgroup()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed("points"u8));
        using FullViewingKey keys = seed.FullViewingKey();
        using ViewingKey key = keys.ViewingKeyOf(new Epoch(1));
        JubjubAffine good = key.ViewingPoint, minusOne = new(Fr.Zero, -Fr.One);

        Assert.True(key.TryShare(good, out _));
        Assert.False(key.TryShare(JubjubAffine.Identity, out _));
        Assert.False(key.TryShare(minusOne, out _));
        Assert.False(key.TryShare((new JubjubPoint(good) + minusOne).ToAffine(), out _));
        Assert.False(key.TryShare(new JubjubAffine(Fr.Zero, Fr.FromUInt64(3)), out _));
        Assert.Throws<ArgumentException>(() => key.SharedPointOf(minusOne));
    }

    [Fact]
    public void No_secret_and_no_position_shows_in_a_text()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed("text"u8));
        using FullViewingKey keys = seed.FullViewingKey();
        PlannedInput input = new(new Nullifier(Fr.FromUInt64(12345)), new NotePosition(67890));

        Assert.DoesNotContain("67890", input.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("67890", new MerklePath(67890, []).ToString(), StringComparison.Ordinal);
        Assert.Equal("(secret)", EphemeralSecret.FromRandomBytes(new byte[32]).ToString());
    }
}
