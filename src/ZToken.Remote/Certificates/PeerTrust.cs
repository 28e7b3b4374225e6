using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZToken.Remote;

/// <summary>Whose certificates one side of a connection accepts: those that one authority has issued, or those with given fingerprints. The system's authorities count for nothing.</summary>
/// <remarks>
/// A certificate by an authority must be valid now, be for the side that shows it (client or server), and a server's must name the host that was called. A pinned one must be valid now.
/// Revocation lists are not read: take a certificate back by issuing short-lived ones, or by taking its fingerprint off the list.
/// </remarks>
public sealed class PeerTrust
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2? authority;
    private readonly HashSet<CertificateFingerprint> pinned;

    private PeerTrust(X509Certificate2? authority, HashSet<CertificateFingerprint> pinned) => (this.authority, this.pinned) = (authority, pinned);

    /// <summary>Accepts what an authority has issued.</summary>
    public static PeerTrust InAuthority(X509Certificate2 authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return new PeerTrust(authority, []);
    }

    /// <summary>Accepts what the authority in a PEM file has issued.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">It holds no certificate.</exception>
    public static PeerTrust InAuthorityOf(string pemFile)
    {
        try
        {
            return InAuthority(X509Certificate2.CreateFromPem(File.ReadAllText(pemFile)));
        }
        catch (CryptographicException malformed)
        {
            throw new InvalidDataException($"'{pemFile}' must hold the authority's certificate in PEM: {malformed.Message}", malformed);
        }
    }

    /// <summary>Accepts the certificates with these fingerprints.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static PeerTrust InFingerprints(params IEnumerable<CertificateFingerprint> fingerprints)
    {
        HashSet<CertificateFingerprint> set = [.. fingerprints];
        return set.Count > 0 ? new PeerTrust(null, set) : throw new ArgumentException("Name at least one fingerprint.", nameof(fingerprints));
    }

    /// <summary>Why a client's certificate is not accepted, in words for its owner, or null where it is.</summary>
    internal string? FindObjectionToClient(X509Certificate2? certificate, X509Certificate2Collection presented, DateTimeOffset now) =>
        FindObjection(certificate, presented, ClientUse, now);

    /// <summary>Why a server's certificate is not accepted, in words for its owner, or null where it is.</summary>
    internal string? FindObjectionToServer(X509Certificate2? certificate, X509Certificate2Collection presented, string host, DateTimeOffset now)
    {
        string? objection = FindObjection(certificate, presented, ServerUse, now);
        return objection is null && authority is not null && !certificate!.MatchesHostname(host, allowCommonName: false)
            ? $"its certificate {Name(certificate)} is not for '{host}'"
            : objection;
    }

    private string? FindObjection(X509Certificate2? certificate, X509Certificate2Collection presented, string use, DateTimeOffset now)
    {
        if (certificate is null)
        {
            return "it shows no certificate";
        }

        (DateTime from, DateTime until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (now.UtcDateTime < from || now.UtcDateTime > until)
        {
            return string.Create(CultureInfo.InvariantCulture, $"its certificate {Name(certificate)} is valid from {from:u} to {until:u} only");
        }

        if (authority is null)
        {
            return pinned.Contains(CertificateFingerprint.Of(certificate)) ? null : $"its certificate {Name(certificate)} is none that is pinned";
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ExtraStore.AddRange(presented);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        bool isTrusted = chain.Build(certificate);
        string reasons = string.Join(", ", chain.ChainStatus.Select(status => status.Status));
        foreach (X509ChainElement element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return isTrusted ? null : $"its certificate {Name(certificate)} is not one that {authority.Subject} issued for this use ({reasons})";
    }

    private static string Name(X509Certificate2 certificate) => $"{certificate.Subject} ({CertificateFingerprint.Of(certificate)})";
}
