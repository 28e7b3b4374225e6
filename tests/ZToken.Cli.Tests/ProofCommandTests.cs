using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Testing;

namespace ZToken.Cli.Tests;

/// <summary>From a circuit to a verified proof, with everything a user can get wrong on the way.</summary>
public sealed class ProofCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-proof-").FullName;

    private string Key => Path.Combine(folder, "chain.ztpk");

    private string VerifyingKey => Path.Combine(folder, "verification_key.json");

    private string Proof => Path.Combine(folder, "proof.json");

    private string Inputs => Path.Combine(folder, "public.json");

    [Fact]
    public void A_proof_holds_in_ztoken_and_in_snarkjs()
    {
        string snarkjs = Requires.Peer("snarkjs/build/cli.cjs");
        MakeProof("chain-6");

        Assert.Equal((0, "valid"), Verify());
        (int exitCode, string output) = Requires.Run("node", snarkjs, "groth16", "verify", VerifyingKey, Inputs, Proof);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void Files_of_a_foreign_circuit_are_proved_too()
    {
        string r1cs = Path.Combine(folder, "circuit.r1cs"), wtns = Path.Combine(folder, "circuit.wtns");
        Succeed("circuit", "export", "chain-7", "--r1cs", r1cs, "--wtns", wtns);
        Succeed("setup", r1cs, "--key", Key, "--verifying-key", VerifyingKey, "--rows", "1");
        Succeed("prove", r1cs, "--key", Key, "--wtns", wtns, "--proof", Proof, "--public", Inputs);

        Assert.Equal((0, "valid"), Verify());
    }

    [Fact]
    public void A_snarkjs_key_proves_and_one_without_contribution_must_be_asked_for()
    {
        string cubic = Requires.Shared("vectors/08-snarkjs/cubic");
        string[] Prove(string key, params string[] more) =>
            ["prove", Path.Combine(cubic, "cubic.r1cs"), "--key", Path.Combine(cubic, key), "--wtns", Path.Combine(cubic, "witness.wtns"), "--proof", Proof, "--public", Inputs, .. more];

        Succeed(Prove("cubic_final.zkey"));
        File.Copy(Path.Combine(cubic, "verification_key.json"), VerifyingKey);
        Assert.Equal((0, "valid"), Verify());
        Assert.Equal(File.ReadAllText(Path.Combine(cubic, "public.json")), File.ReadAllText(Inputs));

        ZTokenProcess.Result refused = ZTokenProcess.Run(Prove("cubic_0000.zkey"));
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("has no contribution, so anyone can prove anything under it", refused.Error, StringComparison.Ordinal);
        Succeed(Prove("cubic_0000.zkey", "--allow-uncontributed"));
    }

    [Fact]
    public void Snarkjs_proves_with_a_key_of_ours()
    {
        string snarkjs = Requires.Peer("snarkjs/build/cli.cjs");
        string zkey = Path.Combine(folder, "chain.zkey"), wtns = Path.Combine(folder, "circuit.wtns");
        Succeed("setup", "chain-6", "--key", Key, "--verifying-key", VerifyingKey, "--zkey", zkey);
        Succeed("circuit", "export", "chain-6", "--wtns", wtns);

        (int exitCode, string output) = Requires.Run("node", snarkjs, "groth16", "prove", zkey, wtns, Proof, Inputs);
        Assert.True(exitCode == 0, output);
        Assert.Equal((0, "valid"), Verify());

        Succeed("prove", "chain-6", "--key", zkey, "--wtns", wtns, "--proof", Proof, "--public", Inputs, "--allow-uncontributed");
        Assert.Equal((0, "valid"), Verify());
    }

    [Fact]
    public void Another_public_input_is_refused_with_exit_code_1()
    {
        MakeProof("chain-6");
        File.WriteAllText(Inputs, """["1"]""");

        ZTokenProcess.Result result = ZTokenProcess.Run("verify", "--key", VerifyingKey, "--proof", Proof, "--public", Inputs);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"ztoken: proof '{Proof}' does not hold for the public inputs '{Inputs}' under this key: check that all three belong together", result.Error.Trim());
    }

    [Fact]
    public void One_public_input_too_many_is_refused()
    {
        MakeProof("chain-6");
        File.WriteAllText(Inputs, $"""[{JsonNode.Parse(File.ReadAllText(Inputs))![0]!.ToJsonString()}, "0"]""");

        ZTokenProcess.Result result = ZTokenProcess.Run("verify", "--key", VerifyingKey, "--proof", Proof, "--public", Inputs);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("has 2 public inputs where the key takes 1", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "proof")]
    [InlineData("{", "proof")]
    [InlineData("not json", "proof")]
    public void A_file_that_is_no_proof_is_exit_code_3(string text, string what)
    {
        MakeProof("chain-6");
        File.WriteAllText(Proof, text);

        ZTokenProcess.Result result = ZTokenProcess.Run("verify", "--key", VerifyingKey, "--proof", Proof, "--public", Inputs);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"ztoken: {what} '{Proof}' is refused: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("verify", "--key", VerifyingKey, "--proof", Proof, "--public", Inputs);

        Assert.Equal(3, result.ExitCode);
        Assert.Equal($"ztoken: verifying key '{VerifyingKey}' does not exist: name another", result.Error.Trim());
    }

    [Fact]
    public void The_key_of_another_circuit_is_refused()
    {
        Succeed("setup", "chain-6", "--key", Key, "--verifying-key", VerifyingKey, "--rows", "1");

        ZTokenProcess.Result result = ZTokenProcess.Run("prove", "chain-7", "--key", Key, "--proof", Proof, "--public", Inputs);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"ztoken: proving key '{Key}' is not for circuit 'chain-7'", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Proof));
    }

    [Fact]
    public void A_truncated_key_is_refused()
    {
        Succeed("setup", "chain-6", "--key", Key, "--verifying-key", VerifyingKey, "--rows", "1");
        using (FileStream stream = File.OpenWrite(Key))
        {
            stream.SetLength(stream.Length - 1);
        }

        ZTokenProcess.Result result = ZTokenProcess.Run("prove", "chain-6", "--key", Key, "--proof", Proof, "--public", Inputs);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"ztoken: proving key '{Key}' is refused: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_witness_of_another_circuit_is_refused()
    {
        string wtns = Path.Combine(folder, "circuit.wtns");
        Succeed("circuit", "export", "chain-7", "--wtns", wtns);
        Succeed("setup", "chain-6", "--key", Key, "--verifying-key", VerifyingKey, "--rows", "1");

        ZTokenProcess.Result result = ZTokenProcess.Run("prove", "chain-6", "--key", Key, "--wtns", wtns, "--proof", Proof, "--public", Inputs);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("has 127 values where circuit 'chain-6' has 63 wires", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Development_keys_are_the_same_each_time_and_other_keys_are_not()
    {
        string Made(params string[] more)
        {
            Succeed(["setup", "chain-4", "--key", Key, "--verifying-key", VerifyingKey, "--rows", "1", .. more]);
            return File.ReadAllText(VerifyingKey);
        }

        Assert.Equal(Made("--development"), Made("--development"));
        Assert.NotEqual(Made(), Made());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void MakeProof(string circuit)
    {
        Succeed("setup", circuit, "--key", Key, "--verifying-key", VerifyingKey, "--rows", "1", "--development");
        Succeed("prove", circuit, "--key", Key, "--proof", Proof, "--public", Inputs);
        using JsonDocument proof = JsonDocument.Parse(File.ReadAllText(Proof));
        Assert.Equal("bls12381", proof.RootElement.GetProperty("curve").GetString());
    }

    private (int ExitCode, string Output) Verify()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("verify", "--key", VerifyingKey, "--proof", Proof, "--public", Inputs);
        return (result.ExitCode, result.Output.Trim());
    }

    private static void Succeed(params string[] arguments)
    {
        ZTokenProcess.Result result = ZTokenProcess.Run(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
