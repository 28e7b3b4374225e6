using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>Verifiers that are on the chain already: they hold nothing, so any number of ledgers may share them.</summary>
/// <param name="Groth16">What checks proofs.</param>
/// <param name="Poseidon2">What hashes.</param>
/// <param name="RedJubjub">What checks signatures and points.</param>
public sealed record VerifierSettings(Address Groth16, Address Poseidon2, Address RedJubjub)
{
    /// <summary>The precompiles of our own chain.</summary>
    public static VerifierSettings Precompiles { get; } = new(VerifierAddresses.Groth16, VerifierAddresses.Poseidon2, VerifierAddresses.RedJubjub);

    /// <summary>Makes the verifiers in Solidity.</summary>
    public static async Task<VerifierSettings> CreateAsync(TransactionSender sender, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sender);
        Address groth16 = await sender.CreateAsync(LedgerContracts.Groth16Verifier.EncodeCreation(), cancellationToken);
        Address poseidon2 = await sender.CreateAsync(LedgerContracts.Poseidon2Hasher.EncodeCreation(), cancellationToken);
        return new VerifierSettings(groth16, poseidon2, await sender.CreateAsync(LedgerContracts.RedJubjubVerifier.EncodeCreation(), cancellationToken));
    }

    /// <summary>Where a chain checks proofs best: in its precompiles where it has ours, else in Solidity.</summary>
    public static async Task<VerifierHome> FindHomeAsync(EthereumClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        // What is no contract and no precompile returns nothing to any call.
        AbiFunction permute = LedgerContracts.Poseidon2Hasher.Abi.Function("permute");
        AbiValue zeros = AbiValue.List(Enumerable.Repeat((AbiValue)Word.Zero, 4));
        byte[] answer = await client.CallAsync(new RpcCall(VerifierAddresses.Poseidon2, permute.EncodeCall(zeros)), default, cancellationToken);
        return answer.Length == 0 ? VerifierHome.Solidity : VerifierHome.Precompiles;
    }
}
