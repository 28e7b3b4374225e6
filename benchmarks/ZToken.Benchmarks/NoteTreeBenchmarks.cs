using BenchmarkDotNet.Attributes;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Benchmarks;

/// <summary>How following the note tree grows with the chain and with the notes that are one's own, in blocks of 200 commitments with a checkpoint each.</summary>
[MemoryDiagnoser]
public class NoteTreeBenchmarks
{
    private const int BlockSize = 200;

    private NoteCommitment[] commitments = [];
    private NotePosition[] own = [];
    private NoteTree followed = new();

    [Params(10_000, 100_000, 1_000_000)]
    public int Commitments { get; set; }

    [Params(1, 1_000)]
    public int OwnNotes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource source = RandomSource.FromSeed("note tree"u8);
        commitments = [.. Enumerable.Range(0, Commitments).Select(_ => new NoteCommitment(Fr.Random(source)))];
        SortedSet<uint> positions = [];
        Span<byte> draw = stackalloc byte[sizeof(uint)];
        while (positions.Count < OwnNotes)
        {
            source.Fill(draw);
            positions.Add(BitConverter.ToUInt32(draw) % (uint)Commitments);
        }

        own = [.. positions.Select(position => new NotePosition(position))];
        followed = Follow();
    }

    /// <summary>All blocks, every own note marked in its block, a checkpoint after each.</summary>
    [Benchmark]
    public NoteTree Follow() => Follow(withRoots: false);

    /// <summary>The same with the root after each block, which is 16 permutations one after another.</summary>
    [Benchmark]
    public NoteTree FollowWithRoots() => Follow(withRoots: true);

    /// <summary>The paths of all own notes.</summary>
    [Benchmark]
    public int ReadPaths()
    {
        int levels = 0;
        foreach (NotePosition position in own)
        {
            levels += followed.TryPathOf(position, out MerklePath? path) ? path.Depth : 0;
        }

        return levels;
    }

    private NoteTree Follow(bool withRoots)
    {
        NoteTree tree = new();
        int next = 0;
        for (int from = 0; from < commitments.Length; from += BlockSize)
        {
            _ = tree.Append(commitments.AsSpan(from, BlockSize));
            for (; next < own.Length && own[next].Number < tree.Count; next++)
            {
                _ = tree.Mark(own[next]);
            }

            tree.Checkpoint((ulong)from);
            if (withRoots)
            {
                _ = tree.Root;
            }
        }

        return tree;
    }
}
