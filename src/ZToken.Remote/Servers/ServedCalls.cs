using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using ZToken.Groth16;

namespace ZToken.Remote;

/// <summary>The calls of a server: their turns, their ends as the client hears them, and their lines in the log.</summary>
internal sealed class ServedCalls(RemoteServerOptions options) : IDisposable
{
    private readonly SemaphoreSlim turns = new(options.RequestsAtOnce);
    private int inside;

    /// <summary>Runs a call in its turn.</summary>
    /// <param name="service">What is asked.</param>
    /// <param name="context">The call.</param>
    /// <param name="work">Does it, and says in a word how it ended.</param>
    /// <exception cref="RpcException">It failed, in words for the client.</exception>
    public async Task RunAsync(string service, ServerCallContext context, Func<CancellationToken, Task<string>> work)
    {
        long started = options.Time.GetTimestamp();
        string outcome = "fault";
        try
        {
            RefuseExpired(context);
            outcome = await InTurnAsync(work, context.CancellationToken);
        }
        catch (Exception failure)
        {
            Status status = StatusOf(failure);
            outcome = $"{status.StatusCode}: {status.Detail}";
            if (status.StatusCode == StatusCode.Internal || failure.InnerException is not null)
            {
                options.OnFault?.Invoke(service, failure);
            }

            throw new RpcException(status);
        }
        finally
        {
            Report(service, context, outcome, options.Time.GetElapsedTime(started));
        }
    }

    public void Dispose() => turns.Dispose();

    private async Task<string> InTurnAsync(Func<CancellationToken, Task<string>> work, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref inside) > options.RequestsAtOnce + options.Waiting)
            {
                throw new ServiceUnavailableException($"{options.Waiting} requests are waiting already: come again later");
            }

            await turns.WaitAsync(cancellation);
            try
            {
                return await work(cancellation);
            }
            finally
            {
                _ = turns.Release();
            }
        }
        finally
        {
            _ = Interlocked.Decrement(ref inside);
        }
    }

    // The handshake looked at the certificate once, and a connection can outlive it.
    private void RefuseExpired(ServerCallContext context)
    {
        if (context.GetHttpContext().Connection.ClientCertificate is { } client && options.Time.GetUtcNow().UtcDateTime > client.NotAfter.ToUniversalTime())
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "the client's certificate has expired while it was connected"));
        }
    }

    // Paths and inner messages stay here: they are the operator's affair.
    private static Status StatusOf(Exception failure) => failure switch
    {
        RpcException known => known.Status,
        OperationCanceledException => new Status(StatusCode.Cancelled, "the call was cancelled"),
        ServiceUnavailableException unavailable => new Status(StatusCode.Unavailable, unavailable.Message),
        FileNotFoundException or MalformedFileException or InvalidDataException => new Status(StatusCode.FailedPrecondition, "it has no good key for this shape: its operator must see to it"),
        IOException => new Status(StatusCode.Unavailable, "it cannot write its records: its operator must see to it"),
        _ => new Status(StatusCode.Internal, "a fault of the server, of which its own log has the details"),
    };

    private void Report(string service, ServerCallContext context, string outcome, TimeSpan duration)
    {
        if (options.OnCall is not { } report)
        {
            return;
        }

        // A call without a certificate does not come this far: the handshake demands one.
        X509Certificate2? client = context.GetHttpContext().Connection.ClientCertificate;
        report(new RemoteCall(client is null ? default : CertificateFingerprint.Of(client), client?.Subject ?? "", service, outcome, duration));
    }
}
