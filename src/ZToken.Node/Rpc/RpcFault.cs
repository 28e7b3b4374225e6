using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Ends a call with an error: what is wrong, in words for the caller.</summary>
internal sealed class RpcFault(RpcErrorCode code, string message) : Exception(message)
{
    private const int LongestEcho = 80;

    public RpcErrorCode Code { get; } = code;

    /// <summary>What code reverted with; null where it did not.</summary>
    public byte[]? RevertData { get; private init; }

    public static RpcFault Parameter(string what, string problem) => new(RpcErrorCode.InvalidParameters, $"invalid {what}: {problem}");

    public static RpcFault Reverted(byte[] data)
    {
        string? reason = RevertReason.Of(data);
        return new RpcFault(RpcErrorCode.Reverted, reason is null ? "execution reverted" : "execution reverted: " + reason) { RevertData = data };
    }

    /// <summary>The fault of code that ended otherwise than by returning.</summary>
    public static RpcFault Of(HaltReason halt, byte[] output) => halt switch
    {
        HaltReason.Revert => Reverted(output),
        HaltReason.OutOfGas => new RpcFault(RpcErrorCode.Server, "out of gas"),
        HaltReason.InvalidOperation => new RpcFault(RpcErrorCode.Server, "invalid opcode"),
        HaltReason.InvalidJump => new RpcFault(RpcErrorCode.Server, "invalid jump destination"),
        HaltReason.BalanceTooLow => new RpcFault(RpcErrorCode.Server, "insufficient balance for transfer"),
        HaltReason.CodeTooLong => new RpcFault(RpcErrorCode.Server, "max code size exceeded"),
        HaltReason.InitCodeTooLong => new RpcFault(RpcErrorCode.Server, "max initcode size exceeded"),
        HaltReason.AddressTaken => new RpcFault(RpcErrorCode.Server, "contract address collision"),
        _ => new RpcFault(RpcErrorCode.Server, $"execution failed: {halt}"),
    };

    /// <summary>What the caller wrote, shortened and without what a terminal or a log could choke on.</summary>
    public static string Echo(string? text)
    {
        string shown = text is null ? "" : text.Length <= LongestEcho ? text : text[..LongestEcho] + "...";
        return "\"" + string.Concat(shown.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character)) + "\"";
    }
}
