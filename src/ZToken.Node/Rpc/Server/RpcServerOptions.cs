using System.Net;

namespace ZToken.Node;

/// <summary>Where a server listens and what it lets callers do.</summary>
public sealed record RpcServerOptions
{
    /// <summary>The port by custom.</summary>
    public const int DefaultPort = 8545;

    /// <summary>The interface: this machine alone, unless said otherwise. There is neither a password nor TLS; a proxy in front of it has both.</summary>
    public IPAddress Interface { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Names by which callers may call this host, beside "localhost" and addresses; against pages that rebind their name to this machine.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>The bounds.</summary>
    public RpcLimits Limits { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of faults that are ours, with the method; callers learn no more than that there was one.</summary>
    public Action<string, Exception>? OnFault { get; init; }
}
