using System.CommandLine;
using ZToken.Algebra;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary><c>ztoken verify</c>: whether a proof holds, more strictly than snarkjs asks it.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Option<FileInfo> key = new("--key") { Description = "The verifying key.", HelpName = "verification_key.json", Required = true };
        Option<FileInfo> proof = new("--proof") { Description = "The proof.", HelpName = "proof.json", Required = true };
        Option<FileInfo> inputs = new("--public") { Description = "The public inputs.", HelpName = "public.json", Required = true };
        Command command = new("verify", "Check a proof: exit code 0 if it holds, 1 if not, 3 if a file is not what it should be.") { key, proof, inputs };
        command.SetAction(result => Verify(result.GetRequiredValue(key), result.GetRequiredValue(proof), result.GetRequiredValue(inputs)));
        return command;
    }

    private static void Verify(FileInfo keyFile, FileInfo proofFile, FileInfo inputsFile)
    {
        VerifyingKey key = InputFile.ReadJson(keyFile, "verifying key", VerifyingKeyJson.Read);
        Proof proof = InputFile.ReadJson(proofFile, "proof", ProofJson.Read);
        Fr[] inputs = InputFile.ReadJson(inputsFile, "public inputs", PublicInputsJson.Read);
        string? refusal = new Verifier(key).Verify(proof, inputs) switch
        {
            ProofVerdict.Valid => null,
            ProofVerdict.WrongInputCount => $"'{inputsFile}' has {inputs.Length} public inputs where the key takes {key.InputCount}: give exactly those of the statement",
            ProofVerdict.MalformedProof => $"proof '{proofFile}' has a point that is infinity or outside the subgroup of order r: ask for another proof",
            _ => $"proof '{proofFile}' does not hold for the public inputs '{inputsFile}' under this key: check that all three belong together",
        };
        if (refusal is not null)
        {
            throw new CommandException(ExitCode.Refused, refusal);
        }

        Console.WriteLine("valid");
    }
}
