using System.Net;

namespace ZToken.Remote;

/// <summary>How a signer or a prover is served.</summary>
public sealed record RemoteServerOptions
{
    /// <summary>The server's certificate with its key; the server does not dispose of it.</summary>
    public required TlsIdentity Identity { get; init; }

    /// <summary>Whose certificates clients must show. All that it accepts may ask for everything: give each service an authority of its own, or name the clients.</summary>
    public required PeerTrust Trust { get; init; }

    /// <summary>The interface; that of this machine alone where nothing is said.</summary>
    public IPAddress Interface { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How many connections are held at once.</summary>
    public int Connections { get; init; } = 32;

    /// <summary>How many requests are worked on at once: one, since one proof already uses all processors.</summary>
    public int RequestsAtOnce { get; init; } = 1;

    /// <summary>How many requests wait for their turn; those beyond are told to come again.</summary>
    public int Waiting { get; init; } = 16;

    /// <summary>Is told of each call when it is over, from any thread.</summary>
    public Action<RemoteCall>? OnCall { get; init; }

    /// <summary>Is told why a client was turned away in the handshake, from any thread.</summary>
    public Action<string>? OnRefusedClient { get; init; }

    /// <summary>Is told what went wrong within, of which the client hears nothing: the call, and the exception. From any thread.</summary>
    public Action<string, Exception>? OnFault { get; init; }

    /// <summary>What time it is, for certificates and durations.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
