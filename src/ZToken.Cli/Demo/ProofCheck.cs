using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A bundle's proof, checked by itself by what checks the ledger's proofs: on our chain a precompile.</summary>
internal static class ProofCheck
{
    /// <summary>The call that the z-contract makes of it.</summary>
    public static byte[] CallOf(DeployedLedger ledger, ContractBundle bundle)
    {
        Address key = ledger.Keys.First(deployed => deployed.Version == bundle.KeyVersion && deployed.Shape.Code == bundle.Shape).Account;
        return LedgerContracts.Groth16Verifier.Abi.Function("verify").EncodeCall(key, bundle.Proof.ToArray(), AbiValue.List(bundle.Inputs.Select(input => (AbiValue)input)));
    }

    /// <summary>Whether the proof holds.</summary>
    public static async Task<bool> RunAsync(EthereumClient client, DeployedLedger ledger, Bundle bundle, CancellationToken cancellation)
    {
        byte[] answer = await client.CallAsync(new RpcCall(ledger.Verifier, CallOf(ledger, ContractBundle.From(bundle))), cancellationToken: cancellation);
        return answer.AsSpan().SequenceEqual(Word.One.ToBytes());
    }
}
