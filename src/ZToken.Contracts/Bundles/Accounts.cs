using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Accounts of the protocol as addresses of the ledger, and back: the same 20 bytes.</summary>
public static class Accounts
{
    /// <summary>An account as the ledger writes it.</summary>
    public static Address ToAddress(this AccountId account)
    {
        Span<byte> bytes = stackalloc byte[AccountId.SizeInBytes];
        account.WriteTo(bytes);
        return Address.TryRead(bytes, out Address address) ? address : default;
    }

    /// <summary>An address as the protocol knows it.</summary>
    public static AccountId ToAccount(this in Address address)
    {
        Span<byte> bytes = stackalloc byte[Address.SizeInBytes];
        address.WriteTo(bytes);
        return AccountId.TryRead(bytes, out AccountId account) ? account : default;
    }
}
