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
        Option<int> rows = new("--rows") { Description = "Stored multiples of each point, 1 to 8: speed against size.", DefaultValueFactory = _ => FixedBaseShape.AllRows };
        Option<bool> development = new("--development") { Description = "Make the key that everyone can make: the same each time, and worth nothing." };
        rows.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > FixedBaseShape.AllRows)
            {
                option.AddError($"--rows must be 1 to {FixedBaseShape.AllRows}");
            }
        });
        Command command = new("setup", "Make the keys of a circuit on this machine. Whoever runs this could forge proofs: for money, hold a ceremony.") { circuit, key, verifyingKey, rows, development };
        command.SetAction((result, cancellation) => Task.Run(
            () => Run(CircuitSource.Find(result.GetRequiredValue(circuit)), result.GetRequiredValue(key), result.GetRequiredValue(verifyingKey), result.GetValue(rows), result.GetValue(development), cancellation),
            cancellation));
        return command;
    }

    private static void Run(CircuitSource circuit, FileInfo keyFile, FileInfo verifyingKeyFile, int rows, bool development, CancellationToken cancellation)
    {
        IProgressDisplay display = ProgressDisplay.ForStandardError();
        ProvingKey? key = null;
        display.Show($"keys of {circuit.Name}", (Action<double> progress) =>
        {
            ComputeOptions options = new() { Cancellation = cancellation, Progress = new DirectProgress(progress) };
            key = development ? DevelopmentKey.Generate(circuit.System, options) : Setup.Generate(circuit.System, RandomSource.System, options);
        });
        display.Show("stored multiples", (Action<double> progress) => OutputFile.Guard(keyFile, () => ProvingKeyFile.Write(
            keyFile.FullName, key!, circuit.System.ComputeDigest(), rows, new ComputeOptions { Cancellation = cancellation, Progress = new DirectProgress(progress) })));
        OutputFile.Write(verifyingKeyFile, stream => VerifyingKeyJson.Write(stream, key!.VerifyingKey));
        keyFile.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{keyFile}: {circuit.System.RowCount:N0} constraints, {keyFile.Length >> 20} MB, {(development ? "development key, worth nothing" : "made on one machine, for development")}"));
    }
}
