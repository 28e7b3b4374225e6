using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Walks over blocks and writes the logs that are asked for, within bounds of blocks and of results.</summary>
internal sealed class LogSearch(Chain chain, RpcLimits limits)
{
    /// <summary>Writes the logs of the blocks from the first to the last, as an array.</summary>
    /// <exception cref="RpcFault">There are too many blocks or too many logs.</exception>
    public void Write(LogCriteria criteria, ulong first, ulong last, Utf8JsonWriter json, CancellationToken cancellation)
    {
        if (last - first >= limits.LogBlocks)
        {
            throw new RpcFault(RpcErrorCode.LimitExceeded, $"block range too large: {last - first + 1} blocks, at most {limits.LogBlocks} in one query");
        }

        int count = 0;
        json.WriteStartArray();
        for (ulong number = first; number <= last; number++)
        {
            WriteBlock(criteria, number, json, ref count, cancellation);
            if (count > limits.Logs)
            {
                throw new RpcFault(RpcErrorCode.LimitExceeded, $"query returned more than {limits.Logs} results: ask for fewer blocks");
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the logs of the blocks from the first to the last; where there are too many blocks or logs it ends after a whole block.</summary>
    /// <returns>The block to go on with.</returns>
    public ulong WriteSome(LogCriteria criteria, ulong first, ulong last, Utf8JsonWriter json, CancellationToken cancellation)
    {
        int count = 0;
        ulong number = first;
        json.WriteStartArray();
        for (; number <= last && number - first < limits.LogBlocks && count < limits.Logs; number++)
        {
            WriteBlock(criteria, number, json, ref count, cancellation);
        }

        json.WriteEndArray();
        return number;
    }

    /// <summary>Writes the logs of one block, as an array.</summary>
    public void Write(LogCriteria criteria, CommittedBlock block, Utf8JsonWriter json)
    {
        int count = 0;
        json.WriteStartArray();
        WriteBlock(criteria, block, json, ref count);
        json.WriteEndArray();
    }

    private void WriteBlock(LogCriteria criteria, ulong number, Utf8JsonWriter json, ref int count, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (chain.FindHeader(number) is BlockHeader header && criteria.MayBeIn(header.LogsBloom) && chain.Find(number) is CommittedBlock block)
        {
            WriteBlock(criteria, block, json, ref count);
        }
    }

    private void WriteBlock(LogCriteria criteria, CommittedBlock block, Utf8JsonWriter json, ref int count)
    {
        int indexInBlock = 0;
        for (int i = 0; i < block.Receipts.Count; i++)
        {
            IReadOnlyList<Log> logs = block.Receipts[i].Logs;
            for (int j = 0; j < logs.Count; j++, indexInBlock++)
            {
                if (!criteria.Match(logs[j]))
                {
                    continue;
                }

                count++;
                LogJson.Write(json, block.ReceiptOf(i), j, indexInBlock);
                if (json.BytesCommitted + json.BytesPending > limits.AnswerBytes)
                {
                    throw new RpcFault(RpcErrorCode.LimitExceeded, $"the answer would have more than {limits.AnswerBytes} bytes: ask for fewer blocks");
                }
            }
        }
    }
}
