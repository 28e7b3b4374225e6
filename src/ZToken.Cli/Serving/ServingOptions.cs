using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using ZToken.Remote;

namespace ZToken.Cli;

/// <summary>The options of a command that serves others: where it listens, what it shows, whom it accepts.</summary>
/// <param name="defaultPort">Where it listens unless it is told otherwise.</param>
internal sealed class ServingOptions(int defaultPort)
{
    private readonly Option<string> listen = new("--listen")
    {
        Description = "The address and port to listen at; port 0 takes a free one.",
        HelpName = "address:port",
        DefaultValueFactory = _ => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{defaultPort}"),
    };

    private readonly Option<FileInfo> certificate = new("--certificate") { Description = "The server's certificate and its private key, in PEM.", HelpName = "server.pem", Required = true };
    private readonly Option<FileInfo> clientAuthority = new("--client-ca") { Description = "Accept clients with a certificate of this authority.", HelpName = "ca.pem" };
    private readonly Option<string[]> clientFingerprints = new("--client-fingerprint") { Description = "Accept the client with this certificate (SHA-256, 64 hex digits); may be said several times.", HelpName = "sha256" };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(listen);
        command.Add(certificate);
        command.Add(clientAuthority);
        command.Add(clientFingerprints);
        command.Validators.Add(result =>
        {
            if (result.GetValue(clientAuthority) is null == (result.GetValue(clientFingerprints) is null or []))
            {
                result.AddError("name the clients with --client-ca or with --client-fingerprint, and not with both");
            }
        });
    }

    /// <summary>Serves until told to stop: a line for each call on standard output, refused clients and faults on standard error.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="what">What is served, for the first line.</param>
    /// <param name="start">Starts it.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="CommandException">A file is not what it must be, or the port is taken.</exception>
    public async Task RunAsync(ParseResult result, string what, Func<RemoteServerOptions, Task<RemoteServer>> start, CancellationToken stop)
    {
        IPEndPoint endpoint = EndpointOf(result.GetRequiredValue(listen));
        using TlsIdentity identity = PemFile.Read(result.GetRequiredValue(certificate), "certificate", TlsIdentity.FromPemFile);
        RemoteServerOptions options = new()
        {
            Identity = identity,
            Trust = TrustOf(result),
            Interface = endpoint.Address,
            Port = endpoint.Port,
            OnCall = call => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():u} {call.Service} {call.Outcome} {call.Duration.TotalSeconds:0.000} s {call.Name} {call.Client}")),
            OnRefusedClient = reason => Console.Error.WriteLine($"ztoken: a client was turned away: {reason}"),
            OnFault = (service, fault) => Console.Error.WriteLine($"ztoken: fault in {service}: {fault}"),
        };
        await using RemoteServer server = await StartAsync(start, options);
        Console.WriteLine($"{what,-11} {server.Address}");
        Console.WriteLine($"certificate {identity}");
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await stopped.Task;
        Console.WriteLine("stopped");
    }

    private PeerTrust TrustOf(ParseResult result)
    {
        if (result.GetValue(clientAuthority) is { } authority)
        {
            return PemFile.Read(authority, "authority", PeerTrust.InAuthorityOf);
        }

        return PeerTrust.InFingerprints(result.GetRequiredValue(clientFingerprints).Select(text => CertificateFingerprint.TryParse(text, out CertificateFingerprint fingerprint)
            ? fingerprint
            : throw new CommandException(ExitCode.Usage, $"--client-fingerprint: '{text}' is no fingerprint: give the 64 hex digits of SHA-256")));
    }

    private static async Task<RemoteServer> StartAsync(Func<RemoteServerOptions, Task<RemoteServer>> start, RemoteServerOptions options)
    {
        try
        {
            return await start(options);
        }
        catch (InvalidDataException refused)
        {
            throw new CommandException(ExitCode.BadInput, $"--certificate: {refused.Message}", refused);
        }
        catch (IOException taken)
        {
            throw new CommandException(ExitCode.InUse, $"--listen: {taken.Message}: name another, or port 0 for a free one", taken);
        }
    }

    private static IPEndPoint EndpointOf(string text) =>
        text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out IPEndPoint? endpoint)
            ? endpoint
            : throw new CommandException(ExitCode.Usage, $"--listen: '{text}' is no address with a port: give one like 127.0.0.1:9443");
}
