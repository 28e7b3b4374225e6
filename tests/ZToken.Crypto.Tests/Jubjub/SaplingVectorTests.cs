using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>Zcash's test vectors, as far as they exercise what is ours: group hash, tables, commitments, encodings, BLAKE2.</summary>
public sealed class SaplingVectorTests
{
    private const string Extracted = "04-jubjub-sapling/rust-extracted/";

    [Fact]
    public void The_spend_authorisation_base_of_Sapling_is_found()
    {
        // zcash/sapling-crypto, src/constants.rs.
        Assert.Equal("30b5f2aaad325630bcdddbce4d67656d05fd1cc2d037bb5375b6e96d9e01a1d7", Convert.ToHexStringLower(Vectors.Encode(Sapling.SpendAuthorization.Base)));
        Assert.Throws<ArgumentException>(() => GroupHash.Find("seven__"u8, []));
    }

    [Fact]
    public void All_generators_of_Sapling_are_found()
    {
        int count = 0;
        foreach (JsonElement generator in Vectors.Read(Extracted + "sapling_generators_find_group_hash.json").GetProperty("generators").EnumerateArray())
        {
            byte[] personalization = System.Text.Encoding.ASCII.GetBytes(generator.Text("personalization"));
            JubjubAffine point = GroupHash.Find(personalization, generator.Hex("tag_hex"));
            Assert.Equal(generator.Point(), point);
            Assert.Equal(generator.Hex("encoding_le"), Vectors.Encode(point));
            Assert.True(point.IsInPrimeSubgroup);
            count++;
        }

        Assert.Equal(12, count);
    }

    [Fact]
    public void The_generators_of_the_specification_are_found()
    {
        Dictionary<string, JsonElement> row = Vectors.ReadZcash("sapling_generators.json").Single();
        void Check(string name, JubjubAffine point) => Assert.Equal(row[name].GetString(), Convert.ToHexStringLower(Vectors.Encode(point)));
        Check("skb", Sapling.SpendAuthorization.Base);
        Check("pkb", Sapling.ProofGeneration.Base);
        Check("npb", Sapling.NullifierPosition);
        Check("wprb", Sapling.NoteRandomness.Base);
        Check("vcvb", Sapling.Value.Base);
        Check("vcrb", Sapling.ValueRandomness.Base);
        for (byte i = 0; i < 4; i++)
        {
            Check("pb" + i, GroupHash.Find("Zcash_PH"u8, [i, 0, 0, 0]));
        }
    }

    [Fact]
    public void Value_commitments_are_those_of_Sapling()
    {
        PedersenCommitter committer = new(Sapling.Value, Sapling.ValueRandomness);
        int count = 0;
        foreach (JsonElement vector in Vectors.Read(Extracted + "sapling_value_commitments.json").GetProperty("vectors").EnumerateArray())
        {
            ulong value = (ulong)Vectors.Integer(vector.GetProperty("value").ToString());
            JubjubScalar blinding = JubjubScalar.FromBigInteger(Vectors.Integer(vector.GetProperty("rcv").ToString()));
            JubjubAffine commitment = committer.Commit(value, blinding).ToAffine();
            Assert.Equal(vector.Point(), commitment);
            Assert.Equal(vector.Hex("encoding_le"), Vectors.Encode(commitment));
            Assert.True(JubjubAffine.TryFromUInPrimeSubgroup(commitment.U, out JubjubAffine found));
            Assert.Equal(commitment, found);
            count++;
        }

        Assert.Equal(20, count);
    }

    [Fact]
    public void Pedersen_hashes_are_those_of_Sapling()
    {
        int count = 0;
        foreach (JsonElement vector in Vectors.Read(Extracted + "sapling_pedersen_hash.json").GetProperty("vectors").EnumerateArray())
        {
            bool[] bits = [.. vector.Text("input_bits").Select(bit => bit == '1')];
            Assert.Equal(vector.Point(), Sapling.PedersenHash(bits).ToAffine());
            count++;
        }

        Assert.Equal(37, count);
    }

    [Fact]
    public void Keys_and_notes_are_those_of_Sapling()
    {
        int count = 0;
        foreach (Dictionary<string, JsonElement> row in Vectors.ReadZcash("sapling_key_components.json"))
        {
            byte[] seed = row["sk"].Hex();
            JubjubScalar ask = Sapling.Expand(seed, 0);
            JubjubScalar nsk = Sapling.Expand(seed, 1);
            Assert.Equal(Vectors.Scalar(row["ask"].Hex()), ask);
            Assert.Equal(Vectors.Scalar(row["nsk"].Hex()), nsk);
            Assert.Equal(row["ovk"].Hex(), Sapling.ExpandToBytes(seed, 2)[..32]);
            byte[] ak = Vectors.Encode(Sapling.SpendAuthorization.Multiply(ask).ToAffine());
            byte[] nk = Vectors.Encode(Sapling.ProofGeneration.Multiply(nsk).ToAffine());
            Assert.Equal(row["ak"].Hex(), ak);
            Assert.Equal(row["nk"].Hex(), nk);
            byte[] ivk = Sapling.Blake2sOf("Zcashivk", ak, nk);
            ivk[31] &= 0x07;
            Assert.Equal(row["ivk"].Hex(), ivk);
            JubjubAffine diversified = Sapling.DiversifiedBase(row["default_d"].Hex())!.Value;
            byte[] pkd = Vectors.Encode((diversified * Vectors.Scalar(ivk)).ToAffine());
            Assert.Equal(row["default_pk_d"].Hex(), pkd);
            JubjubAffine commitment = Sapling.NoteCommitment(Vectors.Encode(diversified), pkd, row["note_v"].GetUInt64(), Vectors.Scalar(row["note_r"].Hex()));
            byte[] cmu = new byte[32];
            commitment.U.WriteLittleEndian(cmu);
            Assert.Equal(row["note_cmu"].Hex(), cmu);
            JubjubPoint rho = (Sapling.NullifierPosition * JubjubScalar.FromUInt64(row["note_pos"].GetUInt64())) + commitment;
            Assert.Equal(row["note_nf"].Hex(), Sapling.Blake2sOf("Zcash_nf", nk, Vectors.Encode(rho.ToAffine())));
            count++;
        }

        Assert.Equal(10, count);
    }
}
