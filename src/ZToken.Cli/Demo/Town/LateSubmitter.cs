using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>Submits as a wallet does by itself, and can be made to come late: what was planned and proven before something happened is submitted after it.</summary>
/// <param name="inner">Submits.</param>
internal sealed class LateSubmitter(IBundleSubmitter inner) : IBundleSubmitter
{
    private Func<Task>? before;

    /// <summary>What the contract said to the last bundle that it did not take.</summary>
    public LedgerRefusedException? Refused { get; private set; }

    /// <summary>Lets something happen before the next bundle is submitted.</summary>
    public void Hold(Func<Task> happens) => before = happens;

    public async Task<Hash256> SubmitAsync(BundleOperation operation, CancellationToken cancellation = default)
    {
        if (Interlocked.Exchange(ref before, null) is { } happens)
        {
            await happens();
        }

        try
        {
            return await inner.SubmitAsync(operation, cancellation);
        }
        catch (LedgerRefusedException refused)
        {
            Refused = refused;
            throw;
        }
    }
}
