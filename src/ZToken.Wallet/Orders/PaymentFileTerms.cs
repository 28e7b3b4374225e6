using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What a file of payments is read for.</summary>
public sealed record PaymentFileTerms
{
    /// <summary>The coins of the ledger.</summary>
    public required IReadOnlyList<DeployedCoin> Coins { get; init; }

    /// <summary>The network whose payment addresses are paid.</summary>
    public Network Network { get; init; } = Network.Production;

    /// <summary>The members, among whom every recipient must be one that can be paid; null where only the form of recipients is looked at.</summary>
    public RegistryFollower? Registry { get; init; }
}
