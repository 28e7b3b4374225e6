using System.Runtime.InteropServices;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>The nodes of a note tree that have been completed since some count, and before them those of the frontier at that count.</summary>
/// <remarks>Appending n leaves costs a third of n permutations, in lanes, level by level; 43 bytes a leaf are held.</remarks>
internal sealed class OpenNodes
{
    private readonly List<Fr>[] levels;

    // The index, within its level, of the first node that is held.
    private readonly ulong[] first;

    public OpenNodes(int depth, NoteFrontier frontier)
    {
        Start = frontier;
        Count = frontier.Count;
        levels = new List<Fr>[depth + 1];
        first = new ulong[depth + 1];
        for (int level = 0; level <= depth; level++)
        {
            ReadOnlySpan<Fr> nodes = frontier.NodesAt(level);
            levels[level] = [.. nodes];
            first[level] = (Count >> (2 * level)) - (ulong)nodes.Length;
        }
    }

    /// <summary>From where on all nodes are held.</summary>
    public NoteFrontier Start { get; }

    /// <summary>Leaves of the whole tree.</summary>
    public ulong Count { get; private set; }

    /// <summary>The leaves since <see cref="Start"/>.</summary>
    public ReadOnlySpan<Fr> LeavesSinceStart => CollectionsMarshal.AsSpan(levels[0])[NoteFrontier.NodeCount(Start.Count, level: 0)..];

    /// <summary>Appends leaves and completes what they complete; all or, where it is cancelled, none.</summary>
    public void Append(ReadOnlySpan<Fr> leaves, ComputeOptions? options)
    {
        ulong before = Count;
        try
        {
            levels[0].AddRange(leaves);
            int level = 0;
            while (level < levels.Length - 1 && CompleteParents(level, options))
            {
                level++;
            }

            Count += (ulong)leaves.Length;
        }
        catch
        {
            for (int level = 0; level < levels.Length; level++)
            {
                CollectionsMarshal.SetCount(levels[level], (int)((before >> (2 * level)) - first[level]));
            }

            throw;
        }
    }

    /// <summary>The four children, at a level, of a node that was completed after <see cref="Start"/>.</summary>
    public ReadOnlySpan<Fr> ChildrenOf(int level, ulong parent) =>
        CollectionsMarshal.AsSpan(levels[level]).Slice((int)((MerklePath.Arity * parent) - first[level]), MerklePath.Arity);

    public NoteFrontier ToFrontier()
    {
        List<Fr> nodes = [];
        for (int level = 0; level < levels.Length; level++)
        {
            nodes.AddRange(CollectionsMarshal.AsSpan(levels[level])[^NoteFrontier.NodeCount(Count, level)..]);
        }

        return new NoteFrontier(levels.Length - 1, Count, [.. nodes]);
    }

    private bool CompleteParents(int level, ComputeOptions? options)
    {
        List<Fr> parents = levels[level + 1];
        ReadOnlySpan<Fr> children = CollectionsMarshal.AsSpan(levels[level]);
        ulong nextParent = first[level + 1] + (ulong)parents.Count;
        children = children[(int)((MerklePath.Arity * nextParent) - first[level])..];
        int completed = children.Length / MerklePath.Arity;
        CollectionsMarshal.SetCount(parents, parents.Count + completed);
        Poseidon2.NodeMany(children[..(completed * MerklePath.Arity)], CollectionsMarshal.AsSpan(parents)[^completed..], options);
        return completed != 0;
    }
}
