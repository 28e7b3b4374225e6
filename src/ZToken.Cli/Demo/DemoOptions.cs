using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>How a demonstration's ledger is made.</summary>
internal sealed record DemoOptions
{
    public IReadOnlyList<TransferShape> Shapes { get; init; } = [TransferShape.Everyday];

    /// <summary>Verifying keys beside those of the prover.</summary>
    public IReadOnlyList<KeySettings> OtherKeys { get; init; } = [];

    public ulong EpochLength { get; init; } = 90 * 24 * 3600;

    public ulong GraceBlocks { get; init; } = 256;

    /// <summary>Verifiers that are there already.</summary>
    public VerifierSettings? Verifiers { get; init; }

    public IProgress<string>? Progress { get; init; }
}
