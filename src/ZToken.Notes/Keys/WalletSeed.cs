using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>The 32 bytes that all keys of a member follow from. Whoever has them can spend.</summary>
/// <remarks>The keys are <see cref="KeyExpansion"/> of the seed; nothing else needs to be kept to build a wallet anew.</remarks>
public sealed class WalletSeed : IDisposable
{
    /// <summary>Bytes of a seed.</summary>
    public const int SizeInBytes = 32;

    private readonly Secret<SeedBytes> secret;

    private WalletSeed(Secret<SeedBytes> secret) => this.secret = secret;

    /// <summary>A new seed.</summary>
    public static WalletSeed Create(RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        SeedBytes bytes = default;
        source.Fill(bytes);
        return Take(ref bytes);
    }

    /// <summary>Reads 32 bytes.</summary>
    /// <returns>False where there are not 32, or all are zero, as in a file that was never written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, [NotNullWhen(true)] out WalletSeed? seed)
    {
        seed = null;
        if (source.Length != SizeInBytes || !source.ContainsAnyExcept((byte)0))
        {
            return false;
        }

        SeedBytes bytes = default;
        source.CopyTo(bytes);
        seed = Take(ref bytes);
        return true;
    }

    /// <summary>The key that spends on a ledger; it can live in a device of its own.</summary>
    public SpendAuthorizationKey SpendAuthorizationKey(LedgerId ledger) => new(KeyExpansion.ToScalar(secret.Expose(), KeyExpansion.SpendAuthorization, ledger: ledger));

    /// <summary>The keys that see everything on a ledger and spend nothing.</summary>
    public FullViewingKey FullViewingKey(LedgerId ledger)
    {
        using SpendAuthorizationKey ask = SpendAuthorizationKey(ledger);
        SeedBytes viewRoot = default;
        KeyExpansion.ToBytes(secret.Expose(), KeyExpansion.ViewRoot, viewRoot, ledger);
        FullViewingKey key = new(ask.ValidatingKey, new NullifierKey(KeyExpansion.ToElement(secret.Expose(), KeyExpansion.Nullifier, ledger)), viewRoot);
        ((Span<byte>)viewRoot).Clear();
        return key;
    }

    /// <summary>Writes the 32 bytes, to be encrypted at once.</summary>
    public void WriteTo(Span<byte> destination) => ((ReadOnlySpan<byte>)secret.Expose()).CopyTo(destination);

    /// <summary>Overwrites the seed with zeros.</summary>
    public void Dispose() => secret.Dispose();

    private static WalletSeed Take(ref SeedBytes bytes)
    {
        WalletSeed seed = new(new Secret<SeedBytes>(bytes));
        ((Span<byte>)bytes).Clear();
        return seed;
    }
}
