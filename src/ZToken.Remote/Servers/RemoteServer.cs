using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using ZToken.Circuits;
using ZToken.Notes;

namespace ZToken.Remote;

/// <summary>A signer or a prover served over gRPC (HTTP/2, TLS 1.3) to clients that show a certificate which is accepted; all others end in the handshake.</summary>
/// <remarks>Requests have bounds of size, number and time; a client that goes away takes its work with it.</remarks>
public sealed class RemoteServer : IAsyncDisposable
{
    // Beside the wire form: its tag and length.
    private const int Overhead = 1024;

    // More than a stream's window, so that a message is refused by the size that it announces before its body is.
    private const int LargestBody = 1 << 20;
    private const int LargestAnswer = 4096;

    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly RemoteServerOptions options;
    private readonly ServedCalls calls;
    private WebApplication? web;

    private RemoteServer(RemoteServerOptions options) => (this.options, calls) = (options, new ServedCalls(options));

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("https://localhost");

    /// <summary>Begins to serve a signer, which stays the caller's.</summary>
    /// <exception cref="IOException">The port is in use, or the interface is not of this machine.</exception>
    /// <exception cref="InvalidDataException">The certificate is not one of a server.</exception>
    public static Task<RemoteServer> ServeSignerAsync(ISpendSigner signer, RemoteServerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return ServeAsync(
            options, SigningRequest.MaxSizeInBytes, (services, calls) => services.AddSingleton(new SpendSignerService(signer, calls)), app => app.MapGrpcService<SpendSignerService>(), cancellation);
    }

    /// <summary>Begins to serve a prover, which stays the caller's.</summary>
    /// <exception cref="IOException">The port is in use, or the interface is not of this machine.</exception>
    /// <exception cref="InvalidDataException">The certificate is not one of a server.</exception>
    public static Task<RemoteServer> ServeProverAsync(ITransferProver prover, RemoteServerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prover);
        return ServeAsync(
            options, TransferWitness.MaxSizeInBytes, (services, calls) => services.AddSingleton(new TransferProverService(prover, calls)), app => app.MapGrpcService<TransferProverService>(), cancellation);
    }

    /// <summary>Lets calls end for five seconds, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (web is { } running)
        {
            web = null;
            using CancellationTokenSource patience = new(StopTime, options.Time);
            await running.StopAsync(patience.Token);
            await running.DisposeAsync();
        }

        calls.Dispose();
    }

    private static async Task<RemoteServer> ServeAsync(
        RemoteServerOptions options, int largestRequest, Action<IServiceCollection, ServedCalls> add, Action<WebApplication> map, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        RemoteServer server = new(options);
        try
        {
            await server.ListenAsync(largestRequest, add, map, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task ListenAsync(int largestRequest, Action<IServiceCollection, ServedCalls> add, Action<WebApplication> map, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = options.Connections;
            kestrel.Limits.KeepAliveTimeout = IdleTime;
            kestrel.Limits.Http2.MaxStreamsPerConnection = options.RequestsAtOnce + options.Waiting + 1;
            kestrel.Listen(options.Interface, options.Port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                _ = endpoint.UseHttps(Tls());
            });
        });
        _ = builder.Services.AddRouting().AddLogging();
        _ = builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = largestRequest + Overhead;
            grpc.MaxSendMessageSize = LargestAnswer;
            grpc.EnableDetailedErrors = false;
        });
        add(builder.Services, calls);
        web = builder.Build();
        map(web);
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException failed) when (failed.InnerException is AddressInUseException)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"port {options.Port} of {options.Interface} is in use"), failed);
        }
        catch (InvalidOperationException failed)
        {
            throw new InvalidDataException($"{options.Identity} is no certificate of a server: {failed.Message}", failed);
        }
        catch (System.Net.Sockets.SocketException failed)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"cannot listen on {options.Interface}:{options.Port}: {failed.Message}"), failed);
        }

        Address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private HttpsConnectionAdapterOptions Tls() => new()
    {
        ServerCertificate = options.Identity.Certificate,
        ServerCertificateChain = options.Identity.Intermediates,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (certificate, chain, _) => Accepts(certificate, chain),
        CheckCertificateRevocation = false,
        SslProtocols = SslProtocols.Tls13,
        HandshakeTimeout = HandshakeTime,
    };

    private bool Accepts(X509Certificate2 certificate, X509Chain? chain)
    {
        string? objection = options.Trust.FindObjectionToClient(certificate, chain?.ChainPolicy.ExtraStore ?? [], options.Time.GetUtcNow());
        if (objection is not null)
        {
            options.OnRefusedClient?.Invoke(objection);
        }

        return objection is null;
    }
}
