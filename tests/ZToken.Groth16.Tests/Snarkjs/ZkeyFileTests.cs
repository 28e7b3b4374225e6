using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16.Tests;

public class ZkeyFileTests
{
    [Theory]
    [InlineData("cubic_0000.zkey", 0)]
    [InlineData("cubic_final.zkey", 2)]
    public void What_snarkjs_wrote_is_written_again_byte_for_byte(string name, int contributions)
    {
        byte[] bytes = Vectors.Cubic(name);
        ZkeyFile file = ZkeyFile.Read(new MemoryStream(bytes));
        Assert.Equal((5, 1, 8, contributions), (file.WireCount, file.PublicInputCount, file.DomainSize, file.Contributions.Count));
        Assert.Equal(bytes, Vectors.Written(file.Write));
    }

    [Fact]
    public void Every_point_and_coefficient_is_what_snarkjs_exports()
    {
        ZkeyFile file = ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey"));
        using JsonDocument exported = Vectors.Json("cubic/cubic_final.zkey.json");
        JsonElement root = exported.RootElement;
        Assert.Equal(Point(root.GetProperty("vk_alpha_1")), file.Alpha);
        Assert.Equal(Point(root.GetProperty("vk_beta_1")), file.BetaG1);
        Assert.Equal(Point2(root.GetProperty("vk_beta_2")), file.Beta);
        Assert.Equal(Point2(root.GetProperty("vk_gamma_2")), file.Gamma);
        Assert.Equal(Point(root.GetProperty("vk_delta_1")), file.DeltaG1);
        Assert.Equal(Point2(root.GetProperty("vk_delta_2")), file.Delta);
        Assert.Equal(root.GetProperty("IC").EnumerateArray().Select(Point), file.InputPoints.ToArray());
        Assert.Equal(root.GetProperty("A").EnumerateArray().Select(Point), file.A.ToArray());
        Assert.Equal(root.GetProperty("B1").EnumerateArray().Select(Point), file.B1.ToArray());
        Assert.Equal(root.GetProperty("B2").EnumerateArray().Select(Point2), file.B2.ToArray());
        Assert.Equal(root.GetProperty("C").EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Array).Select(Point), file.C.ToArray());
        Assert.Equal(root.GetProperty("hExps").EnumerateArray().Select(Point), file.H.ToArray());
        Assert.Equal(
            root.GetProperty("ccoefs").EnumerateArray().Select(entry => (
                entry.GetProperty("matrix").GetInt32(), entry.GetProperty("constraint").GetInt32(), entry.GetProperty("signal").GetInt32(), Number<Fr>(entry.GetProperty("value")))),
            file.Coefficients.ToArray().Select(entry => ((int)entry.Matrix, entry.Row, entry.Wire, entry.Value)));
    }

    [Fact]
    public void The_record_of_the_ceremony_is_what_snarkjs_shows()
    {
        ZkeyFile file = ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey"));
        using JsonDocument shown = Vectors.Json("cubic/contributions.json");
        Assert.Equal(shown.RootElement.GetProperty("csHash").GetString(), Convert.ToHexStringLower(file.CircuitHash.Span));
        int index = 0;
        foreach (JsonElement expected in shown.RootElement.GetProperty("contributions").EnumerateArray())
        {
            Contribution step = file.Contributions[index++];
            Assert.Equal(expected.GetProperty("type").GetInt32() == 1, step.Beacon is not null);
            Assert.Equal(Affine(expected.GetProperty("deltaAfter")), step.DeltaAfter);
            Assert.Equal(Affine(expected.GetProperty("g1_s")), step.S);
            Assert.Equal(Affine(expected.GetProperty("g1_sx")), step.Sx);
            Assert.Equal(new G2Affine(Pair(expected.GetProperty("g2_spx")[0]), Pair(expected.GetProperty("g2_spx")[1])), step.Spx);
            Assert.Equal(expected.GetProperty("transcript").GetString(), Convert.ToHexStringLower(step.Transcript.Span));
        }

        Assert.Equal(("contributor one", null), (file.Contributions[0].Name, file.Contributions[0].Beacon));
        Assert.Equal(KeyOrigin.Ceremony, file.Origin);
    }

    [Theory]
    [InlineData("witness", "")]
    [InlineData("witness_2", "_2")]
    public void With_the_same_r_and_s_our_proof_is_that_of_snarkjs_byte_for_byte(string witnessName, string suffix)
    {
        Assert.Equal(VerifyingKeyRefusal.None, ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey")).TryCreateKey(out ProvingKey? key));
        ConstraintSystem system = R1csFile.Read(Vectors.Path("cubic/cubic.r1cs")).ToConstraintSystem();
        using WtnsFile wires = WtnsFile.Read(Vectors.Path($"cubic/{witnessName}.wtns"));
        using Witness witness = Witness.FromWires(system, wires.Wires);
        using JsonDocument expected = Vectors.Json($"cubic/proof_fixed_r12345_s67890{suffix}.json");

        Proof proof = new Prover(key!).Prove(witness, new Blinding(Fr.FromUInt64(12345), Fr.FromUInt64(67890)));

        Assert.Equal(Compact(expected.RootElement.GetProperty("proof")), Compact(Vectors.Written(stream => ProofJson.Write(stream, proof))));
        Assert.Equal(ProofVerdict.Valid, new Verifier(key!.VerifyingKey).Verify(proof, witness.PublicInputs));
    }

    [Fact]
    public void A_key_without_contributions_is_refused_unless_it_is_asked_for()
    {
        ZkeyFile file = ZkeyFile.Read(Vectors.Path("cubic/cubic_0000.zkey"));
        Assert.Equal(VerifyingKeyRefusal.Uncontributed, file.TryCreateKey(out ProvingKey? none));
        Assert.Null(none);
        Assert.Equal(VerifyingKeyRefusal.None, file.TryCreateKey(out ProvingKey? key, allowUncontributed: true));
        Assert.Equal(key!.VerifyingKey.Gamma, key.VerifyingKey.Delta);
    }

    [Fact]
    public void Anyone_proves_anything_under_a_key_without_contributions_which_is_why_it_is_refused()
    {
        _ = ZkeyFile.Read(Vectors.Path("cubic/cubic_0000.zkey")).TryCreateKey(out ProvingKey? key, allowUncontributed: true);
        VerifyingKey verifyingKey = key!.VerifyingKey;
        Fr[] lie = [Fr.FromUInt64(36)];
        G1Point inputs = new G1Point(verifyingKey.InputPoints[0]) + (verifyingKey.InputPoints[1] * lie[0]);
        Proof forged = new(verifyingKey.Alpha, verifyingKey.Beta, (-inputs).ToAffine());
        Assert.Equal(ProofVerdict.Valid, new Verifier(verifyingKey).Verify(forged, lie));
    }

    [Fact]
    public void A_record_whose_contributions_were_taken_out_is_refused_though_delta_is_not_one()
    {
        ZkeyFile file = ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey"));
        Assert.Equal(VerifyingKeyRefusal.Uncontributed, With(file, contributions: []).TryCreateKey(out _));
    }

    [Fact]
    public void A_delta_that_differs_between_the_groups_is_refused()
    {
        ZkeyFile file = ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey"));
        Assert.Equal(VerifyingKeyRefusal.GroupsDiffer, With(file, deltaG1: -file.DeltaG1).TryCreateKey(out _));
        Assert.Equal(VerifyingKeyRefusal.GroupsDiffer, With(file, betaG1: G1.Generator).TryCreateKey(out _));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(600)]
    public void A_query_with_a_point_outside_the_subgroup_is_refused(int count)
    {
        ZkeyFile file = ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey"));
        using JsonDocument torsion = Vectors.Json("g1_g2_torsion_points.json");
        G1Affine[] query = [.. Enumerable.Repeat(G1.Generator, count)];
        query[count - 2] = Point(torsion.RootElement.GetProperty("G1"));
        Assert.Equal(VerifyingKeyRefusal.InvalidPoint, With(file, a: query).TryCreateKey(out _));
    }

    [Fact]
    public void A_cut_file_and_one_that_is_too_long_are_refused()
    {
        byte[] bytes = Vectors.Cubic("cubic_final.zkey");
        for (int length = 0; length < bytes.Length; length += length < 300 ? 1 : 7)
        {
            Assert.False(ZkeyFile.TryRead(bytes.AsMemory(0, length), out _), $"cut to {length} bytes");
        }

        Assert.False(ZkeyFile.TryRead((byte[])[.. bytes, 0], out _));
    }

    [Fact]
    public void A_changed_byte_is_refused_or_written_back_as_it_is() => Mutations.EachByte(Vectors.Cubic("cubic_final.zkey"), mutated =>
    {
        if (ZkeyFile.TryRead(mutated, out ZkeyFile? file))
        {
            Assert.Equal(mutated, Vectors.Written(file.Write));
        }
    });

    /// <summary>A key in which something was changed.</summary>
    internal static ZkeyFile With(
        ZkeyFile file,
        IReadOnlyList<Contribution>? contributions = null,
        G1Affine? deltaG1 = null,
        G1Affine? betaG1 = null,
        ReadOnlyMemory<G1Affine>? a = null,
        ReadOnlyMemory<G1Affine>? c = null,
        ReadOnlyMemory<G1Affine>? h = null) => new()
        {
            Alpha = file.Alpha,
            BetaG1 = betaG1 ?? file.BetaG1,
            Beta = file.Beta,
            Gamma = file.Gamma,
            DeltaG1 = deltaG1 ?? file.DeltaG1,
            Delta = file.Delta,
            InputPoints = file.InputPoints,
            A = a ?? file.A,
            B1 = file.B1,
            B2 = file.B2,
            C = c ?? file.C,
            H = h ?? file.H,
            Coefficients = file.Coefficients,
            CircuitHash = file.CircuitHash,
            Contributions = contributions ?? file.Contributions,
        };

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Compact(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Compact(document.RootElement);
    }

    private static TField Number<TField>(JsonElement element)
        where TField : unmanaged, IPrimeField<TField> => TField.FromBigInteger(BigInteger.Parse(element.GetString()!, CultureInfo.InvariantCulture));

    private static Fp2 Pair(JsonElement element) => new(Number<Fp>(element[0]), Number<Fp>(element[1]));

    private static G1Affine Affine(JsonElement element) => new(Number<Fp>(element[0]), Number<Fp>(element[1]));

    private static G1Affine Point(JsonElement element) => element[2].GetString() == "0" ? default : Affine(element);

    private static G2Affine Point2(JsonElement element) => element[2][0].GetString() == "0" ? default : new(Pair(element[0]), Pair(element[1]));
}
