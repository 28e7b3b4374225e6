using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>A contract of the ledger refused a call, and said why.</summary>
public sealed class LedgerRefusedException : Exception
{
    /// <summary>A refusal with what the contract said.</summary>
    public LedgerRefusedException(LedgerError error, Exception? inner = null)
        : base($"the contract refuses: {error}", inner) => Error = error ?? throw new ArgumentNullException(nameof(error));

    /// <summary>What the contract said.</summary>
    public LedgerError Error { get; }

    /// <summary>Why.</summary>
    public LedgerRefusal Refusal => Error.Refusal;

    /// <summary>Whether a node's error says that an execution was reverted.</summary>
    public static bool IsRefusal(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Code == RpcException.ExecutionReverted || !exception.Revert.IsEmpty;
    }

    /// <summary>The refusal of a node's error.</summary>
    public static LedgerRefusedException From(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new LedgerRefusedException(LedgerError.Read(exception.Revert.Span), exception);
    }
}
