using System.Diagnostics.CodeAnalysis;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>A keeper's or a supervisor's public key as people pass it on: 0x and 64 digits.</summary>
public static class KeeperText
{
    /// <summary>The text of a key.</summary>
    public static string Of(KeeperPublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> bytes = stackalloc byte[KeeperPublicKey.SizeInBytes];
        key.WriteTo(bytes);
        return Hex.ToPrefixed(bytes);
    }

    /// <summary>Reads a text.</summary>
    /// <returns>False where it is not the canonical encoding of a point of prime order.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeeperPublicKey? key)
    {
        key = null;
        return Hex.TryReadPrefixed(text, out byte[] bytes) && KeeperPublicKey.TryRead(bytes, out key);
    }
}
