using System.Text;
using CsCheck;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>Bytes from outside, at random and as slightly wrong encodings: refused, or exactly the encoding of what was read, never an exception.</summary>
public sealed class DecoderTests
{
    private delegate bool Decoder(ReadOnlySpan<byte> bytes, out byte[] again);

    private static readonly JubjubAffine point = Generators.View.Base;

    private static readonly Dictionary<string, (Decoder Decode, byte[] Valid)> decoders = new(StringComparer.Ordinal)
    {
        ["RedJubjubPublicKey"] = ((ReadOnlySpan<byte> b, out byte[] again) => Again(RedJubjubPublicKey.TryRead(b, out RedJubjubPublicKey x), 32, x.WriteTo, out again), Vectors.Encode(point)),
        ["RedJubjubSignature"] = ((ReadOnlySpan<byte> b, out byte[] again) => Again(RedJubjubSignature.TryRead(b, out RedJubjubSignature x), 64, x.WriteTo, out again), [.. Vectors.Encode(point), .. new byte[32]]),
        ["KnowledgeProof"] = ((ReadOnlySpan<byte> b, out byte[] again) => Again(KnowledgeProof.TryRead(b, out KnowledgeProof x), 64, x.WriteTo, out again), new byte[64]),
        ["EqualityProof"] = ((ReadOnlySpan<byte> b, out byte[] again) => Again(EqualityProof.TryRead(b, out EqualityProof x), 64, x.WriteTo, out again), new byte[64]),
        ["PartialDecryption"] = ((ReadOnlySpan<byte> b, out byte[] again) => Again(PartialDecryption.TryRead(b, out PartialDecryption x), PartialDecryption.SizeInBytes, x.WriteTo, out again), [1, .. Vectors.Encode(point), .. new byte[64]]),
        ["ShareCommitments"] = (
            (ReadOnlySpan<byte> b, out byte[] again) =>
            {
                bool read = ShareCommitments.TryRead(b, 2, point, out ShareCommitments? x);
                return Again(read, 64, span => x!.WriteTo(span), out again);
            },
            [.. Vectors.Encode(point), .. Vectors.Encode(Generators.Value.Base)]),
        ["KeyShare"] = (
            (ReadOnlySpan<byte> b, out byte[] again) =>
            {
                bool read = KeyShare.TryRead(1, b, out KeyShare? x);
                return Again(read, 32, span => x!.WriteTo(span), out again);
            },
            new byte[32]),
        ["Secp256k1Signature"] = ((ReadOnlySpan<byte> b, out byte[] again) => Again(Secp256k1Signature.TryRead(b, 1, out Secp256k1Signature x), 64, x.WriteTo, out again), [.. Enumerable.Repeat((byte)1, 64)]),
        ["Secp256k1PublicKey"] = (
            (ReadOnlySpan<byte> b, out byte[] again) =>
            {
                bool read = Secp256k1PublicKey.TryRead(b, out Secp256k1PublicKey? x);
                return Again(read, b.Length, span => WriteKey(x!, span), out again);
            },
            Convert.FromHexString("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798")),
        ["Secp256k1PrivateKey"] = (
            (ReadOnlySpan<byte> b, out byte[] again) =>
            {
                bool read = Secp256k1PrivateKey.TryRead(b, out Secp256k1PrivateKey? x);
                return Again(read, 32, span => x!.WriteTo(span), out again);
            },
            [.. Enumerable.Repeat((byte)1, 32)]),
        ["Bech32"] = (
            (ReadOnlySpan<byte> b, out byte[] again) =>
            {
                bool read = Bech32.TryDecode(Encoding.Latin1.GetString(b), out string? prefix, out byte[]? data);
                again = read ? Encoding.Latin1.GetBytes(Bech32.Encode(prefix!, data)) : [];
                return read;
            },
            Encoding.Latin1.GetBytes(Bech32.Encode("zt", [1, 2, 3, 4, 5, 6, 7]))),
    };

    public static TheoryData<string> Names => [.. decoders.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_are_refused_or_are_the_encoding_of_what_was_read(string name)
    {
        (Decoder decode, byte[] valid) = decoders[name];
        Assert.True(decode(valid, out byte[] again));
        Assert.Equal(valid, again);
        Gen<byte[]> slightlyWrong = Gen.Select(Gen.Int[0, valid.Length - 1].Array[1, 3], Gen.Byte, (places, value) =>
        {
            byte[] bytes = [.. valid];
            foreach (int place in places)
            {
                bytes[place] ^= value;
            }

            return bytes;
        });
        Gen<byte[]> anyBytes = Gen.OneOf(
            Gen.Byte.Array[valid.Length],
            Gen.Byte.Array[0, valid.Length + 40],
            slightlyWrong,
            Gen.Int[0, valid.Length].Select(length => valid[..length]),
            Gen.Byte.Select(value => Enumerable.Repeat(value, valid.Length).ToArray()));
        anyBytes.Sample(bytes =>
        {
            if (decode(bytes, out byte[] written))
            {
                // Bech32 may be in capitals.
                Assert.Equal(name == "Bech32" ? Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).ToLowerInvariant()) : bytes, written);
            }
        }, iter: 400);
    }

    private delegate void Writer(Span<byte> destination);

    private static bool Again(bool read, int length, Writer write, out byte[] again)
    {
        again = read ? new byte[length] : [];
        if (read)
        {
            write(again);
        }

        return read;
    }

    private static void WriteKey(Secp256k1PublicKey key, Span<byte> destination)
    {
        if (destination.Length == Secp256k1PublicKey.CompressedSizeInBytes)
        {
            key.WriteCompressed(destination);
        }
        else
        {
            key.WriteUncompressed(destination);
        }
    }
}
