using System.Runtime.CompilerServices;
using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>Logs of many blocks, asked for in ranges that the node answers: a node bounds blocks, results and bytes of an answer, each in its own way.</summary>
/// <param name="client">The node.</param>
/// <param name="contracts">Whose logs.</param>
/// <param name="topics">The first topics that are wanted; none for all.</param>
public sealed class LogRanges(EthereumClient client, IReadOnlyList<Address> contracts, params IReadOnlyList<Hash256> topics)
{
    /// <summary>The most blocks that a node is asked for at a time.</summary>
    public const ulong Longest = 1000;

    private ulong length = Longest;

    /// <summary>All logs from a block to another, range by range in the blocks' order.</summary>
    /// <exception cref="RpcException">The node does not answer for a single block either.</exception>
    public async IAsyncEnumerable<(ulong From, ulong To, IReadOnlyList<LogEntry> Logs)> ReadAsync(ulong first, ulong last, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (ulong from = first; from <= last;)
        {
            ulong to = Math.Min(last, from + length - 1);
            if (await TryAskAsync(from, to, cancellationToken) is not { } logs)
            {
                length = (to - from + 2) / 2;
                continue;
            }

            yield return (from, to, logs);
            from = to + 1;
            length = Math.Min(Longest, 2 * length);
        }
    }

    // Null where a shorter range is to be tried.
    private async Task<IReadOnlyList<LogEntry>?> TryAskAsync(ulong from, ulong to, CancellationToken cancellationToken)
    {
        try
        {
            LogQuery query = new() { From = BlockTag.Of(from), To = BlockTag.Of(to), Addresses = contracts, Topics = topics.Count == 0 ? [] : [topics] };
            return await client.GetLogsAsync(query, cancellationToken);
        }
        catch (Exception refused) when (to > from && refused is RpcException or InvalidDataException)
        {
            return null;
        }
    }
}
