using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>The hash by which the suites name all logs of a run: that of their encoded list.</summary>
internal static class LogHash
{
    public static Hash256 Of(IEnumerable<Log> logs)
    {
        RlpWriter writer = new();
        int list = writer.BeginList();
        foreach (Log log in logs)
        {
            log.WriteTo(writer);
        }

        writer.EndList(list);
        return Hash256.Of(writer.WrittenSpan);
    }
}
