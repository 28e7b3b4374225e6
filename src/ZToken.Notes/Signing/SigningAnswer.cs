using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A signature, or the reason why there is none.</summary>
public readonly record struct SigningAnswer
{
    private SigningAnswer(RedJubjubSignature? signature, SigningRefusal? refusal) => (Signature, Refusal) = (signature, refusal);

    /// <summary>The signature under rk.</summary>
    public RedJubjubSignature? Signature { get; }

    /// <summary>Why there is none.</summary>
    public SigningRefusal? Refusal { get; }

    /// <summary>An answer that signs.</summary>
    public static SigningAnswer Sign(RedJubjubSignature signature) => new(signature, null);

    /// <summary>An answer that refuses.</summary>
    public static SigningAnswer Refuse(SigningRefusal refusal) => new(null, refusal);
}
