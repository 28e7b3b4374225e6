using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ZToken.Remote;

/// <summary>What one side of a connection shows: its certificate with the private key, and the certificates between it and the authority.</summary>
public sealed class TlsIdentity : IDisposable
{
    private TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        (Certificate, Intermediates) = (certificate, intermediates);
        Fingerprint = CertificateFingerprint.Of(certificate);
    }

    /// <summary>The fingerprint by which the other side may know it.</summary>
    public CertificateFingerprint Fingerprint { get; }

    /// <summary>Whom the certificate names.</summary>
    public string Subject => Certificate.Subject;

    internal X509Certificate2 Certificate { get; }

    internal X509Certificate2Collection Intermediates { get; }

    /// <summary>Takes a certificate that holds its private key. The identity does not dispose of it before its own end.</summary>
    /// <exception cref="ArgumentException">There is no private key.</exception>
    public static TlsIdentity From(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.HasPrivateKey ? new TlsIdentity(certificate, []) : throw new ArgumentException("The certificate comes without its private key.", nameof(certificate));
    }

    /// <summary>Reads a PEM file: the certificate, those between it and the authority if there are any, and the private key, not encrypted.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">It holds no certificate, or not its private key.</exception>
    public static TlsIdentity FromPemFile(string path)
    {
        string pem = File.ReadAllText(path);
        try
        {
            X509Certificate2 certificate = ForThisSystem(X509Certificate2.CreateFromPem(pem, pem));
            X509Certificate2Collection all = [];
            all.ImportFromPem(pem);
            return new TlsIdentity(certificate, [.. all.Skip(1)]);
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' must hold a certificate and its private key, not encrypted, in PEM: {malformed.Message}", malformed);
        }
    }

    /// <summary>A fixed text: never the key.</summary>
    public override string ToString() => $"{Subject} ({Fingerprint})";

    /// <summary>Lets go of the key.</summary>
    public void Dispose()
    {
        Certificate.Dispose();
        foreach (X509Certificate2 intermediate in Intermediates)
        {
            intermediate.Dispose();
        }
    }

    internal SslStreamCertificateContext ToContext() => SslStreamCertificateContext.Create(Certificate, Intermediates, offline: true);

    // Windows' TLS takes no key that lives in this process only.
    private static X509Certificate2 ForThisSystem(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
