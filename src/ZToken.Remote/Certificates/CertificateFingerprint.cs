using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZToken.Remote;

/// <summary>SHA-256 of a certificate's DER bytes: what a peer is pinned by. Written as 64 hex digits, with or without colons.</summary>
public readonly record struct CertificateFingerprint
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int SizeInBytes = SHA256.HashSizeInBytes;

    private readonly UInt128 high;
    private readonly UInt128 low;

    private CertificateFingerprint(ReadOnlySpan<byte> bytes) => (high, low) = (BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>The fingerprint of a certificate.</summary>
    public static CertificateFingerprint Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateFingerprint(SHA256.HashData(certificate.RawDataMemory.Span));
    }

    /// <summary>Reads 64 hex digits, in pairs with colons between them or without: as <c>openssl x509 -fingerprint -sha256</c> prints them.</summary>
    /// <returns>False where the text is anything else.</returns>
    public static bool TryParse(string text, out CertificateFingerprint fingerprint)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int DigitsWithColons = (SizeInBytes * 3) - 1;
        fingerprint = default;
        string digits = text;
        if (text.Length == DigitsWithColons)
        {
            bool inPairs = Enumerable.Range(0, text.Length).All(i => (text[i] == ':') == (i % 3 == 2));
            digits = inPairs ? text.Replace(":", "", StringComparison.Ordinal) : "";
        }

        Span<byte> bytes = stackalloc byte[SizeInBytes];
        bool valid = digits.Length == 2 * SizeInBytes && Convert.FromHexString(digits, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        fingerprint = valid ? new CertificateFingerprint(bytes) : default;
        return valid;
    }

    /// <summary>64 digits in lower case.</summary>
    public override string ToString() => $"{high:x32}{low:x32}";
}
