using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class MemberTreeTests
{
    private const int SmallDepth = 2;

    private static readonly Epoch epoch = new(7);
    private static readonly Member[] members = [.. Enumerable.Range(1, 16).Select(MakeMember)];

    [Fact]
    public void An_empty_tree_has_the_root_of_empty_leaves()
    {
        Fr node = Poseidon2.EmptyLeaf;
        for (int level = 0; level < MemberTree.Depth; level++)
        {
            node = Poseidon2.Node(node, node, node, node);
        }

        Assert.Equal(node, new MemberTree(epoch).Root.Value);
    }

    [Fact]
    public void Every_member_has_a_path_from_its_leaf_of_this_epoch_to_the_root()
    {
        MemberTree tree = new(epoch);
        ushort[] indices = [0, 1, 2, 3, 4, 77, 4095, 4096, 65534, 65535];
        for (int i = 0; i < indices.Length; i++)
        {
            Assert.Null(tree.Register(new MemberIndex(indices[i]), members[i]));
        }

        for (int i = 0; i < indices.Length; i++)
        {
            MemberIndex index = new(indices[i]);
            Assert.True(tree.TryFind(index, out Member? found));
            Assert.Equal(members[i], found);
            Assert.True(tree.TryFind(members[i].Owner, out MemberIndex at));
            Assert.Equal(index, at);
            Assert.Equal(tree.Root.Value, tree.PathOf(index).RootOf(members[i].LeafIn(epoch)));
            Assert.NotEqual(tree.Root.Value, tree.PathOf(index).RootOf(members[i].LeafIn(new Epoch(8))));
        }

        Assert.Equal(indices.Length, tree.Count);
        Assert.False(tree.TryFind(new MemberIndex(5), out _));
        Assert.False(tree.TryFind(members[15].Owner, out _));
    }

    [Fact]
    public void A_full_tree_is_that_of_its_leaves()
    {
        MemberTree tree = new(epoch, SmallDepth);
        for (ushort i = 0; i < members.Length; i++)
        {
            Assert.Null(tree.Register(new MemberIndex(i), members[i]));
        }

        Assert.Equal(new PlainTree(SmallDepth, members.Select(member => member.LeafIn(epoch))).Root, tree.Root.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.PathOf(new MemberIndex(16)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Register(new MemberIndex(16), members[0]));
    }

    [Fact]
    public void Whatever_is_registered_frozen_and_unfrozen_the_tree_is_that_of_the_leaves_in_force() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 15], Gen.Int[0, 15]).Array[1, 40].Sample(
            changes =>
            {
                MemberTree tree = new(epoch, SmallDepth);
                Member?[] set = new Member?[16];
                bool[] frozen = new bool[16];
                foreach ((int change, int place, int who) in changes)
                {
                    MemberIndex index = new((ushort)place);
                    MemberRefusal? expected = Expect(change, place, members[who], set, frozen);
                    Assert.Equal(expected, change switch { 0 => tree.Register(index, members[who]), 1 => tree.Freeze(index), _ => tree.Unfreeze(index) });
                    if (expected is null)
                    {
                        set[place] ??= members[who];
                        frozen[place] = change == 1;
                    }

                    PlainTree plain = new(SmallDepth, set.Zip(frozen, (member, isFrozen) => member is null || isFrozen ? Poseidon2.EmptyLeaf : member.LeafIn(epoch)));
                    Assert.Equal(plain.Root, tree.Root.Value);
                    Assert.Equal(plain.PathOf((uint)who).Siblings, tree.PathOf(new MemberIndex((ushort)who)).Siblings);
                    Assert.Equal(frozen[place], tree.IsFrozen(index));
                }
            },
            iter: 100);

    [Fact]
    public void Changes_between_two_looks_at_the_root_count_all_at_once_as_one_by_one()
    {
        MemberTree atOnce = new(epoch);
        MemberTree oneByOne = new(epoch);
        for (ushort i = 0; i < members.Length; i++)
        {
            MemberIndex index = new((ushort)(i * 4001));
            Assert.Null(atOnce.Register(index, members[i]));
            Assert.Null(oneByOne.Register(index, members[i]));
            _ = oneByOne.Root;
        }

        Assert.Equal(oneByOne.Root, atOnce.Root);
    }

    [Fact]
    public void Freezing_hides_the_leaf_and_unfreezing_brings_the_same_back()
    {
        MemberTree tree = new(epoch);
        MemberIndex index = new(300);
        MemberRoot empty = tree.Root;
        Assert.Equal(MemberRefusal.UnknownMember, tree.Freeze(index));
        Assert.Equal(MemberRefusal.UnknownMember, tree.Unfreeze(index));
        Assert.Null(tree.Register(index, members[0]));
        MemberRoot before = tree.Root;
        Assert.Equal(MemberRefusal.NotFrozen, tree.Unfreeze(index));
        Assert.Null(tree.Freeze(index));
        Assert.Equal(empty, tree.Root);
        Assert.Equal(MemberRefusal.Frozen, tree.Freeze(index));
        Assert.Equal(MemberRefusal.IndexInUse, tree.Register(index, members[1]));
        Assert.Equal(MemberRefusal.OwnerInUse, tree.Register(new MemberIndex(301), members[0]));
        Assert.Null(tree.Unfreeze(index));
        Assert.Equal(before, tree.Root);
    }

    [Fact]
    public void Neither_index_nor_owner_nor_viewing_point_is_given_twice()
    {
        MemberTree tree = new(epoch);
        Assert.Null(tree.Register(new MemberIndex(1), members[0]));
        MemberRoot before = tree.Root;
        Assert.Equal(MemberRefusal.IndexInUse, tree.Register(new MemberIndex(1), members[1]));
        Assert.Equal(MemberRefusal.OwnerInUse, tree.Register(new MemberIndex(2), members[1] with { Owner = members[0].Owner }));
        Assert.Equal(MemberRefusal.ViewingPointInUse, tree.Register(new MemberIndex(2), members[1] with { ViewingPoint = members[0].ViewingPoint }));
        Assert.Equal((1, before), (tree.Count, tree.Root));

        // What was refused is not remembered.
        Assert.Null(tree.Register(new MemberIndex(2), members[1]));
    }

    [Fact]
    public void A_viewing_point_that_is_not_of_prime_order_is_refused()
    {
        MemberTree tree = new(epoch);
        JubjubAffine good = members[0].ViewingPoint;
        JubjubAffine[] bad =
        [
            default,
            JubjubAffine.Identity,
            new(Fr.Zero, -Fr.One), // of order 2
            new(-good.U, -good.V), // the sum of both: of order 2 r_J
            new(good.U, good.V + Fr.One),
            new(good.U, -good.V),
        ];
        Assert.All(bad, point => Assert.Equal(MemberRefusal.BadViewingPoint, tree.Register(new MemberIndex(0), new Member(members[0].Owner, point))));
        Assert.Equal(0, tree.Count);
        Assert.Null(tree.Register(new MemberIndex(0), members[0]));
    }

    private static MemberRefusal? Expect(int change, int place, Member member, Member?[] set, bool[] frozen) => change switch
    {
        0 when set[place] is not null => MemberRefusal.IndexInUse,
        0 when set.Contains(member) => MemberRefusal.OwnerInUse,
        0 => null,
        _ when set[place] is null => MemberRefusal.UnknownMember,
        1 => frozen[place] ? MemberRefusal.Frozen : null,
        _ => frozen[place] ? null : MemberRefusal.NotFrozen,
    };

    private static Member MakeMember(int number)
    {
        JubjubScalar key = JubjubScalar.FromUInt64((ulong)number);
        return new Member(new NoteOwner(Fr.FromUInt64((ulong)number)), Generators.View.Multiply(key).ToAffine());
    }
}
