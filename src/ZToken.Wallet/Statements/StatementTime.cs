using System.Globalization;

namespace ZToken.Wallet;

/// <summary>Times in what leaves the wallet: UTC, to the second, as ISO 8601 has them.</summary>
internal static class StatementTime
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
