namespace ZToken.Node;

/// <summary>What one caller follows by asking again and again. Its fields belong to <see cref="FilterTable"/>'s lock.</summary>
/// <param name="Kind">What it follows.</param>
/// <param name="Criteria">Which logs, where it follows logs.</param>
/// <param name="First">The first block that was asked for, where it follows logs.</param>
/// <param name="Last">The last block that was asked for; null for ever.</param>
internal sealed record Filter(FilterKind Kind, LogCriteria? Criteria, ulong First, ulong? Last)
{
    /// <summary>The first block, or the first waiting transaction, that was not told yet.</summary>
    public ulong Next { get; set; }

    /// <summary>When it was last asked for.</summary>
    public long LastUse { get; set; }
}
