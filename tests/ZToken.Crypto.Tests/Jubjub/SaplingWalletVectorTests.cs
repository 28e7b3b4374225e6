using System.Buffers.Binary;
using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>Zcash's vectors for encrypted notes and derived keys: Jubjub, BLAKE2, ChaCha20-Poly1305 and Bech32m together.</summary>
public sealed class SaplingWalletVectorTests
{
    private const int HardenedIndex = 1 << 31;

    [Fact]
    public void Encrypted_notes_are_those_of_Sapling()
    {
        int count = 0;
        foreach (Dictionary<string, JsonElement> row in Vectors.ReadZcash("sapling_note_encryption.json"))
        {
            ulong value = row["v"].GetUInt64();
            JubjubScalar esk = Vectors.Scalar(row["esk"].Hex());
            JubjubAffine diversified = Sapling.DiversifiedBase(row["default_d"].Hex())!.Value;
            JubjubAffine transmission = Vectors.Decode(row["default_pk_d"].Hex());
            byte[] epk = Vectors.Encode((diversified * esk).ToAffine());
            Assert.Equal(row["epk"].Hex(), epk);
            JubjubPoint shared = (transmission * esk).MultiplyByCofactor();
            Assert.Equal(shared, (Vectors.Decode(epk) * Vectors.Scalar(row["ivk"].Hex())).MultiplyByCofactor());
            Assert.Equal(row["shared_secret"].Hex(), Vectors.Encode(shared.ToAffine()));
            JubjubAffine commitment = Sapling.NoteCommitment(Vectors.Encode(diversified), Vectors.Encode(transmission), value, Vectors.Scalar(row["rcm"].Hex()));
            byte[] cmu = new byte[32];
            commitment.U.WriteLittleEndian(cmu);
            Assert.Equal(row["cmu"].Hex(), cmu);
            byte[] key = Sapling.Blake2bOf("Zcash_SaplingKDF", row["shared_secret"].Hex(), epk);
            Assert.Equal(row["k_enc"].Hex(), key);
            AssertSeals(key, row["p_enc"].Hex(), row["c_enc"].Hex());
            byte[] outgoing = Sapling.Blake2bOf("Zcash_Derive_ock", row["ovk"].Hex(), row["cv"].Hex(), cmu, epk);
            Assert.Equal(row["ock"].Hex(), outgoing);
            AssertSeals(outgoing, row["op"].Hex(), row["c_out"].Hex());
            count++;
        }

        Assert.Equal(10, count);
    }

    [Theory]
    [InlineData("sapling_zip32.json", 5)]
    [InlineData("sapling_zip32_hard.json", 4)]
    public void Derived_keys_are_those_of_ZIP_32(string file, int expectedCount)
    {
        // Fingerprints of every key, and hardened children of the key before. Diversifiers need FF1-AES, which nothing here has.
        int count = 0;
        byte[]? parent = null;
        byte[]? parentFingerprint = null;
        foreach (Dictionary<string, JsonElement> row in Vectors.ReadZcash(file))
        {
            byte[] ak = row["ak"].Hex();
            byte[] nk = row["nk"].Hex();
            if (row["ask"].ValueKind == JsonValueKind.String)
            {
                Assert.Equal(ak, Vectors.Encode(Sapling.SpendAuthorization.Multiply(Vectors.Scalar(row["ask"].Hex())).ToAffine()));
                Assert.Equal(nk, Vectors.Encode(Sapling.ProofGeneration.Multiply(Vectors.Scalar(row["nsk"].Hex())).ToAffine()));
            }

            byte[] ivk = Sapling.Blake2sOf("Zcashivk", ak, nk);
            ivk[31] &= 0x07;
            Assert.Equal(row["ivk"].Hex(), ivk);
            byte[] fingerprint = row["fp"].Hex();
            Assert.Equal(fingerprint, Sapling.Blake2bOf("ZcashSaplingFVFP", ak, nk, row["ovk"].Hex()));
            if (parent is not null && row["xsk"].ValueKind == JsonValueKind.String && BinaryPrimitives.ReadInt32LittleEndian(row["xsk"].Hex().AsSpan(5)) < 0)
            {
                Assert.Equal(row["xsk"].Hex(), HardenedChild(parent, parentFingerprint!, BinaryPrimitives.ReadInt32LittleEndian(row["xsk"].Hex().AsSpan(5)) ^ HardenedIndex));
            }

            parent = row["xsk"].ValueKind == JsonValueKind.String ? row["xsk"].Hex() : null;
            parentFingerprint = fingerprint;
            count++;
        }

        Assert.Equal(expectedCount, count);
    }

    [Fact]
    public void Arbitrary_derived_keys_and_seed_fingerprints_are_those_of_ZIP_32()
    {
        int count = 0;
        foreach (Dictionary<string, JsonElement> row in Vectors.ReadZcash("zip_0032_arbitrary.json"))
        {
            byte[] seed = row["seed"].Hex();
            Assert.Equal(row["seedfp"].GetString(), Bech32.Encode("zip32seedfp", Sapling.Blake2bOf("Zcash_HD_Seed_FP", [(byte)seed.Length], seed)));
            byte[] material = [(byte)row["context_string"].Hex().Length, .. row["context_string"].Hex(), (byte)seed.Length, .. seed];
            if (row["ikm"].ValueKind == JsonValueKind.String)
            {
                Assert.Equal(row["ikm"].Hex(), material);
            }

            byte[] key = new byte[64];
            Blake2b.HashData(material, key, personalization: "ZcashArbitraryKD"u8);
            foreach (JsonElement index in row["path"].EnumerateArray())
            {
                byte[] child = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(child, index.GetUInt32() | 0x80000000);
                key = Sapling.ExpandToBytes(key[32..], [0xab, .. key[..32], .. child]);
            }

            Assert.Equal(row["sk"].Hex(), key[..32]);
            Assert.Equal(row["c"].Hex(), key[32..]);
            count++;
        }

        Assert.Equal(7, count);
    }

    private static void AssertSeals(byte[] key, byte[] plaintext, byte[] expected)
    {
        byte[] sealedText = new byte[plaintext.Length + Aead.TagLength];
        Aead.Seal(key, new byte[Aead.NonceLength], plaintext, sealedText);
        Assert.Equal(expected, sealedText);
        byte[] opened = new byte[plaintext.Length];
        Assert.True(Aead.TryOpen(key, new byte[Aead.NonceLength], expected, opened));
        Assert.Equal(plaintext, opened);
    }

    // depth || tag of the parent || index || chain code || ask || nsk || ovk || dk.
    private static byte[] HardenedChild(byte[] parent, byte[] parentFingerprint, int index)
    {
        byte[] hardened = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(hardened, index ^ HardenedIndex);
        byte[] expanded = Sapling.ExpandToBytes(parent[9..41], [0x11, .. parent[41..169], .. hardened]);
        byte[] left = expanded[..32];
        byte[] ask = new byte[32];
        byte[] nsk = new byte[32];
        (Vectors.Scalar(parent[41..73]) + Sapling.Expand(left, 0x13)).WriteLittleEndian(ask);
        (Vectors.Scalar(parent[73..105]) + Sapling.Expand(left, 0x14)).WriteLittleEndian(nsk);
        byte[] ovk = Sapling.ExpandToBytes(left, [0x15, .. parent[105..137]])[..32];
        byte[] dk = Sapling.ExpandToBytes(left, [0x16, .. parent[137..169]])[..32];
        return [(byte)(parent[0] + 1), .. parentFingerprint[..4], .. hardened, .. expanded[32..], .. ask, .. nsk, .. ovk, .. dk];
    }
}
