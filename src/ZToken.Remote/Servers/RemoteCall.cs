namespace ZToken.Remote;

/// <summary>A call that a server has answered, as its log has it: who and how it ended, nothing of what was asked.</summary>
/// <param name="Client">The fingerprint of the client's certificate.</param>
/// <param name="Name">Whom the certificate names.</param>
/// <param name="Service">What was asked: <c>sign</c> or <c>prove</c>.</param>
/// <param name="Outcome">How it ended, in a word or a sentence.</param>
/// <param name="Duration">How long it took.</param>
public sealed record RemoteCall(CertificateFingerprint Client, string Name, string Service, string Outcome, TimeSpan Duration);
