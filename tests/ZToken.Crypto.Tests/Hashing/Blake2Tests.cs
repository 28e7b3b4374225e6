using System.Text.Json;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;
using ZToken.Testing;

namespace ZToken.Crypto.Tests;

/// <summary>BLAKE2 against the authors' answers, EIP-152's, and BouncyCastle for salt and personalisation.</summary>
public sealed class Blake2Tests
{
    [Fact]
    public void The_examples_of_RFC_7693_are_met()
    {
        // RFC 7693, appendices A and B: "abc".
        byte[] b = new byte[64];
        byte[] s = new byte[32];
        Blake2b.HashData("abc"u8, b);
        Blake2s.HashData("abc"u8, s);
        Assert.Equal("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923", Convert.ToHexStringLower(b));
        Assert.Equal("508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982", Convert.ToHexStringLower(s));
    }

    [Fact]
    public void The_authors_answers_are_met()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/06-aead-kdf/blake2/blake2-kat.json")));
        Dictionary<string, int> counts = [];
        foreach (JsonElement vector in vectors.RootElement.EnumerateArray())
        {
            string name = vector.GetProperty("hash").GetString()!;
            byte[] input = Bytes(vector, "in");
            byte[] key = Bytes(vector, "key");
            byte[] expected = Bytes(vector, "out");
            byte[] actual = new byte[expected.Length];
            switch (name)
            {
                case "blake2b":
                    Blake2b.HashData(input, actual, key);
                    break;
                case "blake2s":
                    Blake2s.HashData(input, actual, key);
                    break;
                default:
                    // blake2bp, blake2sp, blake2xb, blake2xs: parallel and extendable forms that nothing here uses.
                    continue;
            }

            Assert.Equal(expected, actual);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(512, counts["blake2b"]);
        Assert.Equal(512, counts["blake2s"]);
    }

    [Theory]
    [InlineData("blake2b-kat.txt")]
    [InlineData("blake2s-kat.txt")]
    public void The_authors_keyed_answers_are_met(string file)
    {
        // Lines "in:", "key:", "hash:" with a tab and hexadecimal digits.
        string[] values = [.. File.ReadLines(Requires.Shared("vectors/06-aead-kdf/blake2/" + file)).Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())];
        Assert.Equal(3 * 256, values.Length);
        for (int i = 0; i < values.Length; i += 3)
        {
            byte[] expected = Convert.FromHexString(values[i + 2]);
            byte[] actual = new byte[expected.Length];
            if (file.StartsWith("blake2b", StringComparison.Ordinal))
            {
                Blake2b.HashData(Convert.FromHexString(values[i]), actual, Convert.FromHexString(values[i + 1]));
            }
            else
            {
                Blake2s.HashData(Convert.FromHexString(values[i]), actual, Convert.FromHexString(values[i + 1]));
            }

            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void The_compression_function_meets_EIP_152()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/02-evm-precompiles/geth/blake2F.json")));
        int count = 0;
        foreach (JsonElement vector in vectors.RootElement.EnumerateArray())
        {
            // rounds (4 bytes, big-endian), h, m, t (little-endian words), f.
            byte[] input = Bytes(vector, "Input");
            ulong[] state = Words(input, 4, 8);
            ulong[] offset = Words(input, 196, 2);
            uint rounds = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(input);
            if (rounds > 100_000)
            {
                // One case asks for 2^32 - 1 rounds, minutes of work: it measures gas.
                continue;
            }

            Blake2b.Compress(state, Words(input, 68, 16), new UInt128(offset[1], offset[0]), input[212] != 0, rounds);
            Assert.Equal(Words(Bytes(vector, "Expected"), 0, 8), state);
            count++;
        }

        Assert.True(count >= 4);
        Assert.Throws<ArgumentException>(() => Blake2b.Compress(new ulong[7], new ulong[16], 0, isLast: true, 12));
    }

    [Fact]
    public void Salt_and_personalisation_are_those_of_another_implementation() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 64], Gen.Byte.Array[16], Gen.Byte.Array[16], Gen.Int[1, 64]).Sample((data, key, salt, person, length) =>
        {
            Blake2bDigest other = new(key, length, salt, person);
            Assert.Equal(Digest(other, data), Hash(new Blake2b(length, key, salt, person), data));
            byte[] shortKey = key[..Math.Min(key.Length, 32)];
            int shortLength = (length + 1) / 2;
            Blake2sDigest otherShort = new(shortKey, shortLength, salt[..8], person[..8]);
            Assert.Equal(Digest(otherShort, data), Hash(new Blake2s(shortLength, shortKey, salt.AsSpan(0, 8), person.AsSpan(0, 8)), data));
        }, iter: 300);

    [Fact]
    public void Input_in_pieces_is_input_at_once() => Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[1, 200]).Sample((data, piece) =>
    {
        using Blake2b inPieces = new(32);
        for (int i = 0; i < data.Length; i += piece)
        {
            inPieces.Append(data.AsSpan(i, Math.Min(piece, data.Length - i)));
        }

        byte[] digest = new byte[32];
        inPieces.Finish(digest);
        Assert.Equal(Hash(new Blake2b(32), data), digest);
    }, iter: 200);

    [Fact]
    public void Lengths_that_do_not_exist_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Blake2b(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Blake2b(65));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Blake2s(33));
        Assert.Throws<ArgumentException>(() => new Blake2b(32, new byte[65]));
        Assert.Throws<ArgumentException>(() => new Blake2b(32, salt: new byte[15]));
        Assert.Throws<ArgumentException>(() => new Blake2b(32, personalization: new byte[8]));
        Assert.Throws<ArgumentException>(() => new Blake2s(32, personalization: new byte[16]));
        using Blake2b hash = new(32);
        Assert.Throws<ArgumentException>(() => hash.Finish(new byte[31]));
        hash.Finish(new byte[32]);
        Assert.Throws<InvalidOperationException>(() => hash.Append([]));
        Assert.Throws<InvalidOperationException>(() => hash.Finish(new byte[32]));
    }

    private static byte[] Hash(Blake2 hash, byte[] data)
    {
        using (hash)
        {
            byte[] digest = new byte[hash.OutputLength];
            hash.Append(data);
            hash.Finish(digest);
            return digest;
        }
    }

    private static byte[] Digest(Org.BouncyCastle.Crypto.IDigest digest, byte[] data)
    {
        byte[] output = new byte[digest.GetDigestSize()];
        digest.BlockUpdate(data, 0, data.Length);
        digest.DoFinal(output, 0);
        return output;
    }

    private static byte[] Bytes(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static ulong[] Words(byte[] bytes, int start, int count) =>
        [.. Enumerable.Range(0, count).Select(i => BitConverter.ToUInt64(bytes, start + (8 * i)))];
}
