using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;

namespace ZToken.Remote;

/// <summary>A connection to one server, made at the first call and again when it broke; and what went wrong with a call in words for a person.</summary>
internal sealed class RemoteChannel : IDisposable
{
    private const int LargestAnswer = 4096;
    private const int LongestDetail = 200;

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(20);

    private readonly RemoteClientOptions options;
    private readonly string what;
    private readonly GrpcChannel channel;
    private volatile string? objection;
    private volatile HeardStream? latest;

    /// <param name="options">Where to.</param>
    /// <param name="what">What is asked there: <c>signer</c> or <c>prover</c>.</param>
    /// <param name="largestRequest">Bytes.</param>
    /// <exception cref="ArgumentException">The address is not of https, or the deadline not positive.</exception>
    public RemoteChannel(RemoteClientOptions options, string what, int largestRequest)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Address.IsAbsoluteUri || options.Address.Scheme != Uri.UriSchemeHttps || options.Deadline <= TimeSpan.Zero)
        {
            throw new ArgumentException($"A {what} elsewhere is reached by https and within some time; '{options.Address}' is not.", nameof(options));
        }

        (this.options, this.what) = (options, what);
        channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            HttpHandler = Handler(),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestAnswer,
            MaxSendMessageSize = largestRequest,
        });
    }

    public CallInvoker Invoker => channel.CreateCallInvoker();

    /// <summary>The server, as messages name it.</summary>
    public string Name => $"the {what} at {options.Address.GetLeftPart(UriPartial.Authority)}";

    /// <summary>The options of a call that begins now.</summary>
    public CallOptions CallOptions(CancellationToken cancellation) => new(deadline: (options.Time.GetUtcNow() + options.Deadline).UtcDateTime, cancellationToken: cancellation);

    /// <summary>What a failed call comes to.</summary>
    public Exception Explain(RpcException failed, CancellationToken cancellation)
    {
        if (failed.StatusCode == StatusCode.Cancelled && cancellation.IsCancellationRequested)
        {
            return new OperationCanceledException(failed.Message, failed, cancellation);
        }

        // The server's own words come without an exception of this side.
        (RemoteFailure failure, string reason) = failed.Status.DebugException is null ? OfServer(failed.Status) : OfConnection(failed.Status);
        return new RemoteException(failure, $"{Name}: {reason}", failed);
    }

    public void Dispose() => channel.Dispose();

    private SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTime,
        ConnectCallback = ConnectAsync,
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingTimeout = ConnectTime,
        PlaintextStreamFilter = (context, _) =>
        {
            HeardStream heard = new(context.PlaintextStream);
            latest = heard;
            return ValueTask.FromResult<Stream>(heard);
        },
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls13,
            ClientCertificateContext = options.Identity.ToContext(),
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => Accepts(certificate as X509Certificate2, chain),
        },
    };

    // With a way of its own to connect, the channel tries at every call and does not wait after a failure: how often to ask again is the wallet's affair.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool Accepts(X509Certificate2? certificate, X509Chain? chain)
    {
        objection = options.Trust.FindObjectionToServer(certificate, chain?.ChainPolicy.ExtraStore ?? [], options.Address.IdnHost, options.Time.GetUtcNow());
        return objection is null;
    }

    private (RemoteFailure Failure, string Reason) OfServer(Status status) => status.StatusCode switch
    {
        StatusCode.DeadlineExceeded => (RemoteFailure.TooLate, $"no answer within {options.Deadline.TotalSeconds:0} seconds"),
        StatusCode.Unavailable or StatusCode.FailedPrecondition or StatusCode.Cancelled => (RemoteFailure.Unavailable, Printable(status.Detail)),
        StatusCode.InvalidArgument or StatusCode.ResourceExhausted => (RemoteFailure.Misunderstood, Printable(status.Detail)),
        StatusCode.Unauthenticated => (RemoteFailure.ClientNotTrusted, Printable(status.Detail)),
        StatusCode.Unimplemented => (RemoteFailure.AnotherService, $"it is no {what}"),
        _ => (RemoteFailure.ServerFault, Printable(status.Detail)),
    };

    private (RemoteFailure Failure, string Reason) OfConnection(Status status)
    {
        HttpRequestException? http = status.DebugException as HttpRequestException;
        return http?.HttpRequestError switch
        {
            _ when status.StatusCode == StatusCode.DeadlineExceeded => (RemoteFailure.TooLate, $"no answer within {options.Deadline.TotalSeconds:0} seconds"),
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => (RemoteFailure.Unreachable, $"nobody listens there ({Printable(http.Message)})"),
            HttpRequestError.SecureConnectionError when objection is { } reason => (RemoteFailure.ServerNotTrusted, reason),
            HttpRequestError.SecureConnectionError => (RemoteFailure.ClientNotTrusted, NotTrusted),
            _ when latest is { HasHeard: false } => (RemoteFailure.ClientNotTrusted, NotTrusted),
            _ => (RemoteFailure.Unreachable, $"the connection broke ({Printable(status.Detail)})"),
        };
    }

    private string NotTrusted => $"it ended the connection without a word: it does not accept the certificate {options.Identity}, or speaks no TLS 1.3";

    // What a server says goes into logs and terminals: one line, and not a long one.
    private static string Printable(string text)
    {
        string line = new([.. text.Take(LongestDetail).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        return line.Length < text.Length ? line + " ..." : line;
    }
}
