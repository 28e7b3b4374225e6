using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts.Tests;

public sealed class RegistryFollowerTests
{
    private static readonly Address registry = SampleBundle.Account(2);
    private static readonly Epoch first = new(5);

    private readonly RegistryFollower follower = new(registry);

    // What the registry's tree is, computed apart from the follower.
    private readonly MemberTree tree = new(first);

    [Fact]
    public void Members_that_join_are_found_and_make_the_registrys_root()
    {
        (FullViewingKey Keys, MemberIndex Index)[] members = [Join(0), Join(1), Join(7)];

        Assert.True(follower.TryGetTree(first, out MemberTree? copy));
        Assert.Equal(tree.Root, copy.Root);
        Assert.Equal(first, follower.Current);
        Assert.All(members, member =>
        {
            Assert.True(follower.TryFind(first, member.Index, out Member? found));
            Assert.Equal(member.Keys.MemberIn(first), found);
        });
        Assert.False(follower.TryFind(first, new MemberIndex(2), out _));
        Assert.Equal(["MEMBER00", "MEMBER01", "MEMBER07"], follower.Members.Select(member => member.Name));
    }

    [Fact]
    public void A_frozen_member_is_not_found_until_it_is_back_and_one_that_joins_frozen_neither()
    {
        (_, MemberIndex index) = Join(0);
        _ = Join(1);
        MemberRoot before = tree.Root;
        _ = tree.Freeze(index);
        Apply("MemberFrozen", new Word(index.Number));
        Apply("RootChanged", new Word(first.Number), RootOf(tree));
        Assert.False(follower.TryFind(first, index, out _));

        _ = tree.Unfreeze(index);
        Apply("MemberUnfrozen", new Word(index.Number));
        Apply("RootChanged", new Word(first.Number), RootOf(tree));
        Assert.True(follower.TryFind(first, index, out _));
        Assert.Equal(before, tree.Root);
    }

    [Fact]
    public void Trees_of_epochs_that_are_over_are_let_go_and_the_one_before_is_kept()
    {
        _ = Join(0);
        Apply("EpochBegan", new Word(first.Number + 1), 200UL);
        Assert.True(follower.TryGetTree(first, out _));
        Apply("EpochProlonged", new Word(first.Number + 1), 300UL);
        Assert.Equal(300UL, follower.CurrentEnd);

        Apply("EpochBegan", new Word(first.Number + 2), 400UL);

        Assert.False(follower.TryGetTree(first, out _));
    }

    [Fact]
    public void A_root_that_the_members_do_not_make_is_refused()
    {
        (FullViewingKey keys, MemberIndex index) = Admit(3);
        Member member = keys.MemberIn(first);

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() =>
            Apply("MemberJoined", new Word(index.Number), new Word(first.Number), member.ViewingPoint.U.ToWord(), member.ViewingPoint.V.ToWord(), RootOf(tree)));

        Assert.Contains("is not what its members make", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_that_contradict_those_before_are_refused()
    {
        (FullViewingKey keys, MemberIndex index) = Join(0);
        Member member = keys.MemberIn(first);
        Word epoch = new(first.Number), u = member.ViewingPoint.U.ToWord(), v = member.ViewingPoint.V.ToWord();

        Refuse("MemberAdmitted", new Word(index.Number), keys.Owner.Value.ToWord(), ViewingKeyDealing.EncodeName("MEMBER00"), registry);
        Refuse("MemberAdmitted", new Word(9), Word.MaxValue, ViewingKeyDealing.EncodeName("MEMBER09"), registry);
        Refuse("MemberJoined", new Word(index.Number), epoch, u, v, RootOf(tree));
        Refuse("MemberJoined", new Word(8), epoch, u, v, RootOf(tree));
        Refuse("MemberJoined", new Word(index.Number), new Word(first.Number + 1), u, u, RootOf(tree));
        Refuse("RootChanged", epoch, RootOf(tree));
        Refuse("EpochBegan", new Word(first.Number + 2), 100UL);
        Refuse("EpochProlonged", new Word(first.Number + 1), 100UL);
        Assert.Throws<InvalidDataException>(() => follower.Apply(Logs.OfRegistry(SampleBundle.Account(3), "MemberFrozen", new Word(index.Number))));
        Log frozen = Logs.OfRegistry(registry, "MemberFrozen", new Word(index.Number));
        Assert.Throws<InvalidDataException>(() => follower.Apply(frozen with { Data = new byte[32] }));
        Assert.Throws<InvalidDataException>(() => follower.Apply(frozen with { Topics = [frozen.Topics[0], Hash256.FromWord(Word.MaxValue)] }));
    }

    private static Word RootOf(MemberTree members) => members.Root.Value.ToWord();

    private (FullViewingKey Keys, MemberIndex Index) Admit(byte number)
    {
        if (follower.Current is null)
        {
            Apply("EpochBegan", new Word(first.Number), 100UL);
        }

        using WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed([number]));
        FullViewingKey keys = seed.FullViewingKey(LedgerId.Of(1, default));
        Apply("MemberAdmitted", new Word(number), keys.Owner.Value.ToWord(), ViewingKeyDealing.EncodeName($"MEMBER{number:00}"), SampleBundle.Account(number));
        return (keys, new MemberIndex(number));
    }

    private (FullViewingKey Keys, MemberIndex Index) Join(byte number)
    {
        (FullViewingKey keys, MemberIndex index) = Admit(number);
        Member member = keys.MemberIn(first);
        Assert.Null(tree.Register(index, member));
        Apply("MemberJoined", new Word(number), new Word(first.Number), member.ViewingPoint.U.ToWord(), member.ViewingPoint.V.ToWord(), RootOf(tree));
        return (keys, index);
    }

    private void Apply(string name, params AbiValue[] values) => follower.Apply(Logs.OfRegistry(registry, name, values));

    private void Refuse(string name, params AbiValue[] values) => Assert.Throws<InvalidDataException>(() => Apply(name, values));
}
