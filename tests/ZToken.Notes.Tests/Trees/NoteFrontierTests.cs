using System.Buffers;
using System.Buffers.Binary;
using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class NoteFrontierTests
{
    [Fact]
    public void The_form_on_the_chain_is_pinned()
    {
        byte[] digest = new byte[32];
        Blake2b.HashData(Encode(FrontierOf(1000)), digest);
        Assert.Equal("d04a64b86c6a48bff2cfc8cfa403157d0960e7e35fe09acdd1319aa22d71ceb8", Convert.ToHexStringLower(digest));
    }

    [Fact]
    public void A_frontier_comes_back_with_count_and_root() => Gen.Int[0, 300].Sample(
        count =>
        {
            NoteFrontier frontier = FrontierOf(count);
            byte[] bytes = Encode(frontier);
            Assert.Equal(frontier.SizeInBytes, bytes.Length);
            Assert.True(NoteFrontier.TryRead(bytes, out NoteFrontier? read));
            Assert.Equal((frontier.Count, frontier.Root), (read.Count, read.Root));
        },
        iter: 20);

    [Fact]
    public void The_root_of_a_full_tree_is_its_only_node()
    {
        NoteFrontier full = Made(1UL << 32);
        Assert.Equal(8 + 32, full.SizeInBytes);
        Assert.Equal(Fr.FromUInt64(1), full.Root.Value);
    }

    [Fact]
    public void Other_lengths_counts_beyond_the_tree_and_elements_beyond_the_field_are_refused()
    {
        byte[] bytes = Encode(FrontierOf(27));
        Assert.False(NoteFrontier.TryRead([], out _));
        Assert.False(NoteFrontier.TryRead(bytes.AsSpan(..^1), out _));
        Assert.False(NoteFrontier.TryRead(bytes.AsSpan(..^32), out _));
        Assert.False(NoteFrontier.TryRead([.. bytes, 0], out _));
        byte[] beyond = [0, 0, 0, 1, 0, 0, 0, 1, .. new byte[32 * 2]];
        Assert.False(NoteFrontier.TryRead(beyond, out _));
        bytes.AsSpan(8, 32).Fill(0xff);
        Assert.False(NoteFrontier.TryRead(bytes, out _));
    }

    [Fact]
    public void Changed_bytes_are_refused_or_say_something_else() => Gen.Select(Gen.Int[0, 300], Gen.Int, Gen.Byte[1, 255]).Sample(
        (count, place, change) =>
        {
            byte[] bytes = Encode(FrontierOf(count));
            bytes[(uint)place % bytes.Length] ^= change;
            return !NoteFrontier.TryRead(bytes, out NoteFrontier? read) || Encode(read).AsSpan().SequenceEqual(bytes);
        },
        iter: 100);

    /// <summary>A frontier of any count, its nodes 1, 2, 3.</summary>
    internal static NoteFrontier Made(ulong count)
    {
        int nodes = Enumerable.Range(0, NoteTree.Depth + 1).Sum(level => (int)(count >> (2 * level)) & 3);
        byte[] bytes = new byte[8 + (32 * nodes)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, count);
        for (int i = 0; i < nodes; i++)
        {
            Fr.FromUInt64((ulong)i + 1).WriteBigEndian(bytes.AsSpan(8 + (32 * i)));
        }

        Assert.True(NoteFrontier.TryRead(bytes, out NoteFrontier? frontier));
        return frontier;
    }

    private static NoteFrontier FrontierOf(int count)
    {
        NoteTree tree = new();
        Assert.Null(tree.Append(NoteTreeTests.Commitments(0, count)));
        return tree.Frontier;
    }

    private static byte[] Encode(NoteFrontier frontier)
    {
        ArrayBufferWriter<byte> writer = new();
        frontier.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }
}
