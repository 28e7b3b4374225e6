namespace ZToken.Crypto;

/// <summary>A claim that a message was signed, one of many to be verified together.</summary>
/// <param name="Key">The key under which.</param>
/// <param name="Message">What was signed.</param>
/// <param name="Signature">The signature.</param>
public readonly record struct RedJubjubClaim(RedJubjubPublicKey Key, ReadOnlyMemory<byte> Message, RedJubjubSignature Signature);
