namespace ZToken.Evm;

/// <summary>The ways in which code comes to run.</summary>
public enum CallKind
{
    /// <summary>CALL, or a transaction to an account.</summary>
    Call,

    /// <summary>CALLCODE: another account's code in the caller's place.</summary>
    CallCode,

    /// <summary>DELEGATECALL (EIP-7): the same, with the caller's caller and value.</summary>
    DelegateCall,

    /// <summary>STATICCALL (EIP-214): a call that may change nothing.</summary>
    StaticCall,

    /// <summary>CREATE, CREATE2 (EIP-1014), or a transaction that creates a contract.</summary>
    Create,
}
