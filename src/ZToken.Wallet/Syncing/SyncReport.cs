namespace ZToken.Wallet;

/// <summary>What a synchronisation read.</summary>
/// <param name="From">The first block.</param>
/// <param name="To">The last block; one less than the first where there was nothing new.</param>
/// <param name="Bundles">The bundles in them, anybody's.</param>
/// <param name="Received">Notes that came.</param>
/// <param name="Spent">Notes that went.</param>
public sealed record SyncReport(ulong From, ulong To, int Bundles, int Received, int Spent);
