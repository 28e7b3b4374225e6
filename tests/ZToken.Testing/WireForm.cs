using System.Buffers;
using Xunit;

namespace ZToken.Testing;

/// <summary>What every wire form holds: one form for one value, all bytes consumed, nothing thrown whatever is sent.</summary>
public static class WireForm
{
    /// <summary>Reads bytes and writes what was read, or gives null where they are refused.</summary>
    public delegate byte[]? Rewrite(ReadOnlySpan<byte> bytes);

    /// <summary>What a value writes.</summary>
    public static byte[] Of(Action<IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> writer = new();
        write(writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Asserts that a form reads back as it was written, and that no shorter or longer one does.</summary>
    public static void AssertWhole(byte[] wire, Rewrite rewrite)
    {
        Assert.Equal(wire, rewrite(wire));
        byte[] longer = [.. wire, .. new byte[512]];
        for (int length = 0; length <= longer.Length; length++)
        {
            Assert.True((rewrite(longer.AsSpan(0, length)) is not null) == (length == wire.Length), $"{length} bytes of {wire.Length}");
        }
    }

    /// <summary>Asserts that every changed byte is refused, or read as a value that writes just these bytes.</summary>
    /// <returns>How many changes were refused.</returns>
    public static int AssertCanonical(byte[] wire, Rewrite rewrite)
    {
        int refused = 0;
        byte[] changed = [.. wire];
        for (int i = 0; i < wire.Length; i++)
        {
            foreach (byte change in (ReadOnlySpan<byte>)[0x01, 0x80, 0xff])
            {
                changed[i] = (byte)(wire[i] ^ change);
                byte[]? again = rewrite(changed);
                refused += again is null ? 1 : 0;
                Assert.True(again is null || changed.AsSpan().SequenceEqual(again), $"byte {i} has two forms");
            }

            changed[i] = wire[i];
        }

        return refused;
    }
}
