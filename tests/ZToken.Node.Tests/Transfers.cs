using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>Signed transactions of the development accounts.</summary>
internal static class Transfers
{
    public static Secp256k1PrivateKey Key(int account) => DevelopmentAccounts.Keys[account];

    public static Address Account(int account) => DevelopmentAccounts.Addresses[account];

    /// <summary>Sends some wei for no gas price.</summary>
    public static SignedTransaction Send(int from, ulong nonce, Address to, ulong wei) => Sign(from, new Transaction { Nonce = nonce, To = to, Value = wei, GasLimit = 21_000 });

    /// <summary>Calls a contract.</summary>
    public static SignedTransaction Call(int from, ulong nonce, Address contract, byte[]? data = null, ulong gas = 200_000) =>
        Sign(from, new Transaction { Nonce = nonce, To = contract, Data = data ?? [], GasLimit = gas });

    /// <summary>Makes a contract.</summary>
    public static SignedTransaction Create(int from, ulong nonce, byte[] code) => Sign(from, new Transaction { Nonce = nonce, Data = TestContract.InitCodeOf(code), GasLimit = 1_000_000 });

    /// <summary>Signs for the development chain.</summary>
    public static SignedTransaction Sign(int from, Transaction content) => (content.ChainId is null ? content with { ChainId = Genesis.DevelopmentChainId } : content).Sign(Key(from));
}
