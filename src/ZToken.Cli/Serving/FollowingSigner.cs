using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Remote;

namespace ZToken.Cli;

/// <summary>A signer with its own copy of the registry, which it brings up to the latest block of its own node before each signature. Without its node it signs nothing.</summary>
/// <param name="client">Its own node.</param>
/// <param name="ledger">The ledger it signs for.</param>
/// <param name="key">ask; the signer does not dispose of it.</param>
/// <param name="self">Whom the key's notes belong to.</param>
/// <param name="log">What it has signed; the signer does not dispose of it.</param>
/// <param name="limits">What it signs at most.</param>
internal sealed class FollowingSigner(EthereumClient client, DeployedLedger ledger, SpendAuthorizationKey key, NoteOwner self, SigningLog log, SigningLimits limits) : ISpendSigner, IDisposable
{
    private readonly LedgerFollower follower = new(client, ledger);
    private readonly RegistryFollower registry = new(ledger.Registry);
    private readonly SemaphoreSlim gate = new(1);
    private bool isBroken;

    /// <inheritdoc/>
    /// <exception cref="ServiceUnavailableException">Its node is away, or gave logs that contradict each other.</exception>
    public async ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            await FollowGuardedAsync(cancellation);
            if (registry.Members.FirstOrDefault(member => member.Owner == self) is not { } member)
            {
                return SigningAnswer.Refuse(SigningRefusal.SenderIsNotTheSigner);
            }

            SoftwareSpendSigner signer = new(key, new PaymentAddress(self, member.Index), ledger.ChainId, ledger.ZToken.ToAccount(), registry, log, limits);
            return await signer.SignAsync(request, cancellation);
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <summary>Reads on to the latest block.</summary>
    /// <returns>The member that it signs for, if it has been admitted.</returns>
    public async Task<RegisteredMember?> FollowAsync(CancellationToken cancellation)
    {
        ulong latest = await client.GetBlockNumberAsync(cancellation);
        try
        {
            await foreach (LedgerBlock block in follower.ReadToAsync(latest, cancellation))
            {
                foreach (Log entry in block.RegistryLogs)
                {
                    registry.Apply(entry);
                }
            }
        }
        catch (InvalidDataException)
        {
            // Half of a block may have been taken: this copy is no good any more.
            isBroken = true;
            throw;
        }

        return registry.Members.FirstOrDefault(member => member.Owner == self);
    }

    public void Dispose() => gate.Dispose();

    private async Task FollowGuardedAsync(CancellationToken cancellation)
    {
        try
        {
            _ = isBroken ? throw new InvalidDataException("the copy of the registry was given up") : await FollowAsync(cancellation);
        }
        catch (InvalidDataException contradiction)
        {
            throw new ServiceUnavailableException("its node contradicts itself: its operator must see to it", contradiction);
        }
        catch (Exception away) when (away is HttpRequestException or RpcException or TimeoutException || (away is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ServiceUnavailableException("its node does not answer, and without it nothing is signed", away);
        }
    }
}
