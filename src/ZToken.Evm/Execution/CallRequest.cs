using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>A call to be made, or the init code of a contract to be run.</summary>
/// <remarks>The input may be a view of the caller's memory: the caller does not run before the call has ended.</remarks>
internal struct CallRequest
{
    public CallKind Kind;

    /// <summary>Who CALLER names.</summary>
    public Address Caller;

    /// <summary>Whose storage and balance it runs with; the new contract's address in a creation.</summary>
    public Address Target;

    /// <summary>Whose code runs.</summary>
    public Address CodeAddress;

    /// <summary>What CALLVALUE gives; transferred but in <see cref="CallKind.DelegateCall"/>.</summary>
    public Word Value;

    /// <summary>The data, or the init code.</summary>
    public ReadOnlyMemory<byte> Input;

    public long Gas;
    public bool IsStatic;

    /// <summary>Where the caller wants the output.</summary>
    public int OutputStart;

    /// <summary>How much of the output the caller wants.</summary>
    public int OutputLength;
}
