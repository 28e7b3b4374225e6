namespace ZToken.Evm;

/// <summary>Why a frame no longer runs, or a call did not begin.</summary>
public enum HaltReason
{
    /// <summary>It still runs.</summary>
    None,

    /// <summary>It waits for a call that it made.</summary>
    Calling,

    /// <summary>It came to its end: STOP, RETURN, SELFDESTRUCT, or the end of the code.</summary>
    Success,

    /// <summary>REVERT: its changes are undone, its gas is not lost.</summary>
    Revert,

    /// <summary>The gas did not suffice.</summary>
    OutOfGas,

    /// <summary>Fewer words on the stack than the operation takes.</summary>
    StackUnderflow,

    /// <summary>More than 1024 words on the stack.</summary>
    StackOverflow,

    /// <summary>A byte that is no operation, or INVALID.</summary>
    InvalidOperation,

    /// <summary>A jump to what is no JUMPDEST.</summary>
    InvalidJump,

    /// <summary>A change of state within STATICCALL.</summary>
    WriteInStaticCall,

    /// <summary>RETURNDATACOPY beyond the end of the data.</summary>
    ReturnDataOutOfBounds,

    /// <summary>Init code longer than EIP-3860 allows.</summary>
    InitCodeTooLong,

    /// <summary>Code longer than EIP-170 allows.</summary>
    CodeTooLong,

    /// <summary>Code that begins with 0xef (EIP-3541).</summary>
    CodeReserved,

    /// <summary>The address of the new contract is taken (EIP-684, EIP-7610).</summary>
    AddressTaken,

    /// <summary>A precompile refused its input.</summary>
    PrecompileFailed,

    /// <summary>More than 1024 calls within calls.</summary>
    TooDeep,

    /// <summary>The caller has less than it wants to transfer.</summary>
    BalanceTooLow,

    /// <summary>The creator's nonce is the greatest there is (EIP-2681).</summary>
    NonceAtLimit,
}
