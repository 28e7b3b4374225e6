using System.CommandLine;
using System.Text;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary><c>ztoken prove</c>: a proof from a key and a witness.</summary>
internal static class ProveCommand
{
    public static Command Create()
    {
        Argument<string> circuit = new("circuit") { Description = CircuitSource.Description };
        Option<FileInfo> key = new("--key") { Description = "The proving key, ours or snarkjs's. Without it a transfer circuit uses the keys of --params.", HelpName = "file.ztpk|file.zkey" };
        Option<DirectoryInfo> parameters = new("--params") { Description = "The folder with a ceremony's keys of the transfer circuits. Without it and --key: insecure development keys, made at first use.", HelpName = "folder" };
        Option<FileInfo> witness = new("--wtns") { Description = "The witness; without it a circuit of the list proves a random input.", HelpName = "file.wtns" };
        Option<string> seed = new("--seed") { Description = "Make the random input from this text.", HelpName = "text" };
        Option<FileInfo> proof = new("--proof") { Description = "Write the proof here.", HelpName = "proof.json", Required = true };
        Option<FileInfo> inputs = new("--public") { Description = "Write the public inputs here.", HelpName = "public.json", Required = true };
        Option<FileInfo> verifyingKey = new("--verifying-key") { Description = "Write the verifying key that belongs to the proof here.", HelpName = "verification_key.json" };
        Option<bool> allowUncontributed = new("--allow-uncontributed") { Description = "Take a key to which nobody has contributed, under which anyone can prove anything." };
        Command command = new("prove", "Make a proof.") { circuit, key, parameters, witness, seed, proof, inputs, verifyingKey, allowUncontributed };
        command.SetAction((result, cancellation) => Task.Run(
            () =>
            {
                ComputeOptions options = new() { Cancellation = cancellation };
                CircuitSource source = CircuitSource.Find(result.GetRequiredValue(circuit));
                using Witness values = ReadOrSolve(source, result.GetValue(witness), result.GetValue(seed), options);
                Prover prover = new(result.GetValue(key) is { } file
                    ? ReadKey(file, source, result.GetValue(allowUncontributed), options)
                    : TransferKeys.Open(source, result.GetValue(parameters), options));
                Run(prover, values, result.GetRequiredValue(proof), result.GetRequiredValue(inputs), options);
                if (result.GetValue(verifyingKey) is { } written)
                {
                    OutputFile.Write(written, stream => VerifyingKeyJson.Write(stream, prover.Key.VerifyingKey));
                }
            },
            cancellation));
        return command;
    }

    private static void Run(Prover prover, Witness witness, FileInfo proofFile, FileInfo inputsFile, ComputeOptions options)
    {
        if (witness.FirstFailure() is { } failure)
        {
            throw new CommandException(ExitCode.Refused, $"the witness does not satisfy the circuit: {failure}: give one that does");
        }

        Proof? proof = null;
        ProgressDisplay.ForStandardError().Show("proof", (Action<double> progress) => proof = prover.Prove(witness, options: options with { Progress = new DirectProgress(progress) }));
        Fr[] inputs = witness.PublicInputs.ToArray();
        OutputFile.Write(proofFile, stream => ProofJson.Write(stream, proof!));
        OutputFile.Write(inputsFile, stream => PublicInputsJson.Write(stream, inputs));
    }

    private static Witness ReadOrSolve(CircuitSource circuit, FileInfo? file, string? seed, ComputeOptions options)
    {
        if (file is null)
        {
            RandomSource random = seed is null ? RandomSource.System : RandomSource.FromSeed(Encoding.UTF8.GetBytes(seed));
            return circuit.Sample?.SampleWitness(random)(options)
                ?? throw new CommandException(ExitCode.Usage, $"circuit '{circuit.Name}' needs a witness: give one with --wtns");
        }

        using WtnsFile values = InputFile.Read(file, "witness", WtnsFile.Read);
        return values.Wires.Length == circuit.System.WireCount
            ? Witness.FromWires(circuit.System, values.Wires)
            : throw new CommandException(ExitCode.BadInput, $"witness '{file}' has {values.Wires.Length} values where circuit '{circuit.Name}' has {circuit.System.WireCount} wires: give the circuit's own");
    }

    private static ProvingKey ReadKey(FileInfo file, CircuitSource circuit, bool allowUncontributed, ComputeOptions options)
    {
        ProvingKey key = string.Equals(file.Extension, ".zkey", StringComparison.OrdinalIgnoreCase)
            ? ReadZkey(file, allowUncontributed, options)
            : ReadOwn(file, circuit);
        return key.Fits(circuit.System)
            ? key
            : throw new CommandException(ExitCode.BadInput, $"proving key '{file}' is not for circuit '{circuit.Name}': give the circuit's own");
    }

    private static ProvingKey ReadOwn(FileInfo file, CircuitSource circuit)
    {
        ProvingKeyFile mapped = InputFile.Read(file, "proving key", ProvingKeyFile.Open);
        return mapped.CircuitDigest.Span.SequenceEqual(circuit.System.ComputeDigest())
            ? mapped.Key
            : throw new CommandException(ExitCode.BadInput, $"proving key '{file}' is not for circuit '{circuit.Name}': give the circuit's own, or make it with 'ztoken setup'");
    }

    private static ProvingKey ReadZkey(FileInfo file, bool allowUncontributed, ComputeOptions options)
    {
        VerifyingKeyRefusal refusal = InputFile.Read(file, "proving key", ZkeyFile.Read).TryCreateKey(out ProvingKey? key, allowUncontributed, options);
        return key ?? throw new CommandException(
            ExitCode.BadInput,
            refusal == VerifyingKeyRefusal.Uncontributed
                ? $"proving key '{file}' has no contribution, so anyone can prove anything under it: contribute to it, or say --allow-uncontributed"
                : $"proving key '{file}' is refused ({refusal}): give another");
    }
}
