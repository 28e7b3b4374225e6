using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>A contract at an address, called by the names of its ABI.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where the contract is.</param>
/// <param name="artifact">What it is.</param>
public sealed class ContractClient(EthereumClient client, Address address, ContractArtifact artifact)
{
    /// <summary>The node.</summary>
    public EthereumClient Node { get; } = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>Where the contract is.</summary>
    public Address Address { get; } = address;

    /// <summary>What it is.</summary>
    public ContractArtifact Artifact { get; } = artifact ?? throw new ArgumentNullException(nameof(artifact));

    /// <summary>The data of a call.</summary>
    /// <exception cref="ArgumentException">The contract has no such function, or the arguments are not its.</exception>
    public byte[] Encode(string function, params IReadOnlyList<AbiValue> arguments) => Artifact.Abi.Function(function).EncodeCall(arguments);

    /// <summary>What a function returns, changing nothing.</summary>
    /// <exception cref="LedgerRefusedException">The contract refuses.</exception>
    /// <exception cref="InvalidDataException">The answer is not of the function's types: there is another contract, or none.</exception>
    public async Task<AbiValue[]> ReadAsync(string function, IReadOnlyList<AbiValue> arguments, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        AbiFunction called = Artifact.Abi.Function(function);
        byte[] result = await CallAsync(new RpcCall(Address, called.EncodeCall(arguments)), block, cancellationToken);
        return called.TryDecodeResult(result, out AbiValue[]? values)
            ? values
            : throw new InvalidDataException($"{Artifact.Name} at {Address} does not answer '{function}' as that contract does: is it there?");
    }

    /// <summary>What a call as anybody would do, changing nothing.</summary>
    /// <exception cref="LedgerRefusedException">The contract refuses.</exception>
    public async Task<byte[]> CallAsync(RpcCall call, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Node.CallAsync(call, block, cancellationToken);
        }
        catch (RpcException error) when (LedgerRefusedException.IsRefusal(error))
        {
            throw LedgerRefusedException.From(error);
        }
    }
}
