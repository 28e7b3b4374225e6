namespace ZToken.Contracts;

/// <summary>The contracts of the ledger.</summary>
public static class LedgerContracts
{
    private static readonly Lazy<ContractArtifact> zToken = Of("ZToken");
    private static readonly Lazy<ContractArtifact> memberRegistry = Of("MemberRegistry");
    private static readonly Lazy<ContractArtifact> governance = Of("Governance");
    private static readonly Lazy<ContractArtifact> depositCoin = Of("DepositCoin");
    private static readonly Lazy<ContractArtifact> groth16Verifier = Of("Groth16Verifier");
    private static readonly Lazy<ContractArtifact> poseidon2Hasher = Of("Poseidon2Hasher");
    private static readonly Lazy<ContractArtifact> redJubjubVerifier = Of("RedJubjubVerifier");

    private static readonly Lazy<ContractArtifact[]> all = new(() =>
        [.. typeof(LedgerContracts).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).Select(name => ContractArtifact.Load(Path.GetFileNameWithoutExtension(name)))]);

    /// <summary>The z-contract: notes, nullifiers, pools.</summary>
    public static ContractArtifact ZToken => zToken.Value;

    /// <summary>Members, epochs and their trees.</summary>
    public static ContractArtifact MemberRegistry => memberRegistry.Value;

    /// <summary>Roles, pause, versions of verifying keys.</summary>
    public static ContractArtifact Governance => governance.Value;

    /// <summary>A coin, one for each asset.</summary>
    public static ContractArtifact DepositCoin => depositCoin.Value;

    /// <summary>Groth16 in Solidity, through EIP-2537.</summary>
    public static ContractArtifact Groth16Verifier => groth16Verifier.Value;

    /// <summary>Poseidon2 in Solidity.</summary>
    public static ContractArtifact Poseidon2Hasher => poseidon2Hasher.Value;

    /// <summary>RedJubjub in Solidity.</summary>
    public static ContractArtifact RedJubjubVerifier => redJubjubVerifier.Value;

    /// <summary>All that are embedded.</summary>
    public static IReadOnlyList<ContractArtifact> All => all.Value;

    private static Lazy<ContractArtifact> Of(string name) => new(() => ContractArtifact.Load(name));
}
