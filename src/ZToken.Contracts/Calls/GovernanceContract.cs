using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Governance at an address: roles, pause, verifying keys.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where it is.</param>
public sealed class GovernanceContract(EthereumClient client, Address address)
{
    private static readonly ContractAbi abi = LedgerContracts.Governance.Abi;

    /// <summary>The contract by the names of its ABI.</summary>
    public ContractClient Contract { get; } = new(client, address, LedgerContracts.Governance);

    /// <summary>Where it is.</summary>
    public Address Address => Contract.Address;

    /// <summary>The call that stops the z-contract.</summary>
    public static byte[] Pause() => abi.Function("pause").EncodeCall();

    /// <summary>The call that lets it go on.</summary>
    public static byte[] Unpause() => abi.Function("unpause").EncodeCall();

    /// <summary>The admin's call that gives an account a role.</summary>
    public static byte[] GrantRole(Hash256 role, Address account) => abi.Function("grantRole").EncodeCall(role, account);

    /// <summary>The key manager's call that announces a verifying key.</summary>
    public static byte[] ProposeKey(uint version, TransferShape shape, Address key) => abi.Function("proposeKey").EncodeCall(new Word(version), new Word(shape.Code), key);

    /// <summary>The key manager's call that ends a verifying key.</summary>
    public static byte[] RetireKey(uint version, TransferShape shape) => abi.Function("retireKey").EncodeCall(new Word(version), new Word(shape.Code));

    /// <summary>The account of a key that counts now; the zero address where there is none.</summary>
    public async Task<Address> GetKeyAsync(uint version, TransferShape shape, BlockTag block = default, CancellationToken cancellationToken = default) =>
        (await Contract.ReadAsync("keyOf", [new Word(version), new Word(shape.Code)], block, cancellationToken))[0].Address;

    /// <summary>Whether the z-contract is stopped.</summary>
    public async Task<bool> IsPausedAsync(BlockTag block = default, CancellationToken cancellationToken = default) =>
        (await Contract.ReadAsync("paused", [], block, cancellationToken))[0].Boolean;

    /// <summary>Whether an account has a role.</summary>
    public async Task<bool> HasRoleAsync(Hash256 role, Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        (await Contract.ReadAsync("hasRole", [role, account], block, cancellationToken))[0].Boolean;
}
