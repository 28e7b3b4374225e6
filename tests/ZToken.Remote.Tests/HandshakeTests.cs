using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ZToken.Notes;

namespace ZToken.Remote.Tests;

/// <summary>Who gets through to a signer, and what the others hear.</summary>
public sealed class HandshakeTests : IDisposable
{
    private readonly House house = new();
    private readonly List<string> refused = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_of_another_authority_is_turned_away_and_told_that_its_certificate_is_why()
    {
        await using RemoteServer server = await ServeAsync();
        using DevelopmentCertificates others = new(TimeSpan.FromHours(1));
        using TlsIdentity stranger = TlsIdentity.From(others.IssueClient("wallet"));

        // How the connection ends is the kernel's choice, so many times.
        for (int i = 0; i < 40; i++)
        {
            RemoteException failure = await FailAsync(house.Calling(server) with { Identity = stranger });
            Assert.Equal(RemoteFailure.ClientNotTrusted, failure.Failure);
            Assert.Contains(stranger.Fingerprint.ToString(), failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(40, refused.Count(reason => reason.Contains("NotSignatureValid", StringComparison.Ordinal) || reason.Contains("PartialChain", StringComparison.Ordinal)));
        Assert.NotNull((await SignAsync(house.Calling(server))).Signature);
    }

    [Fact]
    public async Task An_expired_certificate_is_turned_away_on_either_side()
    {
        await using RemoteServer late = await ServeAsync(house.Serving() with { Time = new Clock(TimeSpan.FromHours(2)) });
        Assert.Equal(RemoteFailure.ClientNotTrusted, (await FailAsync(house.Calling(late))).Failure);
        Assert.Contains(refused, reason => reason.Contains("is valid from", StringComparison.Ordinal));

        await using RemoteServer server = await ServeAsync();
        RemoteException failure = await FailAsync(house.Calling(server) with { Time = new Clock(TimeSpan.FromHours(2)) });
        Assert.Equal(RemoteFailure.ServerNotTrusted, failure.Failure);
        Assert.Contains("is valid from", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_expires_while_its_client_is_connected_is_of_no_more_use()
    {
        Clock clock = new(TimeSpan.Zero);
        await using RemoteServer server = await ServeAsync(house.Serving() with { Time = clock });
        using RemoteSpendSigner signer = new(house.Calling(server));
        SigningRequest request = house.Request(TransferShape.Everyday);
        Assert.NotNull((await signer.SignAsync(request, Cancellation)).Signature);
        clock.Ahead = TimeSpan.FromHours(2);

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(async () => await signer.SignAsync(request, Cancellation));
        Assert.Equal(RemoteFailure.ClientNotTrusted, failure.Failure);
        Assert.Contains("expired", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_servers_certificate_does_not_serve_a_client_nor_the_other_way_round()
    {
        await using RemoteServer server = await ServeAsync();
        Assert.Equal(RemoteFailure.ClientNotTrusted, (await FailAsync(house.Calling(server) with { Identity = house.Server })).Failure);
        Assert.Contains(refused, reason => reason.Contains("NotValidForUsage", StringComparison.Ordinal));

        await Assert.ThrowsAsync<InvalidDataException>(() => ServeAsync(house.Serving() with { Identity = house.Client }));
        Assert.Contains("NotValidForUsage", house.Authority.FindObjectionToServer(house.Client.Certificate, [], "localhost", TimeProvider.System.GetUtcNow()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_a_certificate_or_with_an_older_protocol_gets_through()
    {
        await using RemoteServer server = await ServeAsync();

        // In TLS 1.3 a client knows only when it waits for the first answer.
        Assert.True(await IsCutOffAsync(server, SslProtocols.Tls13, null));
        Assert.True(await IsCutOffAsync(server, SslProtocols.Tls12, house.Client));
        Assert.False(await IsCutOffAsync(server, SslProtocols.Tls13, house.Client));
    }

    [Fact]
    public async Task Pinned_certificates_are_accepted_by_their_fingerprint_alone()
    {
        await using RemoteServer server = await ServeAsync(house.Serving() with { Trust = PeerTrust.InFingerprints(house.Client.Fingerprint) });
        RemoteClientOptions pinning = house.Calling(server) with { Trust = PeerTrust.InFingerprints(house.Server.Fingerprint) };
        Assert.NotNull((await SignAsync(pinning)).Signature);

        RemoteException failure = await FailAsync(house.Calling(server) with { Trust = PeerTrust.InFingerprints(house.Client.Fingerprint) });
        Assert.Equal(RemoteFailure.ServerNotTrusted, failure.Failure);
        Assert.Contains(house.Server.Fingerprint.ToString(), failure.Message, StringComparison.Ordinal);

        using DevelopmentCertificates same = new(TimeSpan.FromHours(1));
        using TlsIdentity namesake = TlsIdentity.From(same.IssueClient("wallet"));
        Assert.Equal(RemoteFailure.ClientNotTrusted, (await FailAsync(pinning with { Identity = namesake })).Failure);
        Assert.Contains(refused, reason => reason.Contains("is none that is pinned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_must_be_called_by_a_name_of_its_certificate()
    {
        using DevelopmentCertificates others = new(TimeSpan.FromHours(1));
        using TlsIdentity elsewhere = TlsIdentity.From(others.IssueServer("signer", "signer.bank.example"));
        await using RemoteServer server = await ServeAsync(house.Serving() with { Identity = elsewhere });

        RemoteException failure = await FailAsync(house.Calling(server) with { Trust = PeerTrust.InAuthority(others.Authority) });
        Assert.Equal(RemoteFailure.ServerNotTrusted, failure.Failure);
        Assert.Contains("is not for '127.0.0.1'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_the_message_says_so()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        RemoteException failure = await FailAsync(house.Calling(new Uri($"https://127.0.0.1:{port}")));
        Assert.Equal(RemoteFailure.Unreachable, failure.Failure);
        Assert.Contains($"https://127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task Two_servers_cannot_have_one_port()
    {
        await using RemoteServer server = await ServeAsync();

        IOException taken = await Assert.ThrowsAsync<IOException>(() => ServeAsync(house.Serving() with { Port = server.Address.Port }));
        Assert.Contains("in use", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_tls_is_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => new RemoteSpendSigner(house.Calling(new Uri("http://127.0.0.1:1"))));

    public void Dispose() => house.Dispose();

    private Task<RemoteServer> ServeAsync(RemoteServerOptions? options = null) =>
        RemoteServer.ServeSignerAsync(house.Signer(), (options ?? house.Serving()) with { OnRefusedClient = Note }, Cancellation);

    private void Note(string reason)
    {
        lock (refused)
        {
            refused.Add(reason);
        }
    }

    private async Task<SigningAnswer> SignAsync(RemoteClientOptions options)
    {
        using RemoteSpendSigner signer = new(options);
        return await signer.SignAsync(house.Request(TransferShape.Everyday), Cancellation);
    }

    private Task<RemoteException> FailAsync(RemoteClientOptions options) => Assert.ThrowsAsync<RemoteException>(() => SignAsync(options));

    // The server's first words in HTTP/2 follow the client's preface.
    private async Task<bool> IsCutOffAsync(RemoteServer server, SslProtocols protocol, TlsIdentity? identity)
    {
        using TcpClient tcp = new();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancellation);
        await using SslStream tls = new(tcp.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "127.0.0.1",
                    EnabledSslProtocols = protocol,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                    ClientCertificates = identity is null ? null : new X509Certificate2Collection(identity.Certificate),
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 certificate && CertificateFingerprint.Of(certificate) == house.Server.Fingerprint,
                },
                Cancellation);
            await tls.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray(), Cancellation);
            return await tls.ReadAsync(new byte[9], Cancellation) == 0;
        }
        catch (Exception ended) when (ended is AuthenticationException or IOException or ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>The system's clock, some time ahead.</summary>
    private sealed class Clock(TimeSpan ahead) : TimeProvider
    {
        public TimeSpan Ahead { get; set; } = ahead;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
