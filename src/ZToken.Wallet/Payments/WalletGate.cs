namespace ZToken.Wallet;

/// <summary>Lets one at a time at a wallet's state, which is read anew from the disk where a change was not finished.</summary>
/// <param name="state">The state.</param>
internal sealed class WalletGate(WalletState state) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>Does something with the state.</summary>
    public async Task<T> EnterAsync<T>(Func<WalletState, T> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (state.IsStale)
            {
                state.Load();
            }

            return work(state);
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <summary>Does something with the state that waits for others meanwhile.</summary>
    public async Task<T> EnterAsync<T>(Func<WalletState, Task<T>> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (state.IsStale)
            {
                state.Load();
            }

            return await work(state).ConfigureAwait(false);
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <summary>Does something with the state.</summary>
    public Task EnterAsync(Action<WalletState> work, CancellationToken cancellation) => EnterAsync(
        state =>
        {
            work(state);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();
}
