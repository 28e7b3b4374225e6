using CsCheck;

namespace ZToken.Ledger.Tests;

/// <summary>Random types of the ABI and values of them.</summary>
internal static class AbiSamples
{
    private static readonly Gen<AbiType> Elementary = Gen.OneOf(
        Gen.Int[1, 32].Select(bytes => AbiType.Parse($"uint{8 * bytes}")),
        Gen.Int[1, 32].Select(bytes => AbiType.Parse($"int{8 * bytes}")),
        Gen.Int[1, 32].Select(bytes => AbiType.Parse($"bytes{bytes}")),
        Gen.OneOf(Gen.Const("bool"), Gen.Const("address"), Gen.Const("bytes"), Gen.Const("string")).Select(AbiType.Parse));

    private static readonly Gen<AbiType> Types = Gen.Recursive<AbiType>((depth, inner) => depth >= 3 ? Elementary : Gen.OneOf(
        Elementary,
        Gen.Select(inner, Gen.Int[0, 3]).Select((type, length) => AbiType.Parse($"{type}[{(length == 0 ? "" : length)}]")),
        inner.Array[1, 3].Select(components => AbiType.Tuple(components))));

    /// <summary>The types and values of a call's arguments.</summary>
    public static Gen<(AbiType[] Types, AbiValue[] Values)> Calls { get; } =
        Types.Array[0, 4].SelectMany(types => Gen.Select(Gen.Const(types), Gen.Byte.Array[400].Select(seed => Values(types, new Queue<byte>(seed)))));

    private static AbiValue[] Values(IEnumerable<AbiType> types, Queue<byte> seed) => [.. types.Select(type => ValueOf(type, seed))];

    /// <summary>A value of a type made of some bytes.</summary>
    private static AbiValue ValueOf(AbiType type, Queue<byte> seed)
    {
        Word word = Word.ReadBigEndian([.. Enumerable.Range(0, 32).Select(_ => Next(seed))]);
        return type.Kind switch
        {
            AbiKind.Unsigned => word >> (256 - type.Size),
            AbiKind.Signed => Word.ShiftRightArithmetic(word, (ulong)(256 - type.Size)),
            AbiKind.Boolean => Next(seed) % 2 == 1,
            AbiKind.Address => Address.FromWord(word),
            AbiKind.FixedBytes => word.ToBytes()[..type.Size],
            AbiKind.Bytes => word.ToBytes()[..(Next(seed) % 33)],
            AbiKind.String => new string('é', Next(seed) % 40),
            AbiKind.Array => AbiValue.List(Enumerable.Range(0, type.Length ?? Next(seed) % 4).Select(_ => ValueOf(type.Element!, seed)).ToArray()),
            _ => AbiValue.List(Values(type.Components, seed)),
        };
    }

    /// <summary>The next of the bytes, which come again, altered.</summary>
    private static byte Next(Queue<byte> seed)
    {
        byte next = seed.Dequeue();
        seed.Enqueue((byte)((next * 37) + 11));
        return next;
    }
}
