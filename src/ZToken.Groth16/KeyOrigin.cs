namespace ZToken.Groth16;

/// <summary>Who knows the secrets behind a key.</summary>
public enum KeyOrigin
{
    /// <summary>Made on one machine from one random source: whoever ran it can prove anything. For development, never for money.</summary>
    Development = 0,

    /// <summary>A ceremony of several parties, one honest one among them being enough.</summary>
    Ceremony,
}
