using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>The nodes that the paths of some leaves are made of, in groups of four siblings; leaves share the groups that they have in common.</summary>
/// <remarks>A group is named by the level of its nodes and the index of their parent. It is there as long as a leaf below it is, and means something once it has been filled.</remarks>
internal sealed class WitnessNodes(int depth)
{
    private readonly Dictionary<ulong, Group> groups = [];

    /// <summary>Groups that are kept, filled or not.</summary>
    public int Count => groups.Count;

    /// <summary>Makes room for the groups of a leaf's path.</summary>
    public void Retain(uint position)
    {
        for (int level = 0; level < depth; level++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(groups, Key(level, ParentOf(position, level)), out _).Leaves++;
        }
    }

    /// <summary>Forgets the groups that only this leaf needed.</summary>
    public void Release(uint position)
    {
        for (int level = 0; level < depth; level++)
        {
            ulong key = Key(level, ParentOf(position, level));
            if (--Find(key).Leaves == 0)
            {
                groups.Remove(key);
            }
        }
    }

    /// <summary>Whether some leaf needs this group.</summary>
    public bool Needs(int level, ulong parent) => groups.ContainsKey(Key(level, parent));

    /// <summary>Fills a group that is needed.</summary>
    public void Fill(int level, ulong parent, ReadOnlySpan<Fr> nodes) => nodes.CopyTo(Find(Key(level, parent)).Nodes);

    /// <summary>The nodes of a group that has been filled.</summary>
    public ReadOnlySpan<Fr> NodesOf(int level, ulong parent) => Find(Key(level, parent)).Nodes;

    /// <summary>The index of a leaf's ancestor one level above the given one.</summary>
    public static ulong ParentOf(uint position, int level) => (ulong)position >> (2 * (level + 1));

    /// <summary>Whether all leaves below a node are among the first ones of a count; the node is one level above the given one.</summary>
    public static bool IsComplete(ulong parent, int level, ulong count) => (parent + 1) << (2 * (level + 1)) <= count;

    // A parent's index has at most 30 bits.
    private static ulong Key(int level, ulong parent) => ((ulong)level << 32) | parent;

    private ref Group Find(ulong key)
    {
        ref Group group = ref CollectionsMarshal.GetValueRefOrNullRef(groups, key);
        if (Unsafe.IsNullRef(ref group))
        {
            throw new UnreachableException("A group of nodes on a marked path is missing.");
        }

        return ref group;
    }

    private struct Group
    {
        public int Leaves;
        public Quartet Nodes;
    }

    [InlineArray(MerklePath.Arity)]
    private struct Quartet
    {
        private Fr first;
    }
}
