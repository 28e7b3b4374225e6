using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZToken.Remote.Tests;

/// <summary>Certificates as files and fingerprints, and the authority for trying things out.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-certificates-").FullName;
    private readonly DevelopmentCertificates certificates = new(TimeSpan.FromHours(1));

    [Fact]
    public void Every_development_certificate_says_that_it_is_one_and_is_of_P256()
    {
        using X509Certificate2 server = certificates.IssueServer("signer", "localhost"), client = certificates.IssueClient("wallet, the \"first\"");
        foreach (X509Certificate2 certificate in (X509Certificate2[])[certificates.Authority, server, client])
        {
            Assert.Contains("FOR DEVELOPMENT ONLY", certificate.Subject, StringComparison.Ordinal);
            using ECDsa? key = certificate.GetECDsaPublicKey();
            Assert.Equal("1.2.840.10045.3.1.7", key!.ExportParameters(includePrivateParameters: false).Curve.Oid.Value);
        }

        Assert.NotEqual(server.SerialNumber, client.SerialNumber);
        Assert.Equal("wallet, the \"first\"", client.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
    }

    [Fact]
    public void An_identity_is_read_from_a_file_with_certificate_and_key()
    {
        using X509Certificate2 server = certificates.IssueServer("signer", "localhost");
        string path = Write("server.pem", server.ExportCertificatePem() + "\n" + server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        using TlsIdentity identity = TlsIdentity.FromPemFile(path);
        Assert.Equal((CertificateFingerprint.Of(server), server.Subject), (identity.Fingerprint, identity.Subject));
        Assert.Empty(identity.Intermediates);
        Assert.DoesNotContain("PRIVATE", identity.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void A_file_of_something_else_is_refused_by_its_name(string content)
    {
        string path = Write("odd.pem", content);

        Assert.Contains("odd.pem", Assert.Throws<InvalidDataException>(() => TlsIdentity.FromPemFile(path)).Message, StringComparison.Ordinal);
        Assert.Contains("odd.pem", Assert.Throws<InvalidDataException>(() => PeerTrust.InAuthorityOf(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => TlsIdentity.FromPemFile(path + ".not"));
    }

    [Fact]
    public void A_certificate_with_another_certificates_key_is_refused()
    {
        using X509Certificate2 server = certificates.IssueServer("signer", "localhost"), client = certificates.IssueClient("wallet");
        string mixed = Write("mixed.pem", server.ExportCertificatePem() + "\n" + client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Assert.Throws<InvalidDataException>(() => TlsIdentity.FromPemFile(mixed));
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(server.RawDataMemory.Span);
        Assert.Throws<ArgumentException>(() => TlsIdentity.From(bare));
    }

    [Fact]
    public void A_fingerprint_reads_as_openssl_prints_it_and_as_we_do()
    {
        CertificateFingerprint fingerprint = CertificateFingerprint.Of(certificates.Authority);
        string digits = Convert.ToHexString(SHA256.HashData(certificates.Authority.RawData));
        string withColons = string.Join(':', digits.Chunk(2).Select(pair => new string(pair)));

        Assert.Equal(digits.ToLowerInvariant(), fingerprint.ToString());
        foreach (string text in (string[])[digits, digits.ToLowerInvariant(), withColons])
        {
            Assert.True(CertificateFingerprint.TryParse(text, out CertificateFingerprint read));
            Assert.Equal(fingerprint, read);
        }

        foreach (string text in (string[])["", digits[1..], digits + "0", "x" + digits[1..], withColons[..^1], withColons.Replace(':', ' '), withColons.Remove(2, 1).Insert(3, ":")])
        {
            Assert.False(CertificateFingerprint.TryParse(text, out _));
        }
    }

    [Fact]
    public void Nobody_is_trusted_by_an_empty_list() => Assert.Throws<ArgumentException>(() => PeerTrust.InFingerprints());

    public void Dispose()
    {
        certificates.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
