namespace ZToken.Node;

/// <summary>The codes of JSON-RPC 2.0 and those that Ethereum's execution API adds (EIP-1474).</summary>
internal enum RpcErrorCode
{
    /// <summary>The code ran and reverted; the data are what it reverted with.</summary>
    Reverted = 3,

    /// <summary>What was asked for cannot be done.</summary>
    Server = -32000,

    /// <summary>The block that was asked about is not there.</summary>
    NotFound = -32001,

    /// <summary>A transaction was not taken.</summary>
    TransactionRejected = -32003,

    /// <summary>It would have been too much: blocks, results, time.</summary>
    LimitExceeded = -32005,

    /// <summary>The call is no request of JSON-RPC 2.0.</summary>
    InvalidRequest = -32600,

    /// <summary>There is no such method.</summary>
    MethodNotFound = -32601,

    /// <summary>A parameter is missing, of another type, or out of range.</summary>
    InvalidParameters = -32602,

    /// <summary>A fault of ours.</summary>
    Internal = -32603,

    /// <summary>The body is no JSON.</summary>
    Parse = -32700,
}
