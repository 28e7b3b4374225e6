using System.CommandLine;
using System.Globalization;
using ZToken.Algebra;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary><c>ztoken setup</c>: keys of a circuit, made on this machine.</summary>
internal static class SetupCommand
{
    public static Command Create()
    {
        Argument<string> circuit = new("circuit") { Description = CircuitSource.Description };
        Option<FileInfo> key = new("--key") { Description = "Write the proving key with its stored multiples here.", HelpName = "file.ztpk", Required = true };
        Option<FileInfo> verifyingKey = new("--verifying-key") { Description = "Write the verifying key here.", HelpName = "verification_key.json", Required = true };
        Option<FileInfo> zkey = new("--zkey") { Description = "Write the key for snarkjs as well, which does not know that nobody contributed to it.", HelpName = "file.zkey" };
        Option<int> rows = new("--rows") { Description = "Stored multiples of each point, 1 to 8: speed against size.", DefaultValueFactory = _ => FixedBaseShape.AllRows };
        Option<bool> development = new("--development") { Description = "Make the key that everyone can make: the same each time, and worth nothing." };
        rows.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > FixedBaseShape.AllRows)
            {
                option.AddError($"--rows must be 1 to {FixedBaseShape.AllRows}");
            }
        });
        Command command = new("setup", "Make the keys of a circuit on this machine. Whoever runs this could forge proofs: for money, hold a ceremony.") { circuit, key, verifyingKey, zkey, rows, development };
        command.SetAction((result, cancellation) => Task.Run(
            () =>
            {
                CircuitSource source = CircuitSource.Find(result.GetRequiredValue(circuit));
                ProvingKey made = Make(source, result.GetValue(development), cancellation);
                WriteKey(result.GetRequiredValue(key), made, source, result.GetValue(rows), cancellation);
                OutputFile.Write(result.GetRequiredValue(verifyingKey), stream => VerifyingKeyJson.Write(stream, made.VerifyingKey));
                if (result.GetValue(zkey) is FileInfo file)
                {
                    OutputFile.Write(file, ZkeyFile.From(source.System, made).Write);
                }
            },
            cancellation));
        return command;
    }

    private static ProvingKey Make(CircuitSource circuit, bool development, CancellationToken cancellation)
    {
        ProvingKey? key = null;
        ProgressDisplay.ForStandardError().Show($"keys of {circuit.Name}", (Action<double> progress) =>
        {
            ComputeOptions options = new() { Cancellation = cancellation, Progress = new DirectProgress(progress) };
            key = development ? DevelopmentKey.Generate(circuit.System, options) : Setup.Generate(circuit.System, RandomSource.System, options);
        });
        return key!;
    }

    private static void WriteKey(FileInfo file, ProvingKey key, CircuitSource circuit, int rows, CancellationToken cancellation)
    {
        ProgressDisplay.ForStandardError().Show("stored multiples", (Action<double> progress) => OutputFile.Guard(file, () => ProvingKeyFile.Write(
            file.FullName, key, circuit.System.ComputeDigest(), rows, new ComputeOptions { Cancellation = cancellation, Progress = new DirectProgress(progress) })));
        file.Refresh();
        string size = string.Create(CultureInfo.InvariantCulture, $"{circuit.System.RowCount:N0} constraints, {file.Length >> 20} MB");
        Console.WriteLine($"{file}: {size}, made on one machine: for development");
    }
}
