using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>The members of one epoch and the tree over them: a wallet's, a signer's or a node's own copy of the registry.</summary>
/// <remarks>
/// <para>
/// Four children a node, depth 8; the index is the path. A member is set once; then its leaf can become the empty one and the same again, nothing else.
/// </para>
/// <para>
/// Nodes are computed when the root or a path is asked for: 8 permutations for one change, for many the nodes above them once, in lanes; 21,845 for a whole tree.
/// 2.8 MB. Not for several threads at a time.
/// </para>
/// </remarks>
public sealed class MemberTree
{
    /// <summary>Levels below the root.</summary>
    public const int Depth = 8;

    private readonly int depth;
    private readonly Fr[][] levels;
    private readonly Dictionary<MemberIndex, Member> members = [];
    private readonly Dictionary<NoteOwner, MemberIndex> owners = [];
    private readonly HashSet<JubjubAffine> viewingPoints = [];
    private readonly HashSet<MemberIndex> frozen = [];

    // Leaves that were changed since the nodes above were computed.
    private readonly SortedSet<int> changed = [];

    /// <summary>The tree of an epoch, without members.</summary>
    public MemberTree(Epoch epoch)
        : this(epoch, Depth)
    {
    }

    /// <summary>A tree of another depth, for tests.</summary>
    internal MemberTree(Epoch epoch, int depth)
    {
        this.depth = depth;
        Epoch = epoch;
        levels = new Fr[depth + 1][];
        for (int level = 0; level <= depth; level++)
        {
            levels[level] = new Fr[1 << (2 * (depth - level))];
            Array.Fill(levels[level], EmptyNodes.At(level));
        }
    }

    /// <summary>The epoch, which is part of each leaf.</summary>
    public Epoch Epoch { get; }

    /// <summary>Members, the frozen ones included.</summary>
    public int Count => members.Count;

    /// <summary>The root.</summary>
    public MemberRoot Root
    {
        get
        {
            Refresh();
            return new MemberRoot(levels[depth][0]);
        }
    }

    /// <summary>Sets a member at an index. Variable time: all of it is public.</summary>
    /// <returns>Why it cannot be set, or null where it is.</returns>
    public MemberRefusal? Register(MemberIndex index, Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        ThrowIfOutside(index);
        if (members.ContainsKey(index))
        {
            return MemberRefusal.IndexInUse;
        }

        if (owners.ContainsKey(member.Owner))
        {
            return MemberRefusal.OwnerInUse;
        }

        if (viewingPoints.Contains(member.ViewingPoint))
        {
            return MemberRefusal.ViewingPointInUse;
        }

        if (!member.ViewingPoint.IsOfPrimeOrder)
        {
            return MemberRefusal.BadViewingPoint;
        }

        members.Add(index, member);
        owners.Add(member.Owner, index);
        viewingPoints.Add(member.ViewingPoint);
        SetLeaf(index, member.LeafIn(Epoch));
        return null;
    }

    /// <summary>Empties a member's leaf: from the next block it can neither send nor receive.</summary>
    /// <returns><see cref="MemberRefusal.UnknownMember"/>, <see cref="MemberRefusal.Frozen"/>, or null where it is done.</returns>
    public MemberRefusal? Freeze(MemberIndex index)
    {
        if (!members.ContainsKey(index))
        {
            return MemberRefusal.UnknownMember;
        }

        if (!frozen.Add(index))
        {
            return MemberRefusal.Frozen;
        }

        SetLeaf(index, EmptyNodes.At(0));
        return null;
    }

    /// <summary>Gives a frozen member its leaf back, the same at the same index.</summary>
    /// <returns><see cref="MemberRefusal.UnknownMember"/>, <see cref="MemberRefusal.NotFrozen"/>, or null where it is done.</returns>
    public MemberRefusal? Unfreeze(MemberIndex index)
    {
        if (!members.TryGetValue(index, out Member? member))
        {
            return MemberRefusal.UnknownMember;
        }

        if (!frozen.Remove(index))
        {
            return MemberRefusal.NotFrozen;
        }

        SetLeaf(index, member.LeafIn(Epoch));
        return null;
    }

    /// <summary>Whether the member at an index is frozen. It is still found; its path leads to the empty leaf.</summary>
    public bool IsFrozen(MemberIndex index) => frozen.Contains(index);

    /// <summary>The member at an index.</summary>
    public bool TryFind(MemberIndex index, [NotNullWhen(true)] out Member? member) => members.TryGetValue(index, out member);

    /// <summary>The index of the member to whom an owner belongs.</summary>
    public bool TryFind(NoteOwner owner, out MemberIndex index) => owners.TryGetValue(owner, out index);

    /// <summary>The path of a leaf under the current <see cref="Root"/>, whether a member is there or not.</summary>
    public MerklePath PathOf(MemberIndex index)
    {
        ThrowIfOutside(index);
        Refresh();
        Fr[] siblings = new Fr[MerklePath.SiblingCount * depth];
        int node = index.Number;
        for (int level = 0, sibling = 0; level < depth; level++, node /= MerklePath.Arity)
        {
            int first = node - (node % MerklePath.Arity);
            for (int child = first; child < first + MerklePath.Arity; child++)
            {
                if (child != node)
                {
                    siblings[sibling++] = levels[level][child];
                }
            }
        }

        return new MerklePath(index.Number, siblings);
    }

    private void SetLeaf(MemberIndex index, in Fr leaf)
    {
        levels[0][index.Number] = leaf;
        changed.Add(index.Number);
    }

    private void Refresh()
    {
        int[] nodes = [.. changed];
        for (int level = 0; level < depth && nodes.Length != 0; level++)
        {
            nodes = [.. nodes.Select(node => node / MerklePath.Arity).Distinct()];
            Fr[] children = new Fr[MerklePath.Arity * nodes.Length];
            Fr[] parents = new Fr[nodes.Length];
            for (int i = 0; i < nodes.Length; i++)
            {
                levels[level].AsSpan(MerklePath.Arity * nodes[i], MerklePath.Arity).CopyTo(children.AsSpan(MerklePath.Arity * i));
            }

            Poseidon2.NodeMany(children, parents);
            for (int i = 0; i < nodes.Length; i++)
            {
                levels[level + 1][nodes[i]] = parents[i];
            }
        }

        changed.Clear();
    }

    // Only a tree of a smaller depth has an outside.
    private void ThrowIfOutside(MemberIndex index) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index.Number, levels[0].Length, nameof(index));
}
