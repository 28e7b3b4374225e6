namespace ZToken.Evm;

/// <summary>What precompiles ask of their input.</summary>
internal static class PrecompileInput
{
    /// <summary>How many words of 32 bytes it has, the last one begun.</summary>
    public static long WordsOf(ReadOnlySpan<byte> input) => ((long)input.Length + 31) / 32;

    /// <summary>Some bytes of the input, with zeros after its end.</summary>
    public static byte[] Padded(ReadOnlySpan<byte> input, long start, int length)
    {
        byte[] bytes = new byte[length];
        if (start < input.Length)
        {
            ReadOnlySpan<byte> there = input[(int)start..];
            there[..Math.Min(there.Length, length)].CopyTo(bytes);
        }

        return bytes;
    }
}
