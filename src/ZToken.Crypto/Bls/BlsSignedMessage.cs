namespace ZToken.Crypto;

/// <summary>A signature with what it claims to sign and by whom: one entry of a batch.</summary>
/// <param name="Key">Whose signature it claims to be.</param>
/// <param name="Message">What it claims to sign.</param>
/// <param name="Signature">The signature.</param>
public sealed record BlsSignedMessage(BlsPublicKey Key, ReadOnlyMemory<byte> Message, BlsSignature Signature);
