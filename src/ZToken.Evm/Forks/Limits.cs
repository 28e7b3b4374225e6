using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Bounds that are the same in every fork that this machine runs.</summary>
public static class Limits
{
    /// <summary>Words on a stack.</summary>
    public const int StackWords = 1024;

    /// <summary>Calls within calls.</summary>
    public const int CallDepth = 1024;

    /// <summary>Bytes of a contract's code (EIP-170).</summary>
    public const int CodeSize = 24576;

    /// <summary>Bytes of init code (EIP-3860).</summary>
    public const int InitCodeSize = IntrinsicGas.LongestInitCode;

    /// <summary>How many blocks back BLOCKHASH sees.</summary>
    public const int BlockHashes = 256;
}
