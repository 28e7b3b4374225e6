// dotnet run -c Release --project benchmarks/peers -- [log2 of the constraints, 12]
// One run, one circuit, one key: this engine, snarkjs and blst take turns, and each proof is verified by the other side.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;
using ZToken.Peers;

const int Repeats = 5;
int logSize = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 12;
string root = FindRoot();
string snarkjs = Path.Combine(root, "tests", "peers", "node_modules", "snarkjs");
if (!Directory.Exists(snarkjs))
{
    Console.Error.WriteLine("snarkjs is not installed: run 'npm ci --prefix tests/peers' first.");
    return 2;
}

using TemporaryFolder folder = new();
ChainCircuit circuit = new(logSize);
Fr start = Fr.Random(RandomSource.FromSeed("peers"u8));
using Witness witness = circuit.Solve(start);
Fr[] inputs = [circuit.EndOf(start)];
ProvingKey key = DevelopmentKey.Generate(circuit.System);
Prover prover = new(key.WithTables());
Verifier verifier = new(key.VerifyingKey);
Proof proof = prover.Prove(witness);

folder.Write("chain.zkey", stream => SharedKey.ToZkey(key, circuit.System).Write(stream));
folder.Write("chain.wtns", stream => WtnsFile.From(witness).Write(stream));
folder.Write("key.json", stream => VerifyingKeyJson.Write(stream, key.VerifyingKey));
folder.Write("proof.json", stream => ProofJson.Write(stream, proof));
folder.Write("public.json", stream => PublicInputsJson.Write(stream, inputs));

Console.WriteLine($"{circuit.Name}: {circuit.System.RowCount:N0} constraints, full-width witness, {Environment.ProcessorCount} threads; median of {Repeats} (minimum).");
Times ours = Times.Measure(Repeats, () => prover.Prove(witness));
Times oursVerify = Times.Measure(4 * Repeats, () => Check(verifier.Verify(proof, inputs) == ProofVerdict.Valid, "our own proof is refused"));
Row("our proof", ours);

(Times theirs, Times theirsVerify) = RunSnarkjs();
Row("snarkjs's proof", theirs, ours);
Row("our verification", oursVerify);
Row("snarkjs's verification", theirsVerify, oursVerify);
Check(ProofJson.TryRead(File.ReadAllBytes(folder["snarkjs-proof.json"]), out Proof? foreign), "snarkjs's proof cannot be read");
Check(verifier.Verify(foreign!, inputs) == ProofVerdict.Valid, "we refuse snarkjs's proof");
Console.WriteLine("Each accepts the other's proof.");
CompareWithBlst();
return 0;

(Times Prove, Times Verify) RunSnarkjs()
{
    ProcessStartInfo info = new("node")
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,
        ArgumentList =
        {
            Path.Combine(root, "benchmarks", "peers", "snarkjs.mjs"), snarkjs, folder["chain.zkey"], folder["chain.wtns"], folder["key.json"],
            folder["proof.json"], folder["public.json"], Repeats.ToString(CultureInfo.InvariantCulture), folder["snarkjs-proof.json"],
        },
    };
    using Process process = Process.Start(info)!;
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    Check(process.ExitCode == 0, "snarkjs failed");
    using JsonDocument times = JsonDocument.Parse(output);
    return (Read("prove"), Read("verify"));

    Times Read(string name) => new([.. times.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())]);
}

// The key's own sums, with any bases on blst's side, which is how a prover on blst computes them, and four pairings.
void CompareWithBlst()
{
    string path = Path.Combine(root, "eng", "native", "out", "libblst.so");
    if (BlstLibrary.TryLoad(path, out string problem) is not { } blst)
    {
        Console.WriteLine($"blst: {problem}; build it with eng/native/build-blst.sh.");
        return;
    }

    ReadOnlyMemory<Fr> wires = witness.Wires.ToArray();
    G1Affine[] a = key.A.ToArray();
    G2Affine[] b = key.B2.ToArray();
    Times sum1 = Times.Measure(Repeats, () => prover.Key.A.SumVarTime(wires.Span, ComputeOptions.Default));
    Row("our sum of A (G1)", sum1);
    Row("blst's sum of A (G1)", Times.Measure(Repeats, () => blst.SumVarTime<Fp>(a, wires.Span, ComputeOptions.Default)), sum1);
    Times sum2 = Times.Measure(Repeats, () => prover.Key.B2.SumVarTime(wires.Span, ComputeOptions.Default));
    Row("our sum of B (G2)", sum2);
    Row("blst's sum of B (G2)", Times.Measure(Repeats, () => blst.SumVarTime<Fp2>(b, wires.Span, ComputeOptions.Default)), sum2);
    VerifyingKey vk = key.VerifyingKey;
    (G1Affine, G2Affine)[] pairs = [(proof.A, proof.B), (vk.Alpha, vk.Beta), (vk.InputPoints[0], vk.Gamma), (proof.C, vk.Delta)];
    Row("blst's four pairings", Times.Measure(4 * Repeats, () => blst.Product(pairs)), oursVerify);
}

static void Row(string name, Times times, Times? against = null)
{
    string ratio = against is not null ? $"{times.Median / against.Median,8:F2} times ours" : "";
    Console.WriteLine($"  {name,-24}{times.Median,10:F2} ms ({times.Minimum:F2}) {ratio}");
}

static void Check(bool condition, string otherwise)
{
    if (!condition)
    {
        throw new InvalidOperationException(otherwise);
    }
}

static string FindRoot()
{
    DirectoryInfo? folder = new(AppContext.BaseDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ZToken.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName ?? throw new DirectoryNotFoundException("Run this from a checkout.");
}
