using System.CommandLine;
using ZToken.Circuits;
using ZToken.Remote;

namespace ZToken.Cli;

/// <summary><c>ztoken prover run</c>: proofs from a machine with more processors.</summary>
internal static class ProverCommand
{
    private const int DefaultPort = 9444;

    public static Command Create() => new("prover", "Prove transfers for wallets in other processes.") { CreateRun() };

    private static ServingCommand CreateRun()
    {
        Option<DirectoryInfo> parameters = new("--params") { Description = "The folder with the keys of a ceremony; without it development keys, which are insecure.", HelpName = "folder" };
        ServingOptions serving = new(DefaultPort);
        ServingCommand command = new("run", "Serve proofs until Ctrl-C: one line a request. It sees what its clients' transfers do, and cannot sign.") { parameters };
        serving.AddTo(command);
        command.SetAction(async (result, _) =>
        {
            TransferParameters keys = TransferKeys.Find(result.GetValue(parameters));
            if (keys.Warning is { } warning)
            {
                Console.Error.WriteLine(warning);
            }

            TransferProver prover = new(keys);
            using StopSignal stop = new();
            await serving.RunAsync(result, "prover", options => RemoteServer.ServeProverAsync(prover, options, stop.Token), stop.Token);
        });
        return command;
    }
}
