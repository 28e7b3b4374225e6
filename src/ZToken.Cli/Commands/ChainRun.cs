using System.CommandLine;
using System.Globalization;
using System.Threading.Channels;
using ZToken.Node;

namespace ZToken.Cli;

/// <summary><c>ztoken chain run</c>: a chain of one validator with Ethereum's JSON-RPC, until it is told to stop.</summary>
internal static class ChainRun
{
    private const int LargestPort = 65_535;
    private const int LongestBlockTime = 3_600_000;
    private const int WaitingLines = 1_024;

    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        Option<bool> development = new("--dev") { Description = "The development chain: ten accounts whose keys everybody knows." };
        Option<FileInfo> genesis = new("--genesis") { Description = "The chain of a genesis file.", HelpName = "genesis.json" };
        Option<DirectoryInfo> data = new("--data") { Description = "Keep the chain in this folder; without it, it is gone when this ends.", HelpName = "folder" };
        Option<int> port = new("--port") { Description = "The port of JSON-RPC on this machine; 0 takes a free one.", DefaultValueFactory = _ => RpcServerOptions.DefaultPort };
        Option<int> blockTime = new("--block-time") { Description = "Milliseconds between blocks; 0 makes a block as soon as there are transactions.", HelpName = "ms" };
        Option<bool> insecure = new("--insecure-setup") { Description = "Agree to a genesis file that lets development keys verify: anybody can forge proofs there. --dev always does." };
        ServingCommand command = new("run", "Run a chain of one validator with Ethereum's JSON-RPC over HTTP, until Ctrl-C. One line a block.") { development, genesis, data, port, blockTime, insecure };
        Bound(port, 0, LargestPort);
        Bound(blockTime, 0, LongestBlockTime);
        command.Validators.Add(result =>
        {
            if (result.GetValue(development) == (result.GetValue(genesis) is not null))
            {
                result.AddError("name --dev or --genesis, and not both");
            }
        });
        command.SetAction((result, _) =>
        {
            LocalChainOptions options = new()
            {
                Genesis = result.GetValue(genesis) is FileInfo file ? ReadGenesis(file, result.GetValue(insecure)) : Genesis.Development(),
                Folder = result.GetValue(data)?.FullName,
                BlockTime = result.GetValue(blockTime) is > 0 and int milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            };
            return RunAsync(options, result.GetValue(port), result.GetValue(development));
        });
        return command;
    }

    private static void Bound(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < least || result.GetValueOrDefault<int>() > most)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {least} to {most}"));
        }
    });

    private static Genesis ReadGenesis(FileInfo file, bool agreesToInsecureSetup)
    {
        Genesis genesis = InputFile.Read(file, "genesis", path =>
            Genesis.TryRead(File.ReadAllBytes(path), out Genesis? read, out string problem) ? read : throw new CommandException(ExitCode.BadInput, $"genesis '{file}' is refused: {problem}"));
        if (genesis.InsecureSetup != agreesToInsecureSetup)
        {
            throw new CommandException(ExitCode.BadInput, agreesToInsecureSetup
                ? $"genesis '{file}' takes no development keys: leave out --insecure-setup"
                : $"genesis '{file}' lets development keys verify, with which anybody can forge proofs: add --insecure-setup if that is meant");
        }

        return genesis;
    }

    private static async Task<int> RunAsync(LocalChainOptions options, int port, bool isDevelopment)
    {
        using StopSignal stop = new();
        await using LocalChain chain = Open(options);
        Channel<CommittedBlock> blocks = Channel.CreateBounded<CommittedBlock>(new BoundedChannelOptions(WaitingLines) { FullMode = BoundedChannelFullMode.DropOldest });
        chain.Chain.Committed += block => blocks.Writer.TryWrite(block);
        await using RpcServer server = await ListenAsync(chain, port, stop.Token);
        Console.Write(ChainReport.Of(chain, server.Address, options.Folder, isDevelopment));
        try
        {
            await ReportAsync(chain, blocks.Reader, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Told to stop, which is how this ends.
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stopped at block {chain.Chain.Head.Number}"));
        return (int)ExitCode.Success;
    }

    private static LocalChain Open(LocalChainOptions options)
    {
        try
        {
            return LocalChain.Start(options);
        }
        catch (ChainDatabaseException refused)
        {
            ExitCode code = refused.Refusal switch
            {
                ChainDatabaseRefusal.InUse => ExitCode.InUse,
                ChainDatabaseRefusal.InputOutput => ExitCode.CannotWrite,
                _ => ExitCode.BadInput,
            };
            throw new CommandException(code, $"--data: {refused.Message}", refused);
        }
    }

    private static async Task<RpcServer> ListenAsync(LocalChain chain, int port, CancellationToken cancellation)
    {
        RpcServerOptions options = new()
        {
            Port = port,
            OnFault = (method, fault) => Console.Error.WriteLine($"ztoken: fault in {method}: {fault}"),
        };
        try
        {
            return await RpcServer.StartAsync(chain, options, cancellation);
        }
        catch (IOException taken)
        {
            throw new CommandException(ExitCode.InUse, $"--port: {taken.Message}: name another, or 0 for a free one", taken);
        }
    }

    /// <summary>A line for each block, until told to stop or until there are no more blocks.</summary>
    private static async Task ReportAsync(LocalChain chain, ChannelReader<CommittedBlock> blocks, CancellationToken cancellation)
    {
        while (true)
        {
            while (blocks.TryRead(out CommittedBlock? block))
            {
                Console.WriteLine(ChainReport.LineOf(block));
            }

            if (chain.Failure is Exception failure)
            {
                throw new CommandException(ExitCode.CannotWrite, $"no more blocks: {failure.Message}", failure);
            }

            using CancellationTokenSource pulse = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            pulse.CancelAfter(Pulse);
            try
            {
                await blocks.WaitToReadAsync(pulse.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Look after the chain's health.
            }
        }
    }
}
