using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>A contract's code, with what the machine needs to know of it beforehand.</summary>
/// <remarks>33 zero bytes (STOP) follow the code, so that neither its end nor a PUSH that reaches beyond it needs a check.</remarks>
internal sealed class Code
{
    private const int Padding = 33;
    private readonly byte[] padded;
    private ulong[]? destinations;

    public Code(ReadOnlySpan<byte> bytes)
        : this(bytes, Hash256.Of(bytes))
    {
    }

    public Code(ReadOnlySpan<byte> bytes, in Hash256 hash)
    {
        padded = new byte[bytes.Length + Padding];
        bytes.CopyTo(padded);
        Hash = hash;
    }

    /// <summary>No code.</summary>
    public static Code None { get; } = new([]);

    public Hash256 Hash { get; }

    public int Length => padded.Length - Padding;

    /// <summary>The code and the zeros after it.</summary>
    public byte[] Padded => padded;

    public ReadOnlySpan<byte> Bytes => padded.AsSpan(0, Length);

    /// <summary>Whether a jump may lead there: to a JUMPDEST that is not data of a PUSH.</summary>
    public bool IsDestination(in Word target)
    {
        if (!target.TryToUInt64(out ulong position) || position >= (ulong)Length || padded[position] != (byte)Opcode.JumpDest)
        {
            return false;
        }

        destinations ??= FindDestinations();
        return ((destinations[position >> 6] >> (int)(position & 63)) & 1) != 0;
    }

    private ulong[] FindDestinations()
    {
        ulong[] found = new ulong[(Length + 63) / 64];
        for (int i = 0; i < Length; i++)
        {
            byte operation = padded[i];
            if (operation == (byte)Opcode.JumpDest)
            {
                found[i >> 6] |= 1UL << (i & 63);
            }
            else if (operation is >= (byte)Opcode.Push1 and <= (byte)Opcode.Push32)
            {
                i += operation - (byte)Opcode.Push1 + 1;
            }
        }

        return found;
    }
}
