using ZToken.Contracts;
using ZToken.Ledger;

namespace ZToken.Cli;

/// <summary>A node that a command asks. Whatever goes wrong with it, with a contract or with what they say becomes one line.</summary>
internal sealed class ChainConnection : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new() { Timeout = patience };
    private readonly Uri endpoint;

    public ChainConnection(Uri endpoint)
    {
        this.endpoint = endpoint;
        Client = new EthereumClient(http, endpoint);
    }

    public EthereumClient Client { get; }

    /// <exception cref="CommandException">The text is no address of a node.</exception>
    public static ChainConnection To(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? new ChainConnection(uri!)
            : throw new CommandException(ExitCode.Usage, $"'{url}' is no address of a node: give one like http://127.0.0.1:8545");

    /// <summary>Runs work that asks the node.</summary>
    /// <exception cref="CommandException">The node, a contract or a file gave up.</exception>
    public async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (LedgerRefusedException refused)
        {
            throw new CommandException(ExitCode.Refused, refused.Message, refused);
        }
        catch (RpcException error)
        {
            throw new CommandException(ExitCode.BadInput, $"the node at {endpoint} answers with an error: {error.Message}", error);
        }
        catch (Exception error) when (error is InvalidDataException or TooMuchGasException)
        {
            throw new CommandException(ExitCode.BadInput, error.Message, error);
        }
        catch (TimeoutException error)
        {
            throw new CommandException(ExitCode.Unavailable, error.Message, error);
        }
        catch (HttpRequestException error)
        {
            throw new CommandException(ExitCode.Unavailable, $"there is no node at {endpoint} ({error.Message}): start one, or give another with --rpc", error);
        }
        catch (TaskCanceledException error) when (error.InnerException is TimeoutException)
        {
            throw new CommandException(ExitCode.Unavailable, $"the node at {endpoint} does not answer within {patience.TotalSeconds:0} seconds", error);
        }
    }

    public void Dispose() => http.Dispose();
}
