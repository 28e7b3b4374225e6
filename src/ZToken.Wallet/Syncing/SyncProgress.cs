namespace ZToken.Wallet;

/// <summary>How far a synchronisation has come.</summary>
/// <param name="Block">The last block that was read.</param>
/// <param name="Latest">The block that it goes to.</param>
/// <param name="Outputs">The commitments read since the ledger's beginning.</param>
public sealed record SyncProgress(ulong Block, ulong Latest, ulong Outputs);
