using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ZToken.Remote;

namespace ZToken.Cli;

/// <summary><c>ztoken certificates create</c>: an authority, a server's and a client's certificate, for trying out signers and provers elsewhere.</summary>
internal static class CertificatesCommand
{
    private const int MostDays = 825;

    public static Command Create() => new("certificates", "Certificates for signers and provers in other processes.") { CreateNew() };

    private static Command CreateNew()
    {
        Option<DirectoryInfo> folder = new("--folder") { Description = "Where to write ca.pem, server.pem and client.pem.", HelpName = "folder", Required = true };
        Option<string[]> hosts = new("--host") { Description = "A name or an address of the server; may be said several times.", HelpName = "host", DefaultValueFactory = _ => ["localhost", "127.0.0.1"] };
        Option<int> days = new("--days") { Description = "How long they are valid.", DefaultValueFactory = _ => 90 };
        Command command = new("create", "Make certificates for development: they say so, and their authority's key is forgotten. A bank uses those of its own authority.") { folder, hosts, days };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostDays)
            {
                result.AddError($"--days must be 1 to {MostDays}");
            }
        });
        command.SetAction(result => Run(result.GetRequiredValue(folder), result.GetRequiredValue(hosts), result.GetValue(days)));
        return command;
    }

    private static void Run(DirectoryInfo folder, string[] hosts, int days)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new CommandException(ExitCode.InUse, $"'{folder}' is not empty: nothing was made; name another folder");
        }

        if (hosts.FirstOrDefault(host => Uri.CheckHostName(host) == UriHostNameType.Unknown) is { } odd)
        {
            throw new CommandException(ExitCode.Usage, $"--host: '{odd}' is no name or address of a host");
        }

        using DevelopmentCertificates certificates = new(TimeSpan.FromDays(days));
        using X509Certificate2 server = certificates.IssueServer("ZToken server", hosts), client = certificates.IssueClient("ZToken client");
        OutputFile.Guard(new FileInfo(folder.FullName), () => Write(folder, ("ca.pem", certificates.Authority.ExportCertificatePem()), ("server.pem", WithKey(server)), ("client.pem", WithKey(client))));
        Console.WriteLine($"ca.pem      {CertificateFingerprint.Of(certificates.Authority)}  what each side accepts the other by");
        Console.WriteLine($"server.pem  {CertificateFingerprint.Of(server)}  {string.Join(", ", hosts)}");
        Console.WriteLine($"client.pem  {CertificateFingerprint.Of(client)}");
        Console.Error.WriteLine("for development only: server.pem and client.pem hold private keys that are not encrypted");
    }

    private static string WithKey(X509Certificate2 certificate)
    {
        using ECDsa? key = certificate.GetECDsaPrivateKey();
        return certificate.ExportCertificatePem() + "\n" + key!.ExportPkcs8PrivateKeyPem();
    }

    // Written aside and moved: all three or none, for their owner's eyes.
    private static void Write(DirectoryInfo wanted, params ReadOnlySpan<(string Name, string Pem)> files)
    {
        string aside = Path.TrimEndingDirectorySeparator(wanted.FullName) + ".partial";
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(aside) : Directory.CreateDirectory(aside, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            foreach ((string name, string pem) in files)
            {
                File.WriteAllText(Path.Combine(aside, name), pem + "\n");
            }

            if (wanted.Exists)
            {
                wanted.Delete();
            }

            Directory.Move(aside, wanted.FullName);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }
}
