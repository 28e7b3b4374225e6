using System.Buffers.Binary;
using ZToken.Crypto;

namespace ZToken.Evm;

/// <summary>0x09: the compression function of BLAKE2b with any number of rounds (EIP-152). One gas a round.</summary>
/// <remarks>Input, exactly 213 bytes: rounds (big-endian), h, m, t (little-endian), and f, which is 0 or 1.</remarks>
internal sealed class Blake2Compression : IPrecompile
{
    private const int InputLength = 213;
    private const int StateWords = 8;
    private const int MessageWords = 16;

    public long GasOf(ReadOnlySpan<byte> input) => input.Length == InputLength ? BinaryPrimitives.ReadUInt32BigEndian(input) : 0;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        if (input.Length != InputLength || input[^1] > 1)
        {
            return false;
        }

        Span<ulong> state = stackalloc ulong[StateWords];
        Span<ulong> message = stackalloc ulong[MessageWords];
        Read(input[4..], state);
        Read(input[68..], message);
        UInt128 counter = BinaryPrimitives.ReadUInt128LittleEndian(input[196..]);
        Blake2b.Compress(state, message, counter, input[^1] == 1, BinaryPrimitives.ReadUInt32BigEndian(input));
        output = new byte[8 * StateWords];
        for (int i = 0; i < StateWords; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(output.AsSpan(8 * i), state[i]);
        }

        return true;
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<ulong> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
        }
    }
}
