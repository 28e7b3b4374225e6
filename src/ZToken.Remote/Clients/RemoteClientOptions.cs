namespace ZToken.Remote;

/// <summary>How a signer or a prover elsewhere is reached.</summary>
public sealed record RemoteClientOptions
{
    /// <summary>Where it listens: <c>https://host:port</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The certificate that is shown to it; the client does not dispose of it.</summary>
    public required TlsIdentity Identity { get; init; }

    /// <summary>Whose certificate it must show.</summary>
    public required PeerTrust Trust { get; init; }

    /// <summary>How long one answer may take, with connecting: two minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What time it is, for certificates and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
