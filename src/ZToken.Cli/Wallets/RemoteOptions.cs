using System.CommandLine;
using ZToken.Contracts;
using ZToken.Groth16;
using ZToken.Notes;
using ZToken.Remote;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>The options of a wallet's command that say where its signer and its prover are, where they are not in this process.</summary>
internal sealed class RemoteOptions
{
    private readonly Option<string> signer = new("--signer") { Description = "Let this signer sign; the key that spends is not used here.", HelpName = "https://host:port" };
    private readonly Option<string> prover = new("--prover") { Description = "Let this prover prove; its proofs are checked by the ledger's keys.", HelpName = "https://host:port" };
    private readonly Option<FileInfo> certificate = new("--certificate") { Description = "The certificate and private key, in PEM, that signer and prover are shown.", HelpName = "client.pem" };
    private readonly Option<FileInfo> authority = new("--server-ca") { Description = "The authority of the signer's and the prover's certificates.", HelpName = "ca.pem" };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(signer);
        command.Add(prover);
        command.Add(certificate);
        command.Add(authority);
        command.Validators.Add(result =>
        {
            bool isElsewhere = result.GetValue(signer) is not null || result.GetValue(prover) is not null;
            if (isElsewhere != (result.GetValue(certificate) is not null) || isElsewhere != (result.GetValue(authority) is not null))
            {
                result.AddError("--signer and --prover need --certificate and --server-ca, and these need one of them");
            }
        });
    }

    /// <summary>The signer and the prover that are named, or those of the settings where none is; they connect at their first call.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="settings">The wallet's settings so far.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="CommandException">An address or a file is not what it must be.</exception>
    public async Task<RemoteParties> FindAsync(ParseResult result, WalletSettings settings, CancellationToken cancellation)
    {
        (Uri? signerAt, Uri? proverAt) = (AddressOf(result, signer), AddressOf(result, prover));
        if (signerAt is null && proverAt is null)
        {
            return new RemoteParties(null, null, null);
        }

        IReadOnlyDictionary<TransferShape, VerifyingKey>? keys = proverAt is null ? null : await LedgerKeys.ReadAsync(settings.Node, settings.Ledger, settings.VerifyingKeyVersion, cancellation);
        PeerTrust trust = PemFile.Read(result.GetRequiredValue(authority), "authority", PeerTrust.InAuthorityOf);
        TlsIdentity identity = PemFile.Read(result.GetRequiredValue(certificate), "certificate", TlsIdentity.FromPemFile);
        return new RemoteParties(
            identity,
            signerAt is null ? null : new RemoteSpendSigner(new RemoteClientOptions { Address = signerAt, Identity = identity, Trust = trust }),
            proverAt is null ? null : new RemoteTransferProver(new RemoteClientOptions { Address = proverAt, Identity = identity, Trust = trust }, keys!));
    }

    private static Uri? AddressOf(ParseResult result, Option<string> option)
    {
        // A command that proves nothing does not have the option.
        if (result.GetResult(option) is null || result.GetValue(option) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw new CommandException(ExitCode.Usage, $"{option.Name}: '{text}' is no address: give one like https://signer.bank.example:9443");
    }
}
