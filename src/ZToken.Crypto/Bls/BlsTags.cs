namespace ZToken.Crypto;

/// <summary>The domain separation tags of draft-irtf-cfrg-bls-signature-05, section 4.2.</summary>
internal static class BlsTags
{
    public static ReadOnlySpan<byte> Basic => "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"u8;

    public static ReadOnlySpan<byte> ProofOfPossession => "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_"u8;

    /// <summary>For the proofs themselves: the message is the public key.</summary>
    public static ReadOnlySpan<byte> Possession => "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_"u8;
}
