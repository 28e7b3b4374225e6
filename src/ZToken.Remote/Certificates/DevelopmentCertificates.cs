using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZToken.Remote;

/// <summary>An authority for trying things out, which issues a few certificates and is forgotten: its key is never written anywhere. ECDSA on P-256.</summary>
/// <remarks>Every subject says that it is for development: a bank's certificates come from the bank's own authority.</remarks>
public sealed class DevelopmentCertificates : IDisposable
{
    private const string Mark = "OU=FOR DEVELOPMENT ONLY, O=ZToken";
    private const int SerialLength = 16;
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    // Clocks of two machines differ.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private readonly DateTimeOffset from;
    private readonly DateTimeOffset until;

    /// <summary>Makes an authority.</summary>
    /// <param name="life">How long it and its certificates are valid.</param>
    /// <param name="time">What time it is, or null for the system's clock.</param>
    public DevelopmentCertificates(TimeSpan life, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero);
        DateTimeOffset now = (time ?? TimeProvider.System).GetUtcNow();
        (from, until) = (now - Slack, now + life);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN=ZToken development authority, {Mark}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Authority = request.CreateSelfSigned(from, until);
    }

    /// <summary>The authority's certificate; its key stays here.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Issues a certificate of a server under some host names or addresses.</summary>
    /// <exception cref="ArgumentException">There is no host.</exception>
    public X509Certificate2 IssueServer(string name, params IReadOnlyCollection<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        if (hosts.Count == 0)
        {
            throw new ArgumentException("A server has at least one host name or address.", nameof(hosts));
        }

        SubjectAlternativeNameBuilder names = new();
        foreach (string host in hosts)
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return Issue(name, ServerUse, names.Build());
    }

    /// <summary>Issues a certificate of a client.</summary>
    public X509Certificate2 IssueClient(string name) => Issue(name, ClientUse, null);

    /// <summary>Forgets the authority's key.</summary>
    public void Dispose() => Authority.Dispose();

    private X509Certificate2 Issue(string name, string use, X509Extension? names)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(name);
        subject.AddOrganizationalUnitName("FOR DEVELOPMENT ONLY");
        subject.AddOrganizationName("ZToken");
        CertificateRequest request = new(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        byte[] serial = RandomNumberGenerator.GetBytes(SerialLength);
        serial[0] &= 0x7f;
        using X509Certificate2 certificate = request.Create(Authority, from, until, serial);
        return certificate.CopyWithPrivateKey(key);
    }
}
