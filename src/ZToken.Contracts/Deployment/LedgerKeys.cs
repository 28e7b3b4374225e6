using System.Collections.Frozen;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The verifying keys of a ledger as they stand on its chain: what a wallet checks proofs by that it has not made itself.</summary>
public static class LedgerKeys
{
    /// <summary>Reads the keys of a version.</summary>
    /// <param name="client">The node, which is trusted in this: it can give other keys.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="InvalidDataException">The ledger has no key of this version, or what stands there is none.</exception>
    public static async Task<IReadOnlyDictionary<TransferShape, VerifyingKey>> ReadAsync(EthereumClient client, DeployedLedger ledger, uint version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(ledger);
        Dictionary<TransferShape, VerifyingKey> keys = [];
        foreach (DeployedKey deployed in ledger.Keys.Where(key => key.Version == version))
        {
            byte[] code = await client.GetCodeAsync(deployed.Account, cancellationToken: cancellationToken);
            if (!VerifyingKeyCode.TryRead(code, out VerifyingKeyCode? key) || key.Key.InputCount != deployed.Shape.PublicInputs)
            {
                throw new InvalidDataException($"Account {deployed.Account} does not hold the verifying key of {deployed.Shape}, version {version}.");
            }

            keys.Add(deployed.Shape, key.Key);
        }

        return keys.Count > 0 ? keys.ToFrozenDictionary() : throw new InvalidDataException($"The ledger has no verifying key of version {version}.");
    }
}
