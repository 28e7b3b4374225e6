namespace ZToken.Crypto;

/// <summary>The two checksums of the family: they differ in a constant.</summary>
public enum Bech32Variant
{
    /// <summary>Bech32m of BIP-350, for everything new.</summary>
    Bech32m,

    /// <summary>Bech32 of BIP-173, in which letters q before a final p can be added and removed unnoticed: only for old formats.</summary>
    Bech32,
}
