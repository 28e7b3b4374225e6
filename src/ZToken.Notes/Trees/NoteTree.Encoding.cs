using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

public sealed partial class NoteTree
{
    // Format 1, numbers and elements big-endian: format, depth, checkpoints kept; checkpoints, each with height, frontier and dropped positions (where there is none, the
    // frontier that the tree began with); the leaves since; marked positions; the groups of the kept paths that were complete at the last checkpoint, by
    // level and index, which follow from the positions; BLAKE2b-256 of all that.
    private const byte Format = 1;
    private const int HeaderSize = 2;
    private const int DigestSize = 32;

    /// <summary>Writes the whole state, checkpoints and paths included, so that a wallet can go on later.</summary>
    /// <remarks>128 bytes a group, see the class; tells whose notes are whose, so it is kept like a viewing key. Of two equal states the bytes are equal.</remarks>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArrayBufferWriter<byte> body = new();
        body.Write([Format, (byte)depth]);
        TreeBytes.Write(body, (uint)checkpointsKept);
        TreeBytes.Write(body, (uint)checkpoints.Count);
        if (checkpoints.Count == 0)
        {
            open.Start.WriteTo(body);
        }

        foreach (NoteTreeCheckpoint checkpoint in checkpoints)
        {
            TreeBytes.Write(body, checkpoint.Height);
            checkpoint.Frontier.WriteTo(body);
            TreeBytes.WritePositions(body, [.. checkpoint.Dropped.Order()]);
        }

        TreeBytes.Write(body, (uint)open.LeavesSinceStart.Length);
        TreeBytes.Write(body, open.LeavesSinceStart);
        TreeBytes.WritePositions(body, [.. marked.Order()]);
        uint[] kept = KeptPositions();
        for (int level = 0; level < depth; level++)
        {
            foreach (ulong parent in CompleteParents(kept, level, open.Start.Count))
            {
                TreeBytes.Write(body, witnesses.NodesOf(level, parent));
            }
        }

        writer.Write(body.WrittenSpan);
        WriteDigest(body.WrittenSpan, writer.GetSpan(DigestSize)[..DigestSize]);
        writer.Advance(DigestSize);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <remarks>
    /// Besides the digest, which finds what a disk has done, every node of a kept path is checked against the frontier of the last checkpoint: one permutation for each
    /// 128 bytes. The frontiers of older checkpoints are not: somebody who can write the bytes can make a rewound tree a wrong one.
    /// </remarks>
    /// <returns>False where the bytes are not exactly the encoding of a state.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out NoteTree? tree) => TryRead(Depth, bytes, out tree);

    internal static bool TryRead(int depth, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out NoteTree? tree)
    {
        tree = null;
        if (bytes.Length < HeaderSize + DigestSize || bytes[0] != Format || bytes[1] != depth)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[DigestSize];
        WriteDigest(bytes[..^DigestSize], digest);
        ReadOnlySpan<byte> rest = bytes[HeaderSize..^DigestSize];
        return digest.SequenceEqual(bytes[^DigestSize..]) && TryReadCheckpoints(depth, ref rest, out NoteTree? read) && read.TryReadNotes(rest) && (tree = read) is not null;
    }

    /// <summary>The digest that ends the encoding.</summary>
    internal static void WriteDigest(ReadOnlySpan<byte> body, Span<byte> digest) => Blake2b.HashData(body, digest, personalization: Domains.NoteTreeState);

    private static bool TryReadCheckpoints(int depth, ref ReadOnlySpan<byte> rest, [NotNullWhen(true)] out NoteTree? tree)
    {
        tree = null;
        if (!TreeBytes.TryReadUInt32(ref rest, out uint kept) || kept is < 1 or > MaxCheckpoints || !TreeBytes.TryReadUInt32(ref rest, out uint count) || count > kept)
        {
            return false;
        }

        NoteFrontier? start = null;
        if (count == 0 && !NoteFrontier.TryRead(depth, ref rest, out start))
        {
            return false;
        }

        List<NoteTreeCheckpoint> found = [];
        for (uint i = 0; i < count; i++)
        {
            if (!TreeBytes.TryReadUInt64(ref rest, out ulong height) || !NoteFrontier.TryRead(depth, ref rest, out NoteFrontier? frontier) ||
                !TreeBytes.TryReadPositions(ref rest, frontier.Count, out uint[] dropped) ||
                (found.Count != 0 && (height <= found[^1].Height || frontier.Count < found[^1].Frontier.Count)))
            {
                return false;
            }

            found.Add(new NoteTreeCheckpoint(height, frontier));
            found[^1].Dropped.AddRange(dropped);
            start = frontier;
        }

        tree = new NoteTree(depth, start!, (int)kept);
        tree.checkpoints.AddRange(found);
        return true;
    }

    private bool TryReadNotes(ReadOnlySpan<byte> rest)
    {
        ulong start = open.Start.Count;
        if (!TreeBytes.TryReadElementList(ref rest, out Fr[] leaves) || (ulong)leaves.Length > NoteFrontier.CapacityOf(depth) - start ||
            !TreeBytes.TryReadPositions(ref rest, start + (ulong)leaves.Length, out uint[] positions))
        {
            return false;
        }

        marked.UnionWith(positions.TakeWhile(position => position < start));
        if (checkpoints.Count == 0 && marked.Count != 0)
        {
            return false;
        }

        uint[] kept = KeptPositions();
        for (int i = 1; i < kept.Length; i++)
        {
            if (kept[i] == kept[i - 1])
            {
                return false;
            }
        }

        if (!TryReadGroups(kept, rest) || !HoldsTruePaths(kept))
        {
            return false;
        }

        _ = Append(MemoryMarshal.Cast<Fr, NoteCommitment>(leaves));
        foreach (uint position in positions.AsSpan(marked.Count))
        {
            _ = Mark(new NotePosition(position));
        }

        return true;
    }

    // The groups are counted before room is made for them.
    private bool TryReadGroups(uint[] kept, ReadOnlySpan<byte> rest)
    {
        ulong start = open.Start.Count;
        long groups = 0;
        for (int level = 0; level < depth; level++)
        {
            groups += CompleteParents(kept, level, start).LongCount();
        }

        if (rest.Length != groups * MerklePath.Arity * Fr.SizeInBytes)
        {
            return false;
        }

        Array.ForEach(kept, witnesses.Retain);
        Span<Fr> nodes = stackalloc Fr[MerklePath.Arity];
        for (int level = 0; level < depth; level++)
        {
            foreach (ulong parent in CompleteParents(kept, level, start))
            {
                if (!TreeBytes.TryReadElements(ref rest, nodes))
                {
                    return false;
                }

                witnesses.Fill(level, parent, nodes);
            }
        }

        return true;
    }

    // Each group hashes to the node that the group above it, or the frontier, has in its parent's place.
    private bool HoldsTruePaths(uint[] kept)
    {
        ulong start = open.Start.Count;
        for (int level = 0; level < depth; level++)
        {
            ulong[] parents = [.. CompleteParents(kept, level, start)];
            Fr[] children = new Fr[MerklePath.Arity * parents.Length];
            Fr[] hashes = new Fr[parents.Length];
            for (int i = 0; i < parents.Length; i++)
            {
                witnesses.NodesOf(level, parents[i]).CopyTo(children.AsSpan(MerklePath.Arity * i));
            }

            Poseidon2.NodeMany(children, hashes);
            for (int i = 0; i < parents.Length; i++)
            {
                ulong above = parents[i] / MerklePath.Arity;
                ReadOnlySpan<Fr> siblings = WitnessNodes.IsComplete(above, level + 1, start) ? witnesses.NodesOf(level + 1, above) : open.Start.NodesAt(level + 1);
                if (siblings[(int)(parents[i] % MerklePath.Arity)] != hashes[i])
                {
                    return false;
                }
            }
        }

        return true;
    }

    // All positions whose groups are kept and were there at the last checkpoint, ascending.
    private uint[] KeptPositions() => [.. marked.Where(position => position < open.Start.Count).Concat(checkpoints.SelectMany(checkpoint => checkpoint.Dropped)).Order()];

    private static IEnumerable<ulong> CompleteParents(uint[] ascending, int level, ulong count)
    {
        ulong next = 0;
        foreach (uint position in ascending)
        {
            ulong parent = WitnessNodes.ParentOf(position, level);
            if (parent >= next && WitnessNodes.IsComplete(parent, level, count))
            {
                yield return parent;
                next = parent + 1;
            }
        }
    }
}
