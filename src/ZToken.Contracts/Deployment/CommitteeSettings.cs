using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The keepers of viewing keys, and how long an epoch is: fixed when a registry is made.</summary>
public sealed record CommitteeSettings
{
    /// <summary>m: the keepers who together can open.</summary>
    public required byte Threshold { get; init; }

    /// <summary>f: how many may be lost, or lie; there are at least m + 2 f keepers.</summary>
    public required byte Faults { get; init; }

    /// <summary>The keepers' accounts, the first of which has position 1.</summary>
    public required IReadOnlyList<Address> Keepers { get; init; }

    /// <summary>Seconds of an epoch.</summary>
    public ulong EpochLength { get; init; } = 90 * 24 * 3600;

    /// <summary>W: for how many blocks after a switch the epoch before is accepted.</summary>
    public ulong GraceBlocks { get; init; } = 256;

    /// <summary>The first epoch.</summary>
    public Epoch FirstEpoch { get; init; } = new(1);

    /// <summary>When it ends, in Unix seconds; 0 for one length after the latest block.</summary>
    public ulong FirstEpochEnd { get; init; }

    /// <summary>K: how many epochs ahead viewing keys are dealt.</summary>
    public byte EpochsAhead { get; init; } = 2;

    internal AbiValue ToAbi(ulong firstEnd) => AbiValue.List(
        new Word(Threshold),
        new Word(Faults),
        AbiValue.List(Keepers.Select(keeper => (AbiValue)keeper)),
        EpochLength,
        GraceBlocks,
        new Word(FirstEpoch.Number),
        firstEnd,
        new Word(EpochsAhead));
}
