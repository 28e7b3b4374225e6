using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace ZToken.Ledger.Tests;

/// <summary>RLP against the official suite and the cases of ethers.</summary>
public sealed class RlpTests
{
    [Fact]
    public void Items_of_the_official_suite_are_written_and_read()
    {
        JsonElement root = Vectors.Read("RLPTests/rlptest.json");
        Assert.Equal(28, root.EnumerateObject().Count());
        foreach (JsonProperty row in root.EnumerateObject())
        {
            AssertRoundTrip(ToTree(row.Value.GetProperty("in")), row.Value.Bytes("out"), row.Name);
        }
    }

    [Fact]
    public void Items_of_ethers_are_written_and_read()
    {
        JsonElement[] cases = [.. Vectors.Read("ethers-testcases/rlp.json.gz").EnumerateArray()];
        Assert.Equal(61, cases.Length);
        Assert.All(cases, row => AssertRoundTrip(ToHexTree(row.GetProperty("decoded")), row.Bytes("encoded"), row.Text("name")));
    }

    [Fact]
    public void The_random_example_is_valid()
    {
        byte[] encoded = Vectors.Read("RLPTests/RandomRLPTests/example.json").GetProperty("listsoflists2").Bytes("out");
        Assert.Equal(encoded, Encode(Decode(encoded)!));
    }

    [Fact]
    public void What_the_official_suite_calls_invalid_is_refused()
    {
        JsonElement root = Vectors.Read("RLPTests/invalidRLPTest.json");
        Assert.Equal(26, root.EnumerateObject().Count());
        Assert.All(root.EnumerateObject(), row => Assert.True(Decode(row.Value.Bytes("out")) is null, row.Name));
    }

    [Fact]
    public void Trees_come_back_and_no_other_bytes_give_them() => Gen.Select(Gen.Byte.Array[0, 70].Array[0, 6], Gen.Int, Gen.Byte).Sample((strings, place, change) =>
    {
        object[] tree = [strings, .. strings.Take(2), new object[] { strings }];
        byte[] encoded = Encode(tree);
        Assert.Equal(encoded, Encode(Decode(encoded)!));
        Assert.Null(Decode(encoded[..^1]));
        Assert.Null(Decode([.. encoded, change]));

        // Either the changed bytes are refused, or they are the only encoding of what they give.
        byte[] changed = [.. encoded];
        changed[(int)((uint)place % (uint)changed.Length)] ^= change;
        if (Decode(changed) is object other)
        {
            Assert.Equal(changed, Encode(other));
        }
    }, iter: 2_000);

    [Fact]
    public void Random_bytes_are_refused_or_canonical() => Gen.Byte.Array[0, 12].Sample(bytes =>
    {
        if (Decode(bytes) is object tree)
        {
            Assert.Equal(bytes, Encode(tree));
        }
    }, iter: 20_000);

    [Fact]
    public void Numbers_come_back_and_leading_zeros_are_refused() => Gen.Select(Gen.ULong, Gen.Int[0, 64]).Sample((value, shift) =>
    {
        RlpWriter writer = new(0);
        writer.Write(value >> shift);
        writer.Write(new Word(value, 1, 2, 3) >> (4 * shift));
        RlpReader reader = new(writer.WrittenSpan);
        Assert.True(reader.TryReadUInt64(out ulong small));
        Assert.True(reader.TryReadWord(out Word large));
        Assert.True(reader.IsAtEnd);
        Assert.Equal(value >> shift, small);
        Assert.Equal(new Word(value, 1, 2, 3) >> (4 * shift), large);

        byte[] eight = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(eight, value >> 8);
        writer.Clear();
        writer.Write(eight);
        RlpReader padded = new(writer.WrittenSpan);
        Assert.False(padded.TryReadUInt64(out _));
        Assert.False(padded.TryReadWord(out _));
        Assert.True(padded.TryReadBytes(out ReadOnlySpan<byte> bytes) && bytes.SequenceEqual(eight));
    }, iter: 500);

    [Theory]
    [InlineData("00", 0)]
    [InlineData("c0", 0)]
    [InlineData("8800ffffffffffffff", 0)]
    [InlineData("89ffffffffffffffffff", 1)]
    [InlineData("a1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 0)]
    public void Numbers_too_long_or_padded_leave_the_reader_where_it_was(string hex, int words)
    {
        RlpReader reader = new(Convert.FromHexString(hex));
        Assert.False(reader.TryReadUInt64(out _));
        Assert.False(reader.TryReadAddress(out _));
        Assert.False(reader.TryReadHash(out _));
        Assert.Equal(words == 1, reader.TryReadWord(out _));
        Assert.Equal(words == 1, reader.IsAtEnd);
        Assert.Equal(words == 0, reader.TryReadEncoded(out ReadOnlySpan<byte> item) && item.SequenceEqual(Convert.FromHexString(hex)));
    }

    [Fact]
    public void Every_length_around_a_change_of_prefix_comes_back()
    {
        int[] lengths = [0, 1, 2, 54, 55, 56, 57, 254, 255, 256, 65535, 65536, 16777215, 16777216];
        foreach (int length in lengths)
        {
            byte[] payload = new byte[length];
            payload.AsSpan().Fill(0x81);
            RlpWriter writer = new(16);
            int list = writer.BeginList();
            writer.Write(payload);
            writer.EndList(list);
            Assert.True(RlpReader.TryReadOnlyList(writer.WrittenSpan, out RlpReader items));
            Assert.True(items.TryReadBytes(out ReadOnlySpan<byte> read) && read.SequenceEqual(payload) && items.IsAtEnd);
        }
    }

    private static void AssertRoundTrip(object tree, byte[] encoded, string name)
    {
        Assert.True(encoded.AsSpan().SequenceEqual(Encode(tree)), name);
        Assert.True(Decode(encoded) is object read && encoded.AsSpan().SequenceEqual(Encode(read)), name);
    }

    private static byte[] Encode(object tree)
    {
        RlpWriter writer = new();
        Write(writer, tree);
        return writer.ToArray();
    }

    private static void Write(RlpWriter writer, object tree)
    {
        if (tree is byte[] bytes)
        {
            writer.Write(bytes);
            return;
        }

        int list = writer.BeginList();
        foreach (object item in (object[])tree)
        {
            Write(writer, item);
        }

        writer.EndList(list);
    }

    /// <summary>The tree of one item; null where any level of it is malformed or something follows.</summary>
    private static object? Decode(byte[] bytes)
    {
        RlpReader reader = new(bytes);
        object? tree = ReadItem(ref reader, 100);
        return reader.IsAtEnd ? tree : null;
    }

    private static object? ReadItem(ref RlpReader reader, int depth)
    {
        if (!reader.IsAtList)
        {
            return reader.TryReadBytes(out ReadOnlySpan<byte> bytes) ? bytes.ToArray() : null;
        }

        if (depth == 0 || !reader.TryReadList(out RlpReader items))
        {
            return null;
        }

        List<object> list = [];
        while (!items.IsAtEnd)
        {
            object? item = ReadItem(ref items, depth - 1);
            if (item is null)
            {
                return null;
            }

            list.Add(item);
        }

        return list.ToArray();
    }

    private static object ToTree(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(ToTree).ToArray(),
        JsonValueKind.Number => ToMinimal(element.GetInt64()),
        _ when element.GetString()!.StartsWith('#') => ToMinimal(BigInteger.Parse(element.GetString()![1..], CultureInfo.InvariantCulture)),
        _ => Encoding.Latin1.GetBytes(element.GetString()!),
    };

    private static object ToHexTree(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(ToHexTree).ToArray() : Vectors.Bytes(element.GetString()!);

    private static byte[] ToMinimal(BigInteger value) => value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true);
}
