using ZToken.Remote;

namespace ZToken.Cli;

/// <summary>A wallet's signer and prover in other processes, as far as it has them there.</summary>
/// <param name="Identity">What they are shown.</param>
/// <param name="Signer">The signer, or null for the one in this process.</param>
/// <param name="Prover">The prover, or null for the one in this process.</param>
internal sealed record RemoteParties(TlsIdentity? Identity, RemoteSpendSigner? Signer, RemoteTransferProver? Prover) : IDisposable
{
    public void Dispose()
    {
        Prover?.Dispose();
        Signer?.Dispose();
        Identity?.Dispose();
    }
}
