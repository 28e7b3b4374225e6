namespace ZToken.Ledger;

/// <summary>A node answered a call with an error.</summary>
public sealed class RpcException : Exception
{
    /// <summary>The code of an execution that was reverted: <see cref="Revert"/> holds what the contract said.</summary>
    public const int ExecutionReverted = 3;

    /// <summary>Makes the error of an answer.</summary>
    public RpcException(string method, int code, string message, byte[] revert)
        : base($"{method}: {message} (code {code})")
    {
        Code = code;
        Revert = revert;
    }

    /// <summary>The code, of JSON-RPC or of Ethereum's execution API.</summary>
    public int Code { get; }

    /// <summary>What a reverted execution returned, for <see cref="AbiFunction.TryDecodeCall"/> of an error; empty where there is nothing.</summary>
    public ReadOnlyMemory<byte> Revert { get; }
}
