using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Solidity's two built-in errors in words: Error(string) and Panic(uint256).</summary>
internal static class RevertReason
{
    private const int LongestReason = 1024;

    /// <summary>What the data say; null where they are of another error.</summary>
    public static string? Of(ReadOnlySpan<byte> data)
    {
        if (AbiFunction.Error.TryDecodeCall(data, out AbiValue[]? text))
        {
            string reason = text[0].Text;
            return string.Concat(reason.Take(LongestReason).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
        }

        return AbiFunction.Panic.TryDecodeCall(data, out AbiValue[]? code) ? OfPanic(code[0].Word) : null;
    }

    // The codes of the Solidity documentation, section "Panic via assert and Error via require", in the words that other nodes use.
    private static string OfPanic(in Word code) => (code.TryToUInt64(out ulong number) ? number : ulong.MaxValue) switch
    {
        0x00 => "generic panic",
        0x01 => "assert(false)",
        0x11 => "arithmetic underflow or overflow",
        0x12 => "division or modulo by zero",
        0x21 => "enum overflow",
        0x22 => "invalid encoded storage byte array accessed",
        0x31 => "out-of-bounds array access; popping on an empty array",
        0x32 => "out-of-bounds access of an array or bytesN",
        0x41 => "out of memory",
        0x51 => "uninitialized function",
        _ => $"unknown panic code: {code}",
    };
}
