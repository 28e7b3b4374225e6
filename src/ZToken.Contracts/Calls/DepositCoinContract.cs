using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A deposit coin at an address. Amounts are cents.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where it is.</param>
public sealed class DepositCoinContract(EthereumClient client, Address address)
{
    private static readonly ContractAbi abi = LedgerContracts.DepositCoin.Abi;

    /// <summary>The contract by the names of its ABI.</summary>
    public ContractClient Contract { get; } = new(client, address, LedgerContracts.DepositCoin);

    /// <summary>Where it is.</summary>
    public Address Address => Contract.Address;

    /// <summary>The issuer's call that makes coins for a deposit.</summary>
    public static byte[] Mint(Address to, Amount amount, Hash256 depositReference) => abi.Function("mint").EncodeCall(to, amount.Cents, depositReference);

    /// <summary>The issuer's call that destroys coins for a redemption.</summary>
    public static byte[] Burn(Address from, Amount amount, Hash256 redemptionReference) => abi.Function("burn").EncodeCall(from, amount.Cents, redemptionReference);

    /// <summary>The holder's call that lets another take coins: the z-contract before a shield, the issuer before a redemption.</summary>
    public static byte[] Approve(Address spender, Amount amount) => abi.Function("approve").EncodeCall(spender, amount.Cents);

    /// <summary>The holder's call that moves coins.</summary>
    public static byte[] Transfer(Address to, Amount amount) => abi.Function("transfer").EncodeCall(to, amount.Cents);

    /// <summary>What an account holds.</summary>
    public async Task<Amount> GetBalanceAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        ToAmount((await Contract.ReadAsync("balanceOf", [account], block, cancellationToken))[0].Word);

    /// <summary>How much of a holder's coins another may take; 2^64 - 1 cents where it is more than amounts go.</summary>
    public async Task<Amount> GetAllowanceAsync(Address holder, Address spender, BlockTag block = default, CancellationToken cancellationToken = default) =>
        new((await Contract.ReadAsync("allowance", [holder, spender], block, cancellationToken))[0].Word.TryToUInt64(out ulong cents) ? cents : ulong.MaxValue);

    /// <summary>All coins.</summary>
    public async Task<Amount> GetSupplyAsync(BlockTag block = default, CancellationToken cancellationToken = default) =>
        ToAmount((await Contract.ReadAsync("totalSupply", [], block, cancellationToken))[0].Word);

    private static Amount ToAmount(in Word word) => word.TryToUInt64(out ulong cents) ? new Amount(cents) : throw new InvalidDataException("The coin answers with 2^64 cents or more.");
}
