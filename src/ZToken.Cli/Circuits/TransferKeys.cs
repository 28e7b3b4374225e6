using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary>The keys of the transfer circuits: a ceremony's, or development keys, of which the user is told aloud.</summary>
internal static class TransferKeys
{
    /// <summary>The key of a circuit of the list.</summary>
    /// <exception cref="CommandException">The circuit is none of a transfer, or the folder does not have its key.</exception>
    public static ProvingKey Open(CircuitSource circuit, DirectoryInfo? ceremony, ComputeOptions options)
    {
        TransferCircuit transfer = circuit.Sample?.Circuit as TransferCircuit
            ?? throw new CommandException(ExitCode.Usage, $"circuit '{circuit.Name}' needs a key: give one with --key, or make it with 'ztoken setup'");
        TransferParameters parameters = Find(ceremony);
        if (parameters.Warning is { } warning)
        {
            Console.Error.WriteLine(warning);
        }

        ProvingKey? key = null;
        ProgressDisplay.ForStandardError().Show($"keys of {circuit.Name}", (Action<double> progress) => key = Open(parameters, transfer, options with { Progress = new DirectProgress(progress) }));
        return key!;
    }

    /// <summary>A ceremony's keys, or development keys where no folder is named.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    public static TransferParameters Find(DirectoryInfo? ceremony)
    {
        try
        {
            return ceremony is null ? TransferParameters.Development() : TransferParameters.FromCeremony(ceremony.FullName);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandException(ExitCode.BadInput, $"there is no folder '{ceremony}': give the one that holds the ceremony's keys");
        }
    }

    private static ProvingKey Open(TransferParameters parameters, TransferCircuit circuit, ComputeOptions options)
    {
        try
        {
            return parameters.Open(circuit, options);
        }
        catch (FileNotFoundException missing)
        {
            throw new CommandException(ExitCode.BadInput, missing.Message + " Give the folder of the ceremony with --params.");
        }
        catch (MalformedFileException malformed)
        {
            throw new CommandException(ExitCode.BadInput, malformed.Message);
        }
    }
}
