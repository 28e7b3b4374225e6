using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>Compares what a deployment file says with what stands on a chain.</summary>
/// <param name="client">The node.</param>
/// <param name="ledger">The deployment.</param>
public sealed class DeploymentCheck(EthereumClient client, DeployedLedger ledger)
{
    private readonly List<string> findings = [];

    /// <summary>What differs, one line each; nothing where the ledger is as the file says.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken = default)
    {
        findings.Clear();
        ulong chainId = await client.GetChainIdAsync(cancellationToken);
        if (chainId != ledger.ChainId)
        {
            // Nothing else can be asked of another chain.
            return [$"the node is of chain {chainId}, the ledger is on {ledger.ChainId}"];
        }

        await CheckCodeAsync(LedgerContracts.Governance, ledger.Governance, cancellationToken);
        await CheckCodeAsync(LedgerContracts.MemberRegistry, ledger.Registry, cancellationToken);
        await CheckCodeAsync(LedgerContracts.ZToken, ledger.ZToken, cancellationToken);
        foreach (DeployedCoin coin in ledger.Coins)
        {
            await CheckCodeAsync(LedgerContracts.DepositCoin, coin.Contract, cancellationToken);
        }

        await CheckVerifiersAsync(cancellationToken);
        if (findings.Count == 0)
        {
            await CheckWiringAsync(cancellationToken);
        }

        return findings;
    }

    private async Task CheckVerifiersAsync(CancellationToken cancellationToken)
    {
        if (ledger.Home == VerifierHome.Precompiles)
        {
            Expect("the verifiers", VerifierSettings.Precompiles, new VerifierSettings(ledger.Verifier, ledger.Poseidon2, ledger.RedJubjub));
            return;
        }

        await CheckCodeAsync(LedgerContracts.Groth16Verifier, ledger.Verifier, cancellationToken);
        await CheckCodeAsync(LedgerContracts.Poseidon2Hasher, ledger.Poseidon2, cancellationToken);
        await CheckCodeAsync(LedgerContracts.RedJubjubVerifier, ledger.RedJubjub, cancellationToken);
    }

    private async Task CheckWiringAsync(CancellationToken cancellationToken)
    {
        ZTokenContract zToken = new(client, ledger.ZToken);
        MemberRegistryContract registry = new(client, ledger.Registry);
        foreach ((string function, Address expected) in new[]
        {
            ("governance", ledger.Governance), ("registry", ledger.Registry), ("verifier", ledger.Verifier), ("poseidon2", ledger.Poseidon2), ("redJubjub", ledger.RedJubjub),
        })
        {
            Expect($"the z-contract's {function}", expected, (await zToken.Contract.ReadAsync(function, [], default, cancellationToken))[0].Address);
        }

        Expect("the registry's governance", ledger.Governance, (await registry.Contract.ReadAsync("governance", [], default, cancellationToken))[0].Address);
        Expect("the ledger's id", ledger.LedgerId, await registry.GetLedgerIdAsync(cancellationToken: cancellationToken));
        foreach (DeployedCoin coin in ledger.Coins)
        {
            Expect($"the coin of asset {coin.Asset}", coin.Contract, await zToken.GetCoinAsync(coin.Asset, cancellationToken: cancellationToken));
        }

        GovernanceContract governance = new(client, ledger.Governance);
        foreach (DeployedKey key in ledger.Keys)
        {
            Expect($"verifying key {key.Version} of {key.Shape}", key.Account, await governance.GetKeyAsync(key.Version, key.Shape, cancellationToken: cancellationToken));
        }
    }

    private async Task CheckCodeAsync(ContractArtifact artifact, Address address, CancellationToken cancellationToken)
    {
        byte[] code = await client.GetCodeAsync(address, default, cancellationToken);
        if (!artifact.IsCodeOf(code))
        {
            findings.Add(code.Length == 0 ? $"there is no {artifact.Name} at {address}" : $"the code at {address} is not that of {artifact.Name}");
        }
    }

    private void Expect<T>(string what, T expected, T found)
        where T : notnull
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            findings.Add($"{what}: the file says {expected}, the chain {found}");
        }
    }
}
