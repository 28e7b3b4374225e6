using System.Buffers;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace ZToken.Node;

/// <summary>Ethereum's JSON-RPC over HTTP (Kestrel) for a chain: what ethers, viem, cast and our own client speak.</summary>
/// <remarks>
/// Only POST of application/json, and only under a host name that is ours: so no page in a browser can call it, neither with a form nor by rebinding its name.
/// Requests have bounds of size, number and time (<see cref="RpcLimits"/>).
/// </remarks>
public sealed class RpcServer : IAsyncDisposable
{
    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(2);

    private readonly RpcServerOptions options;
    private readonly LogMethods logs;
    private readonly RpcDispatcher dispatcher;
    private readonly SemaphoreSlim turns;
    private WebApplication? web;

    private RpcServer(LocalChain chain, RpcServerOptions options)
    {
        this.options = options;
        logs = new LogMethods(chain, options.Limits, options.Time);
        RpcMethods methods = new(
            new NodeMethods(chain).All, new BlockMethods(chain).All, new StateMethods(chain).All, new CallMethods(chain).All,
            new FeeMethods(chain).All, new PoolMethods(chain).All, logs.All, new RawMethods(chain).All);
        Methods = [.. methods.Names];
        dispatcher = new RpcDispatcher(methods, options.Limits, options.OnFault);
        turns = new SemaphoreSlim(options.Limits.RequestsAtOnce);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>The names of its methods.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>Begins to listen. The chain stays the caller's, who ends the server first.</summary>
    /// <exception cref="IOException">The port is in use, or the interface is not of this machine.</exception>
    public static async Task<RpcServer> StartAsync(LocalChain chain, RpcServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chain);
        RpcServer server = new(chain, options ?? new RpcServerOptions());
        try
        {
            await server.ListenAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (web is WebApplication running)
        {
            web = null;
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(5), options.Time);
            await running.StopAsync(patience.Token);
            await running.DisposeAsync();
        }

        logs.Dispose();
        turns.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.RequestBytes;
            kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
            kestrel.Limits.RequestHeadersTimeout = HeaderTime;
            kestrel.Limits.KeepAliveTimeout = IdleTime;
            kestrel.Listen(options.Interface, options.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        web = builder.Build();
        web.Run(HandleAsync);
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException failed) when (failed.InnerException is AddressInUseException)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"port {options.Port} of {options.Interface} is in use"), failed);
        }
        catch (System.Net.Sockets.SocketException failed)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"cannot listen on {options.Interface}:{options.Port}: {failed.Message}"), failed);
        }

        string listening = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(listening);
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (RefusalOf(context.Request) is (int status, string problem))
        {
            await RefuseAsync(context, status, problem);
            return;
        }

        using CancellationTokenSource clock = new(options.Limits.RequestTime, options.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, context.RequestAborted);
        try
        {
            ReadOnlyMemory<byte> request = await ReadAsync(context.Request, either.Token);
            await turns.WaitAsync(either.Token);
            ReadOnlyMemory<byte> answer;
            try
            {
                answer = dispatcher.Answer(request, either.Token);
            }
            finally
            {
                turns.Release();
            }

            await WriteAsync(context.Response, answer, context.RequestAborted);
        }
        catch (BadHttpRequestException bad)
        {
            string reason = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? $"the request has more than {options.Limits.RequestBytes} bytes" : "the request ended early";
            await RefuseAsync(context, bad.StatusCode, reason);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "the request waited too long for its turn");
        }
        catch (OperationCanceledException)
        {
            // The caller has gone: there is nobody to answer.
        }
    }

    private (int Status, string Problem)? RefusalOf(HttpRequest request)
    {
        if (!IsOurs(request.Host.Host))
        {
            return (StatusCodes.Status403Forbidden, "this host name is not served");
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return (StatusCodes.Status405MethodNotAllowed, "JSON-RPC is asked by POST");
        }

        bool isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
        return isJson ? null : (StatusCodes.Status415UnsupportedMediaType, "the content type must be application/json");
    }

    private bool IsOurs(string host) =>
        host.Length == 0
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out _)
        || options.HostNames.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        // Kestrel ends the stream where it gets longer than it may.
        ArrayBufferWriter<byte> whole = new(4096);
        int read;
        while ((read = await request.Body.ReadAsync(whole.GetMemory(4096), cancellation)) > 0)
        {
            whole.Advance(read);
        }

        return whole.WrittenMemory;
    }

    private static async Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> answer, CancellationToken cancellation)
    {
        if (answer.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.ContentType = "application/json";
        response.ContentLength = answer.Length;
        await response.Body.WriteAsync(answer, cancellation);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = HttpMethods.Post;
        }

        await context.Response.WriteAsync(problem + "\n", context.RequestAborted);
    }
}
