namespace ZToken.Remote;

/// <summary>Why a signer or a prover elsewhere gave no answer. A refusal of the signer is an answer and not among these.</summary>
public enum RemoteFailure
{
    /// <summary>Nobody listens there, or the connection broke: ask again later. A request to sign may be repeated as it is.</summary>
    Unreachable,

    /// <summary>The server's certificate is not accepted here.</summary>
    ServerNotTrusted,

    /// <summary>The server ended the connection before it said anything: it does not accept the certificate shown to it, or is no server of ours.</summary>
    ClientNotTrusted,

    /// <summary>There was no answer before the deadline.</summary>
    TooLate,

    /// <summary>The server says that it cannot answer now: too much is waiting, its node is away, it lacks a key.</summary>
    Unavailable,

    /// <summary>The server did not understand the request: it is of another version, or the request is too large.</summary>
    Misunderstood,

    /// <summary>The server does not offer what was asked: a prover was taken for a signer, or the other way round.</summary>
    AnotherService,

    /// <summary>The server failed by a fault of its own, of which it keeps the details.</summary>
    ServerFault,
}
