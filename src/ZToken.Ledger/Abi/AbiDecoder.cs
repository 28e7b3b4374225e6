using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZToken.Ledger;

/// <summary>Reads what abi.encode writes, and nothing else.</summary>
/// <remarks>
/// Every offset must lead to where the encoder puts the value, all padding must be zero, numbers must fit their types, texts must be UTF-8, and all bytes
/// must be used. So each value has one encoding, no byte is read twice, and the work is linear in the input. Contracts themselves are laxer: what they
/// accept is not always read here.
/// </remarks>
public static class AbiDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the values of some types.</summary>
    public static bool TryDecode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AbiValue[]? values)
    {
        ArgumentNullException.ThrowIfNull(types);
        if (!TryReadSequence(types, types.Count, bytes, out int used, out values) || used != bytes.Length)
        {
            values = null;
        }

        return values is not null;
    }

    /// <summary>Reads heads and what follows them from the front of some bytes.</summary>
    /// <param name="types">The types; one for all of an array.</param>
    /// <param name="count">How many values.</param>
    /// <param name="frame">The bytes in which offsets count, and perhaps more.</param>
    /// <param name="used">How many bytes the values take.</param>
    /// <param name="values">The values.</param>
    private static bool TryReadSequence(IReadOnlyList<AbiType> types, int count, ReadOnlySpan<byte> frame, out int used, [NotNullWhen(true)] out AbiValue[]? values)
    {
        values = null;
        used = 0;
        long heads = types.Count == count ? types.Sum(type => (long)type.HeadSize) : (long)count * types[0].HeadSize;
        if (heads > frame.Length)
        {
            return false;
        }

        AbiValue[] read = new AbiValue[count];
        int head = 0, tail = (int)heads;
        for (int i = 0; i < count; i++)
        {
            AbiType type = types.Count == count ? types[i] : types[0];
            ReadOnlySpan<byte> place = frame[head..];
            if (type.IsDynamic)
            {
                if (ReadWord(place) != new Word((ulong)tail))
                {
                    return false;
                }

                place = frame[tail..];
            }

            if (!TryReadValue(type, place, out int length, out AbiValue? value))
            {
                return false;
            }

            read[i] = value;
            tail += type.IsDynamic ? length : 0;
            head += type.HeadSize;
        }

        used = tail;
        values = read;
        return true;
    }

    private static bool TryReadValue(AbiType type, ReadOnlySpan<byte> bytes, out int used, [NotNullWhen(true)] out AbiValue? value)
    {
        value = null;
        used = 0;
        AbiValue[]? items;
        switch (type.Kind)
        {
            case AbiKind.Tuple:
                value = TryReadSequence(type.Components, type.Components.Count, bytes, out used, out items) ? AbiValue.List(items) : null;
                break;
            case AbiKind.Array when type.Length is int length:
                value = TryReadSequence([type.Element!], length, bytes, out used, out items) ? AbiValue.List(items) : null;
                break;
            case AbiKind.Array:
                // Each element has a head of its own, so that no length beyond the bytes is believed.
                if (TryReadLength(bytes, out int count) && TryReadSequence([type.Element!], count, bytes[AbiType.SlotInBytes..], out used, out items))
                {
                    value = AbiValue.List(items);
                    used += AbiType.SlotInBytes;
                }

                break;
            case AbiKind.Bytes or AbiKind.String:
                value = TryReadBytes(type.Kind, bytes, out used);
                break;
            default:
                used = AbiType.SlotInBytes;
                value = TryReadSlot(type, bytes[..AbiType.SlotInBytes]);
                break;
        }

        return value is not null;
    }

    private static AbiValue? TryReadSlot(AbiType type, ReadOnlySpan<byte> slot)
    {
        if (type.Kind == AbiKind.FixedBytes)
        {
            return slot[type.Size..].ContainsAnyExcept((byte)0) ? null : (AbiValue)slot[..type.Size].ToArray();
        }

        Word word = Word.ReadBigEndian(slot);
        return AbiEncoder.Fits(type, word) ? word : null;
    }

    private static AbiValue? TryReadBytes(AbiKind kind, ReadOnlySpan<byte> bytes, out int used)
    {
        used = 0;
        if (!TryReadLength(bytes, out int length))
        {
            return null;
        }

        ReadOnlySpan<byte> content = bytes[AbiType.SlotInBytes..];
        long padded = ((long)length + AbiType.SlotInBytes - 1) / AbiType.SlotInBytes * AbiType.SlotInBytes;
        if (padded > content.Length || content[length..(int)padded].ContainsAnyExcept((byte)0))
        {
            return null;
        }

        used = AbiType.SlotInBytes + (int)padded;
        return kind == AbiKind.Bytes ? content[..length].ToArray() : TryReadText(content[..length]);
    }

    private static AbiValue? TryReadText(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < AbiType.SlotInBytes)
        {
            return false;
        }

        Word word = ReadWord(bytes);
        length = (int)word.Low64;
        return word <= new Word((ulong)bytes.Length);
    }

    private static Word ReadWord(ReadOnlySpan<byte> bytes) => Word.ReadBigEndian(bytes[..Word.SizeInBytes]);
}
