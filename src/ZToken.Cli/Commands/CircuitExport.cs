using System.CommandLine;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary><c>ztoken circuit export</c>: a circuit and a sample witness as the files that snarkjs and others read.</summary>
internal static class CircuitExport
{
    public static Command Create()
    {
        Argument<string> name = new("circuit") { Description = "A name from 'ztoken circuit list', for example chain-15." };
        Option<FileInfo> r1cs = new("--r1cs") { Description = "Write the constraints here.", HelpName = "file.r1cs" };
        Option<FileInfo> wtns = new("--wtns") { Description = "Write the witness of a random input here.", HelpName = "file.wtns" };
        Option<string> seed = new("--seed") { Description = "Make the input from this text, so that it is the same again.", HelpName = "text" };
        Command command = new("export", "Write a circuit, and a witness for it, in snarkjs's formats.") { name, r1cs, wtns, seed };
        command.Validators.Add(result =>
        {
            if (result.GetValue(r1cs) is null && result.GetValue(wtns) is null)
            {
                result.AddError("nothing to write: name a file with --r1cs or --wtns");
            }
        });
        command.SetAction(result => Export(CircuitCatalogue.Find(result.GetRequiredValue(name)), result.GetValue(r1cs), result.GetValue(wtns), result.GetValue(seed)));
        return command;
    }

    private static void Export(SampleCircuit sample, FileInfo? r1cs, FileInfo? wtns, string? seed)
    {
        if (r1cs is not null)
        {
            OutputFile.Write(r1cs, R1csFile.From(sample.Circuit.System).Write);
        }

        if (wtns is not null)
        {
            RandomSource random = seed is null ? RandomSource.System : RandomSource.FromSeed(System.Text.Encoding.UTF8.GetBytes(seed));
            using Witness witness = sample.SampleWitness(random)(ComputeOptions.Default);
            using WtnsFile file = WtnsFile.From(witness);
            OutputFile.Write(wtns, file.Write);
        }
    }
}
