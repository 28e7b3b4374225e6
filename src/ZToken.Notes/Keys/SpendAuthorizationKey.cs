using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>ask: signs transfers, and does nothing else.</summary>
/// <remarks>Its public point ak = [ask] G_auth is never published: each transfer shows it randomised.</remarks>
public sealed class SpendAuthorizationKey : IDisposable
{
    private readonly Secret<JubjubScalar> secret;

    internal SpendAuthorizationKey(Secret<JubjubScalar> secret)
    {
        this.secret = secret;
        ValidatingKey = RedJubjub.SpendAuthorization.PublicKeyOf(secret).Point;
    }

    /// <summary>ak = [ask] G_auth, of prime order.</summary>
    public JubjubAffine ValidatingKey { get; }

    /// <summary>Reads 32 bytes, little-endian.</summary>
    /// <returns>False where they are not a scalar below r_J, or zero.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SpendAuthorizationKey? key)
    {
        bool valid = JubjubScalar.TryReadLittleEndian(bytes, out JubjubScalar scalar) && !scalar.IsZero;
        key = valid ? new SpendAuthorizationKey(new Secret<JubjubScalar>(scalar)) : null;
        return valid;
    }

    /// <summary>Writes 32 bytes, little-endian, to be encrypted at once or handed to a signing device.</summary>
    public void WriteTo(Span<byte> destination) => secret.Expose().WriteLittleEndian(destination);

    /// <summary>Signs under rk = ak + [alpha] G_auth.</summary>
    internal RedJubjubSignature Sign(in JubjubScalar alpha, ReadOnlySpan<byte> message, RandomSource source)
    {
        using Secret<JubjubScalar> randomized = RedJubjub.Randomize(secret, alpha);
        return RedJubjub.SpendAuthorization.Sign(randomized, message, source);
    }

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose() => secret.Dispose();
}
