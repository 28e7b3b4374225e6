namespace ZToken.Remote;

/// <summary>Thrown by a signer or a prover that cannot answer now: the client is told the message, which must hold no secret.</summary>
/// <param name="message">Why not, in a sentence for the client's owner.</param>
/// <param name="inner">What caused it; kept from the client.</param>
public sealed class ServiceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
