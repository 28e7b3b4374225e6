using CsCheck;
using ZToken.Algebra;

namespace ZToken.Notes.Tests;

/// <summary>The note tree beside its model, through any sequence of what a wallet does.</summary>
public sealed class NoteTreeModelTests
{
    private const int Depth = 3;
    private const int CheckpointsKept = 3;

    private enum Deed
    {
        Append,
        Mark,
        Drop,
        Checkpoint,
        Rewind,
        Store,
    }

    // What is appended and marked outweighs what is taken back, so that trees fill up.
    private static readonly Gen<(Deed Deed, int Choice)[]> deeds = Gen.Select(
        Gen.Frequency(
            (5, Gen.Const(Deed.Append)), (5, Gen.Const(Deed.Mark)), (3, Gen.Const(Deed.Drop)), (4, Gen.Const(Deed.Checkpoint)), (1, Gen.Const(Deed.Rewind)), (1, Gen.Const(Deed.Store))),
        Gen.Int[0, 1000]).Array[1, 60];

    [Fact]
    public void The_tree_does_what_the_rules_say_whatever_a_wallet_does() => deeds.Sample(
        steps =>
        {
            NoteTree tree = new(Depth, NoteFrontier.EmptyOf(Depth), CheckpointsKept);
            NoteTreeModel model = new(Depth, CheckpointsKept);
            foreach ((Deed deed, int choice) in steps)
            {
                tree = Do(deed, choice, tree, model);
                model.AssertEqualTo(tree);
            }

            AssertNothingIsKeptForNobody(tree, model);
        },
        iter: 100);

    private static NoteTree Do(Deed deed, int choice, NoteTree tree, NoteTreeModel model)
    {
        ulong next = (model.Heights.Count == 0 ? 10 : model.Heights[^1]) + 1;
        switch (deed)
        {
            case Deed.Append:
                Fr[] leaves = [.. Enumerable.Range(0, choice % 8).Select(i => Fr.FromUInt64(((ulong)choice << 32) + (ulong)(model.Leaves.Length + i)))];
                Assert.Equal(model.Append(leaves), tree.Append([.. leaves.Select(leaf => new NoteCommitment(leaf))]));
                break;
            case Deed.Mark:
                uint late = (uint)Math.Max(0, model.Leaves.Length - (choice % 8));
                Assert.Equal(model.Mark(late), tree.Mark(new NotePosition(late)));
                break;
            case Deed.Drop:
                uint any = model.Marked.Count == 0 || choice % 7 == 0 ? (uint)choice % 64 : model.Marked[choice % model.Marked.Count];
                Assert.Equal(model.Drop(any), tree.Drop(new NotePosition(any)));
                break;
            case Deed.Checkpoint:
                model.Checkpoint(next + (ulong)(choice % 2));
                tree.Checkpoint(next + (ulong)(choice % 2));
                break;
            case Deed.Rewind:
                ulong height = next - (ulong)(choice % 6);
                Assert.Equal(model.RewindTo(height), tree.RewindTo(height));
                break;
            case Deed.Store:
                byte[] stored = NoteTreeEncodingTests.Encode(tree);
                Assert.True(NoteTree.TryRead(Depth, stored, out NoteTree? read));
                Assert.Equal(stored, NoteTreeEncodingTests.Encode(read));
                return read;
        }

        return tree;
    }

    private static void AssertNothingIsKeptForNobody(NoteTree tree, NoteTreeModel model)
    {
        foreach (uint position in model.Marked)
        {
            Assert.True(tree.Drop(new NotePosition(position)));
        }

        for (uint i = 0; i <= CheckpointsKept; i++)
        {
            tree.Checkpoint((tree.NewestCheckpoint ?? 0) + 1);
        }

        Assert.Equal(0, tree.GroupCount);
    }
}
