namespace ZToken.Node;

/// <summary>The bounds of what callers may ask of the server.</summary>
public sealed record RpcLimits
{
    /// <summary>Bytes of a request, at most.</summary>
    public int RequestBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of an answer, at most: all calls of a batch together.</summary>
    public int AnswerBytes { get; init; } = 32 << 20;

    /// <summary>Calls in a batch, at most.</summary>
    public int BatchCalls { get; init; } = 1_000;

    /// <summary>How long a request may take, all calls of a batch together.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests that are worked on at once; others wait for their turn, within their time.</summary>
    public int RequestsAtOnce { get; init; } = 16;

    /// <summary>Connections, at most.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>Blocks of one query for logs, at most.</summary>
    public ulong LogBlocks { get; init; } = 100_000;

    /// <summary>Logs that one query gives, at most.</summary>
    public int Logs { get; init; } = 10_000;

    /// <summary>Filters, at most.</summary>
    public int Filters { get; init; } = 1_000;

    /// <summary>How long a filter lives that nobody asks for.</summary>
    public TimeSpan FilterLifetime { get; init; } = TimeSpan.FromMinutes(5);
}
