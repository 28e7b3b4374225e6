using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Where everything of a ledger is: what wallets, auditors and tools are configured with.</summary>
public sealed record DeployedLedger
{
    /// <summary>The chain's number.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The ledger's id, which keys are derived with.</summary>
    public required LedgerId LedgerId { get; init; }

    /// <summary>The block from which on there are logs of it.</summary>
    public required ulong FirstBlock { get; init; }

    /// <summary>Roles, pause, keys.</summary>
    public required Address Governance { get; init; }

    /// <summary>Members and epochs.</summary>
    public required Address Registry { get; init; }

    /// <summary>The z-contract.</summary>
    public required Address ZToken { get; init; }

    /// <summary>Keepers and epochs, as the registry was made with them.</summary>
    public required CommitteeSettings Committee { get; init; }

    /// <summary>Where proofs, permutations and signatures are checked.</summary>
    public required VerifierHome Home { get; init; }

    /// <summary>What checks proofs.</summary>
    public required Address Verifier { get; init; }

    /// <summary>What hashes.</summary>
    public required Address Poseidon2 { get; init; }

    /// <summary>What checks signatures and points.</summary>
    public required Address RedJubjub { get; init; }

    /// <summary>The verifying keys.</summary>
    public required IReadOnlyList<DeployedKey> Keys { get; init; }

    /// <summary>The coins.</summary>
    public required IReadOnlyList<DeployedCoin> Coins { get; init; }

    /// <summary>The chain and the z-contract from which the ledger moved here; null of one that began here.</summary>
    public ContractHome? Origin { get; init; }

    /// <summary>What the signatures of new bundles are bound to.</summary>
    public ContractHome ContractHome => new(ChainId, ZToken);

    /// <summary>What signatures of bundles in its logs may be bound to: the origin's come first.</summary>
    public IReadOnlyList<ContractHome> ContractHomes => Origin is null ? [ContractHome] : [Origin, ContractHome];

    /// <summary>The coin of an asset.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Address CoinOf(AssetId asset) =>
        Coins.FirstOrDefault(coin => coin.Asset == asset)?.Contract ?? throw new KeyNotFoundException($"The ledger has no asset {asset}.");
}
