using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>All filters, by identifier: so many at most, and each only as long as somebody asks. A filter is a few numbers: what is new is read from the chain.</summary>
internal sealed class FilterTable(RpcLimits limits, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Word, Filter> filters = [];

    /// <summary>Keeps a filter.</summary>
    /// <exception cref="RpcFault">There are too many.</exception>
    public Word Add(Filter filter)
    {
        // 64 random bits: one caller cannot read, or end, the filter of another by counting.
        Word id = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        lock (gate)
        {
            RemoveExpired();
            if (filters.Count >= limits.Filters)
            {
                throw new RpcFault(RpcErrorCode.LimitExceeded, $"too many filters: at most {limits.Filters} at a time, each ends {limits.FilterLifetime.TotalSeconds:0} seconds after its last use");
            }

            filter.LastUse = time.GetTimestamp();
            filters[id] = filter;
        }

        return id;
    }

    /// <summary>A filter, which has been used thereby.</summary>
    public bool TryFind(in Word id, [NotNullWhen(true)] out Filter? filter)
    {
        lock (gate)
        {
            RemoveExpired();
            if (filters.TryGetValue(id, out filter))
            {
                filter.LastUse = time.GetTimestamp();
            }

            return filter is not null;
        }
    }

    /// <summary>Ends a filter.</summary>
    public bool Remove(in Word id)
    {
        lock (gate)
        {
            RemoveExpired();
            return filters.Remove(id);
        }
    }

    private void RemoveExpired()
    {
        foreach ((Word id, Filter filter) in filters)
        {
            if (time.GetElapsedTime(filter.LastUse) > limits.FilterLifetime)
            {
                filters.Remove(id);
            }
        }
    }
}
