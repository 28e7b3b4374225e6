using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>What a ledger is made with.</summary>
public sealed record LedgerSettings
{
    /// <summary>Where proofs, permutations and signatures are checked.</summary>
    public required VerifierHome Home { get; init; }

    /// <summary>Verifiers in Solidity that are there already; null to make them.</summary>
    public VerifierSettings? Verifiers { get; init; }

    /// <summary>Keepers and epochs.</summary>
    public required CommitteeSettings Committee { get; init; }

    /// <summary>The verifying keys.</summary>
    public required IReadOnlyList<KeySettings> Keys { get; init; }

    /// <summary>The coins.</summary>
    public required IReadOnlyList<CoinSettings> Coins { get; init; }

    /// <summary>Whether keys for development are taken, under which everybody can forge: never for money.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>Seconds between a verifying key's proposal and its use.</summary>
    public ulong KeyDelay { get; init; }

    /// <summary>Seconds that a change of the admin takes.</summary>
    public ulong AdminDelay { get; init; }

    /// <summary>Who may stop the z-contract; null for the account that deploys, as with the others.</summary>
    public Address? Pauser { get; init; }

    /// <summary>Who may freeze members.</summary>
    public Address? Freezer { get; init; }

    /// <summary>Where the ledger comes from; null of one that begins here.</summary>
    public OriginSettings? Origin { get; init; }
}
