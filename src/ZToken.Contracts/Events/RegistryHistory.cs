using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>Reads the registry from its first log to a block, with all epochs.</summary>
public static class RegistryHistory
{
    /// <summary>The registry as of a block.</summary>
    /// <exception cref="InvalidDataException">The registry's logs contradict each other.</exception>
    public static async Task<RegistryFollower> ReadAsync(EthereumClient node, DeployedLedger ledger, ulong last, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(ledger);
        RegistryFollower registry = new(ledger.Registry, keepsAllEpochs: true);
        await foreach ((_, _, IReadOnlyList<LogEntry> logs) in new LogRanges(node, [ledger.Registry]).ReadAsync(ledger.FirstBlock, last, cancellationToken))
        {
            foreach (LogEntry entry in logs)
            {
                registry.Apply(entry.Log);
            }
        }

        return registry;
    }
}
