using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Testing;

namespace ZToken.Groth16.Tests;

/// <summary>snarkjs itself reads what we write, and we what it writes.</summary>
public sealed class SnarkjsPeerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-snarkjs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Files_keys_and_proofs_pass_between_us_and_snarkjs()
    {
        string snarkjs = Requires.Peer("snarkjs/build/cli.cjs");
        string powersPath = Vectors.Path("cubic/pot4_final.ptau");
        R1csFile circuit = R1csFile.From(Sample.Circuit.System);
        using Witness witness = Sample.Circuit.Solve((21, 2, 1000));
        using WtnsFile wires = WtnsFile.From(witness);
        using PtauFile powers = PtauFile.Open(powersPath);
        ZkeyFile ours = Phase2.Contribute(Phase2.Begin(circuit, powers), RandomSource.System, "ours");
        Save("c.r1cs", circuit.Write);
        Save("w.wtns", wires.Write);
        Save("ours.zkey", ours.Write);

        // Our files are what they should be.
        Assert.Contains("WITNESS IS CORRECT", Run(snarkjs, "wtns", "check", At("c.r1cs"), At("w.wtns")), StringComparison.Ordinal);
        Assert.Contains("ZKey Ok!", Run(snarkjs, "zkey", "verify", At("c.r1cs"), powersPath, At("ours.zkey")), StringComparison.Ordinal);

        // snarkjs adds a contribution and a beacon to our key; we check the whole ceremony.
        Run(snarkjs, "zkey", "contribute", At("ours.zkey"), At("two.zkey"), "--name=theirs", "-e=some text");
        Run(snarkjs, "zkey", "beacon", At("two.zkey"), At("three.zkey"), "0102030405060708", "10", "-n=block");
        ZkeyFile three = ZkeyFile.Read(At("three.zkey"));
        Assert.Equal(["ours", "theirs", "block"], three.Contributions.Select(step => step.Name));
        Assert.Equal(new CeremonyVerdict(CeremonyRefusal.None), Phase2.Verify(three, circuit, powers));

        // Both prove under that key, and each accepts the other's proof.
        Assert.Equal(VerifyingKeyRefusal.None, three.TryCreateKey(out ProvingKey? key));
        Run(snarkjs, "groth16", "prove", At("three.zkey"), At("w.wtns"), At("theirs.json"), At("public.json"));
        Assert.Equal(witness.PublicInputs.ToArray(), PublicInputsJson.Read(File.ReadAllBytes(At("public.json"))));
        Assert.Equal(
            ProofVerdict.Valid, new Verifier(key!.VerifyingKey).Verify(ProofJson.Read(File.ReadAllBytes(At("theirs.json"))), witness.PublicInputs));

        Save("key.json", stream => VerifyingKeyJson.Write(stream, key.VerifyingKey));
        Save("ours.json", stream => ProofJson.Write(stream, new Prover(key).Prove(witness)));
        Assert.Contains("OK!", Run(snarkjs, "groth16", "verify", At("key.json"), At("public.json"), At("ours.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_proof_of_ours_is_refused_by_snarkjs_too()
    {
        string snarkjs = Requires.Peer("snarkjs/build/cli.cjs");
        Save("key.json", stream => VerifyingKeyJson.Write(stream, Sample.VerifyingKey));
        Save("proof.json", stream => ProofJson.Write(stream, Sample.Prove(3, 4, 5)));
        Save("public.json", stream => PublicInputsJson.Write(stream, Sample.Inputs(3, 4, 6)));
        (int exitCode, string output) = Requires.Run("node", snarkjs, "groth16", "verify", At("key.json"), At("public.json"), At("proof.json"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Invalid proof", output, StringComparison.Ordinal);
    }

    private static string Run(string snarkjs, params string[] arguments)
    {
        (int exitCode, string output) = Requires.Run("node", [snarkjs, .. arguments]);
        Assert.True(exitCode == 0, $"snarkjs {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Save(string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(At(name));
        write(stream);
    }
}
