using System.Buffers;
using System.Text;

namespace ZToken.Ledger;

/// <summary>Writes values as Solidity's abi.encode does: heads first, what is dynamic after them.</summary>
public static class AbiEncoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The encoding of some values as the arguments of a call.</summary>
    /// <exception cref="ArgumentException">The values are not of the types: the message says which.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, params IReadOnlyList<AbiValue> values)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(values);
        ArrayBufferWriter<byte> output = new();
        WriteSequence(types, values, output);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteSequence(IReadOnlyList<AbiType> types, IReadOnlyList<AbiValue> values, ArrayBufferWriter<byte> output)
    {
        if (types.Count != values.Count)
        {
            throw new ArgumentException($"There are {values.Count} values for {types.Count} types.", nameof(values));
        }

        ArrayBufferWriter<byte> tail = new();
        int head = types.Sum(type => type.HeadSize);
        for (int i = 0; i < types.Count; i++)
        {
            if (types[i].IsDynamic)
            {
                WriteWord((ulong)(head + tail.WrittenCount), output);
                WriteValue(types[i], values[i], tail);
            }
            else
            {
                WriteValue(types[i], values[i], output);
            }
        }

        output.Write(tail.WrittenSpan);
    }

    private static void WriteValue(AbiType type, AbiValue value, ArrayBufferWriter<byte> output)
    {
        switch (type.Kind, value.Content)
        {
            case (AbiKind.Array, AbiValue[] items) when type.Length is null || type.Length == items.Length:
                if (type.Length is null)
                {
                    WriteWord((ulong)items.Length, output);
                }

                WriteSequence([.. Enumerable.Repeat(type.Element!, items.Length)], items, output);
                break;
            case (AbiKind.Tuple, AbiValue[] items):
                WriteSequence(type.Components, items, output);
                break;
            case (AbiKind.Bytes, byte[] bytes):
                WriteBytes(bytes, output);
                break;
            case (AbiKind.String, string text):
                WriteBytes(ToUtf8(text), output);
                break;
            case (AbiKind.FixedBytes, byte[] bytes) when bytes.Length == type.Size:
                WritePadded(bytes, output);
                break;
            case (AbiKind.Unsigned or AbiKind.Signed or AbiKind.Boolean or AbiKind.Address, Word word) when Fits(type, word):
                WriteWord(word, output);
                break;
            default:
                throw new ArgumentException($"{value} is no {type}.", nameof(value));
        }
    }

    /// <summary>Whether a word is one of the values of a type of one slot.</summary>
    internal static bool Fits(AbiType type, in Word word) => type.Kind switch
    {
        AbiKind.Unsigned => word.BitLength <= type.Size,
        AbiKind.Signed => Word.SignExtend((ulong)((type.Size / 8) - 1), word) == word,
        AbiKind.Boolean => word <= Word.One,
        _ => word.BitLength <= 8 * Address.SizeInBytes,
    };

    private static byte[] ToUtf8(string text)
    {
        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("Half a surrogate pair has no UTF-8.", nameof(text), e);
        }
    }

    private static void WriteBytes(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> output)
    {
        WriteWord((ulong)bytes.Length, output);
        WritePadded(bytes, output);
    }

    private static void WritePadded(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> output)
    {
        int padded = (bytes.Length + AbiType.SlotInBytes - 1) / AbiType.SlotInBytes * AbiType.SlotInBytes;
        Span<byte> place = output.GetSpan(padded)[..padded];
        place.Clear();
        bytes.CopyTo(place);
        output.Advance(padded);
    }

    private static void WriteWord(in Word word, ArrayBufferWriter<byte> output)
    {
        word.WriteBigEndian(output.GetSpan(Word.SizeInBytes));
        output.Advance(Word.SizeInBytes);
    }
}
