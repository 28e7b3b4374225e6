using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What whoever makes a block chooses.</summary>
/// <param name="Timestamp">Seconds since 1970, not before the parent's.</param>
/// <param name="Beneficiary">Who gets the fees.</param>
public sealed record BlockSeed(ulong Timestamp, Address Beneficiary = default)
{
    /// <summary>At most <see cref="BlockRules.LongestExtraData"/> bytes.</summary>
    public ReadOnlyMemory<byte> ExtraData { get; init; }
}
