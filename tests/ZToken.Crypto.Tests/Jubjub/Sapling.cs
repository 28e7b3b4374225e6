using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>As much of Zcash's Sapling as is needed to run its test vectors through our Jubjub, BLAKE2 and signatures.</summary>
internal static class Sapling
{
    private const int ChunksPerSegment = 63;

    public static JubjubTable SpendAuthorization { get; } = new(GroupHash.Find("Zcash_G_"u8, []));

    public static JubjubTable ProofGeneration { get; } = new(GroupHash.Find("Zcash_H_"u8, []));

    public static JubjubAffine NullifierPosition { get; } = GroupHash.Find("Zcash_J_"u8, []);

    public static JubjubTable Value { get; } = new(GroupHash.Find("Zcash_cv"u8, "v"u8));

    public static JubjubTable ValueRandomness { get; } = new(GroupHash.Find("Zcash_cv"u8, "r"u8));

    public static JubjubTable NoteRandomness { get; } = new(GroupHash.Find("Zcash_PH"u8, "r"u8));

    private static readonly JubjubTable[] segments = [.. Enumerable.Range(0, 6).Select(i => new JubjubTable(GroupHash.Find("Zcash_PH"u8, [(byte)i, 0, 0, 0])))];

    /// <summary>The Pedersen hash of bits (section 5.4.1.7): three bits are a signed digit of a chunk of four bits, 63 chunks a segment.</summary>
    public static JubjubPoint PedersenHash(ReadOnlySpan<bool> bits)
    {
        JubjubPoint sum = JubjubPoint.Identity;
        for (int segment = 0; 3 * ChunksPerSegment * segment < bits.Length; segment++)
        {
            JubjubScalar scalar = JubjubScalar.Zero;
            JubjubScalar weight = JubjubScalar.One;
            for (int chunk = 0; chunk < ChunksPerSegment; chunk++)
            {
                int start = 3 * ((ChunksPerSegment * segment) + chunk);
                if (start >= bits.Length)
                {
                    break;
                }

                bool Bit(int i, ReadOnlySpan<bool> all) => start + i < all.Length && all[start + i];
                JubjubScalar digit = JubjubScalar.FromUInt64(1UL + (Bit(0, bits) ? 1UL : 0) + (Bit(1, bits) ? 2UL : 0)) * weight;
                scalar += Bit(2, bits) ? -digit : digit;
                weight *= JubjubScalar.FromUInt64(16);
            }

            sum += segments[segment].Multiply(scalar);
        }

        return sum;
    }

    /// <summary>NoteCommit: the Pedersen hash of 6 ones, value, g_d, pk_d, plus [rcm] times the randomness base.</summary>
    public static JubjubAffine NoteCommitment(byte[] diversifiedBase, byte[] transmissionKey, ulong value, in JubjubScalar randomness)
    {
        byte[] valueBytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(valueBytes, value);
        bool[] bits = [.. Enumerable.Repeat(true, 6), .. Bits(valueBytes), .. Bits(diversifiedBase), .. Bits(transmissionKey)];
        return (PedersenHash(bits) + NoteRandomness.Multiply(randomness)).ToAffine();
    }

    /// <summary>The base of a diversifier: its group hash, or none.</summary>
    public static JubjubAffine? DiversifiedBase(byte[] diversifier)
    {
        Blake2s hash = new(32, personalization: "Zcash_gd"u8);
        hash.Append("096b36a5804bfacef1691e173c366a47ff5ba84a44f26ddd7e8d9f79d5b42df0"u8);
        hash.Append(diversifier);
        byte[] digest = new byte[32];
        hash.Finish(digest);
        return JubjubAffine.TryRead(digest, out JubjubAffine point) ? new JubjubPoint(point).MultiplyByCofactor().ToAffine() : null;
    }

    /// <summary>PRF^expand reduced to a scalar (section 5.4.2).</summary>
    public static JubjubScalar Expand(byte[] key, params byte[] input) => JubjubScalar.FromWideLittleEndian(ExpandToBytes(key, input));

    public static byte[] ExpandToBytes(byte[] key, params byte[] input)
    {
        byte[] digest = new byte[64];
        Blake2b.HashData([.. key, .. input], digest, personalization: "Zcash_ExpandSeed"u8);
        return digest;
    }

    public static byte[] Blake2sOf(string personalization, params byte[][] parts)
    {
        byte[] digest = new byte[32];
        Blake2s.HashData(parts.SelectMany(part => part).ToArray(), digest, personalization: System.Text.Encoding.ASCII.GetBytes(personalization));
        return digest;
    }

    public static byte[] Blake2bOf(string personalization, params byte[][] parts)
    {
        byte[] digest = new byte[32];
        Blake2b.HashData(parts.SelectMany(part => part).ToArray(), digest, personalization: System.Text.Encoding.ASCII.GetBytes(personalization));
        return digest;
    }

    private static IEnumerable<bool> Bits(byte[] bytes) => bytes.SelectMany(b => Enumerable.Range(0, 8).Select(i => ((b >> i) & 1) != 0));
}
