using System.Text;
using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Groth16.Tests;

public class JsonTests
{
    [Fact]
    public void What_snarkjs_wrote_is_written_again_byte_for_byte()
    {
        foreach (string name in (string[])["proof.json", "proof_2.json"])
        {
            byte[] proof = Vectors.Cubic(name);
            Assert.Equal(proof, Vectors.Written(stream => ProofJson.Write(stream, ProofJson.Read(proof))));
        }

        foreach (string name in (string[])["public.json", "public_2.json"])
        {
            byte[] inputs = Vectors.Cubic(name);
            Assert.Equal(inputs, Vectors.Written(stream => PublicInputsJson.Write(stream, PublicInputsJson.Read(inputs))));
        }

        byte[] key = Vectors.Cubic("verification_key.json");
        Assert.Equal(key, Vectors.Written(stream => VerifyingKeyJson.Write(stream, VerifyingKeyJson.Read(key))));
    }

    [Fact]
    public void The_verifying_key_of_the_json_file_is_that_of_the_zkey()
    {
        Assert.Equal(VerifyingKeyRefusal.None, ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey")).TryCreateKey(out ProvingKey? key));
        Assert.Equal(Vectors.Cubic("verification_key.json"), Vectors.Written(stream => VerifyingKeyJson.Write(stream, key!.VerifyingKey)));
    }

    public static TheoryData<string> Cases()
    {
        using JsonDocument cases = Vectors.Json("cubic/proof_cases.json");
        return [.. cases.RootElement.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_of_the_good_and_bad_proofs_gets_the_strict_verdict(string name)
    {
        Verifier verifier = new(VerifyingKeyJson.Read(Vectors.Cubic("verification_key.json")));
        using JsonDocument cases = Vectors.Json("cubic/proof_cases.json");
        JsonElement item = cases.RootElement.EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == name);

        ProofVerdict verdict =
            !ProofJson.TryRead(Text(item.GetProperty("proof")), out Proof? proof) ? ProofVerdict.MalformedProof
            : !PublicInputsJson.TryRead(Text(item.GetProperty("publicSignals")), out Fr[]? inputs) ? ProofVerdict.InputNotCanonical
            : verifier.Verify(proof, inputs);

        Assert.Equal(item.GetProperty("strict_verifier_must_accept").GetBoolean(), verdict == ProofVerdict.Valid);
        Assert.Equal(Expected(name), verdict);
    }

    [Fact]
    public void Proofs_as_192_bytes_are_those_of_another_implementation_and_verify()
    {
        using JsonDocument encodings = Vectors.Json("cubic/eip2537_and_compressed.json");
        Verifier verifier = new(VerifyingKeyJson.Read(Vectors.Cubic("verification_key.json")));
        foreach (JsonElement item in encodings.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement parts = item.GetProperty("proof_compressed_zcash");
            byte[] expected = Convert.FromHexString(parts.GetProperty("a").GetString() + parts.GetProperty("b").GetString() + parts.GetProperty("c").GetString());
            Proof proof = ProofJson.Read(Vectors.Cubic(item.GetProperty("proof").GetString()!));
            byte[] inputs = new byte[Fr.SizeInBytes];
            PublicInputsJson.Read(Text(item.GetProperty("public_signals")))[0].WriteBigEndian(inputs);
            Assert.Equal(expected, proof.ToBytes());
            Assert.Equal(ProofVerdict.Valid, verifier.Verify(expected, inputs));
        }
    }

    [Theory]
    [InlineData("\"35\"")]
    [InlineData("[35]")]
    [InlineData("[\"035\"]")]
    [InlineData("[\"+35\"]")]
    [InlineData("[\" 35\"]")]
    [InlineData("[\"0x23\"]")]
    [InlineData("[\"\"]")]
    [InlineData("[\"52435875175126190479447740508185965837690552500527637822603658699938581184513\"]")]
    [InlineData("[\"35\",]")]
    [InlineData("[\"35\"")]
    [InlineData("[\"\\u0033\"]")]
    [InlineData("[\"\\ud800\"]")]
    public void Public_inputs_that_could_be_read_in_two_ways_are_refused(string text) =>
        Assert.False(PublicInputsJson.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Text_that_is_not_utf8_is_refused() => Assert.False(PublicInputsJson.TryRead((byte[])[(byte)'[', (byte)'"', 0xb3, (byte)'"', (byte)']'], out _));

    [Theory]
    [InlineData("bn128", "bls12381", false)]
    [InlineData("plonk", "groth16", false)]
    [InlineData("\"extra\": 1, \"pi_a\"", "\"pi_a\"", false)]
    [InlineData("\"curve\": \"bls12381\", \"curve\"", "\"curve\"", false)]
    [InlineData("pi_a", "pi_a", true)]
    public void A_proof_of_another_kind_or_with_other_properties_is_refused(string replacement, string original, bool accepted)
    {
        string text = Encoding.UTF8.GetString(Vectors.Cubic("proof.json")).Replace(original, replacement, StringComparison.Ordinal);
        Assert.Equal(accepted, ProofJson.TryRead(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void A_verifying_key_with_gamma_equal_to_delta_is_refused_at_load()
    {
        string text = Encoding.UTF8.GetString(Vectors.Cubic("verification_key.json"));
        using JsonDocument document = JsonDocument.Parse(text);
        string gamma = document.RootElement.GetProperty("vk_gamma_2").GetRawText(), delta = document.RootElement.GetProperty("vk_delta_2").GetRawText();
        MalformedFileException error = Assert.Throws<MalformedFileException>(
            () => VerifyingKeyJson.Read(Encoding.UTF8.GetBytes(text.Replace(delta, gamma, StringComparison.Ordinal))));
        Assert.Equal("are refused: GammaEqualsDelta", error.Reason);
    }

    [Fact]
    public void A_verifying_key_with_another_pairing_of_alpha_and_beta_is_refused()
    {
        string text = Encoding.UTF8.GetString(Vectors.Cubic("verification_key.json"));
        using JsonDocument document = JsonDocument.Parse(text);
        string number = document.RootElement.GetProperty("vk_alphabeta_12")[0][0][0].GetString()!;
        MalformedFileException error = Assert.Throws<MalformedFileException>(
            () => VerifyingKeyJson.Read(Encoding.UTF8.GetBytes(text.Replace(number, number[..^1] + (number[^1] == '1' ? '2' : '1'), StringComparison.Ordinal))));
        Assert.Equal("vk_alphabeta_12", error.Section);
    }

    private static ProofVerdict Expected(string name) => name.Split(' ')[0] switch
    {
        "valid" or "malleable_negA_negB" or "malleable_rescaled" => ProofVerdict.Valid,
        "pi_a_negated" or "public0_plus_1" or "pi_a_pi_c_swapped" => ProofVerdict.EquationFails,
        "public0_plus_r" or "public0_minus_r" => ProofVerdict.InputNotCanonical,
        "one_public_input_too_few" or "one_public_input_too_many" => ProofVerdict.WrongInputCount,
        _ => ProofVerdict.MalformedProof,
    };

    private static byte[] Text(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());
}
