using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What running code costs, in gas. The defaults are Cancun's; what a transaction pays beforehand is <see cref="IntrinsicGas"/>.</summary>
/// <remarks>
/// Yellow Paper, appendix G, as amended by the EIPs named at each price. A value: <c>with</c> makes another schedule, and a <see cref="Fork"/> builds its
/// table of operations from it.
/// </remarks>
public sealed record GasSchedule
{
    /// <summary>Cancun's prices.</summary>
    public static GasSchedule Cancun { get; } = new();

    /// <summary>ADDRESS, CALLER, POP, PC and the like.</summary>
    public int Base { get; init; } = 2;

    /// <summary>ADD, LT, AND, PUSH, DUP, SWAP, MLOAD, CALLDATALOAD and the like.</summary>
    public int VeryLow { get; init; } = 3;

    /// <summary>MUL, DIV, SDIV, MOD, SMOD, SIGNEXTEND, SELFBALANCE.</summary>
    public int Low { get; init; } = 5;

    /// <summary>ADDMOD, MULMOD, JUMP.</summary>
    public int Mid { get; init; } = 8;

    /// <summary>JUMPI.</summary>
    public int High { get; init; } = 10;

    /// <summary>JUMPDEST.</summary>
    public int JumpDestination { get; init; } = 1;

    /// <summary>BLOCKHASH.</summary>
    public int BlockHash { get; init; } = 20;

    /// <summary>BLOBHASH (EIP-4844).</summary>
    public int BlobHash { get; init; } = 3;

    /// <summary>EXP, apart from the exponent.</summary>
    public int Exponentiation { get; init; } = 10;

    /// <summary>EXP, each byte of the exponent (EIP-160).</summary>
    public int ExponentByte { get; init; } = 50;

    /// <summary>KECCAK256, apart from the data.</summary>
    public int Keccak { get; init; } = 30;

    /// <summary>KECCAK256 and CREATE2, each word of data.</summary>
    public int KeccakWord { get; init; } = 6;

    /// <summary>The copying operations, each word.</summary>
    public int CopyWord { get; init; } = 3;

    /// <summary>Each word of memory in use; its square over 512 comes on top.</summary>
    public int MemoryWord { get; init; } = 3;

    /// <summary>LOG, apart from topics and data.</summary>
    public int Log { get; init; } = 375;

    /// <summary>LOG, each topic.</summary>
    public int LogTopic { get; init; } = 375;

    /// <summary>LOG, each byte of data.</summary>
    public int LogByte { get; init; } = 8;

    /// <summary>The first access to an account in a transaction (EIP-2929).</summary>
    public int ColdAccount { get; init; } = 2600;

    /// <summary>Each further access to an account (EIP-2929).</summary>
    public int WarmAccount { get; init; } = 100;

    /// <summary>The first access to a slot of storage in a transaction (EIP-2929).</summary>
    public int ColdStorage { get; init; } = 2100;

    /// <summary>Each further access to a slot of storage (EIP-2929), and TLOAD and TSTORE (EIP-1153).</summary>
    public int WarmStorage { get; init; } = 100;

    /// <summary>SSTORE that makes a slot of zero something else (EIP-2200).</summary>
    public int StorageSet { get; init; } = 20000;

    /// <summary>SSTORE that changes what the transaction found, if that was not zero, the access apart (EIP-2929: 5000 - 2100).</summary>
    public int StorageReset { get; init; } = 2900;

    /// <summary>What comes back for clearing a slot (EIP-3529).</summary>
    public int StorageClearRefund { get; init; } = 4800;

    /// <summary>SSTORE fails where no more gas than this is left (EIP-2200).</summary>
    public int StorageSentry { get; init; } = 2300;

    /// <summary>CREATE and CREATE2.</summary>
    public int Create { get; init; } = 32000;

    /// <summary>Each byte of code that a creation leaves.</summary>
    public int CodeByte { get; init; } = 200;

    /// <summary>Each word of init code (EIP-3860).</summary>
    public int InitCodeWord { get; init; } = 2;

    /// <summary>A call that transfers value.</summary>
    public int CallValue { get; init; } = 9000;

    /// <summary>What the callee gets for nothing where value is transferred.</summary>
    public int CallStipend { get; init; } = 2300;

    /// <summary>A transfer of value that brings an account to life (EIP-161).</summary>
    public int NewAccount { get; init; } = 25000;

    /// <summary>SELFDESTRUCT.</summary>
    public int SelfDestruct { get; init; } = 5000;

    /// <summary>The part of the gas used that refunds may reach at most is one over this (EIP-3529).</summary>
    public int RefundQuotient { get; init; } = 5;
}
