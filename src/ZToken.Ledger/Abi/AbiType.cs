using System.Globalization;

namespace ZToken.Ledger;

/// <summary>A type of Solidity's ABI. The fixed-point types, which no compiler makes, are not known.</summary>
/// <remarks>Source: the contract ABI specification of the Solidity documentation.</remarks>
public sealed class AbiType
{
    /// <summary>Bytes of a slot, in which the ABI counts.</summary>
    public const int SlotInBytes = Word.SizeInBytes;

    /// <summary>How deep arrays and tuples may lie in one another, which bounds the recursion of all that walks a type.</summary>
    public const int MostLevels = 32;

    /// <summary>The largest head of one type, which bounds what a few letters like bytes1[9999][9999] ask for.</summary>
    public const int LargestHeadInBytes = 1 << 20;

    private readonly int levels;

    private AbiType(AbiKind kind, int size, AbiType? element = null, int? length = null, AbiType[]? components = null)
    {
        Kind = kind;
        Size = size;
        Element = element;
        Length = length;
        Components = components ?? [];
        levels = 1 + Math.Max(element?.levels ?? 0, Components.Count == 0 ? 0 : Components.Max(component => component.levels));
        IsDynamic = kind switch
        {
            AbiKind.Bytes or AbiKind.String => true,
            AbiKind.Array => length is null || element!.IsDynamic,
            AbiKind.Tuple => Components.Any(component => component.IsDynamic),
            _ => false,
        };
        long head = IsDynamic ? SlotInBytes : kind switch
        {
            AbiKind.Array => (long)length!.Value * element!.HeadSize,
            AbiKind.Tuple => Components.Sum(component => (long)component.HeadSize),
            _ => SlotInBytes,
        };
        HeadSize = (int)Math.Min(head, int.MaxValue);
    }

    /// <summary>The family.</summary>
    public AbiKind Kind { get; }

    /// <summary>Bits of an integer, bytes of fixed bytes; else 0.</summary>
    public int Size { get; }

    /// <summary>What an array is of.</summary>
    public AbiType? Element { get; }

    /// <summary>How many an array has; null where each value has its own number.</summary>
    public int? Length { get; }

    /// <summary>What a tuple is of.</summary>
    public IReadOnlyList<AbiType> Components { get; }

    /// <summary>Whether the encoding's length depends on the value.</summary>
    public bool IsDynamic { get; }

    /// <summary>Bytes in the head of what holds this: the value's own, or those of an offset.</summary>
    public int HeadSize { get; }

    /// <summary>A tuple of some types.</summary>
    /// <exception cref="ArgumentException">There are none, or they are nested too deep or too large.</exception>
    public static AbiType Tuple(params AbiType[] components)
    {
        ArgumentNullException.ThrowIfNull(components);
        AbiType type = new(AbiKind.Tuple, 0, components: [.. components]);
        return components.Length > 0 && type.IsBounded ? type : throw new ArgumentException("A tuple has components, not too many and not too deep.", nameof(components));
    }

    /// <summary>Reads a type as signatures write it, for example <c>(uint256,bytes32[4])[]</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AbiType Parse(string text) => TryParse(text, out AbiType? type) ? type : throw new FormatException($"'{text}' is no type of the ABI.");

    /// <summary>Reads a type as signatures write it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AbiType? type) => AbiTypeParser.TryParse(text, out type);

    /// <summary>The text that stands in signatures.</summary>
    public override string ToString() => Kind switch
    {
        AbiKind.Unsigned => string.Create(CultureInfo.InvariantCulture, $"uint{Size}"),
        AbiKind.Signed => string.Create(CultureInfo.InvariantCulture, $"int{Size}"),
        AbiKind.Boolean => "bool",
        AbiKind.Address => "address",
        AbiKind.FixedBytes => string.Create(CultureInfo.InvariantCulture, $"bytes{Size}"),
        AbiKind.Bytes => "bytes",
        AbiKind.String => "string",
        AbiKind.Array => string.Create(CultureInfo.InvariantCulture, $"{Element}[{Length}]"),
        _ => $"({string.Join(',', Components)})",
    };

    internal bool IsBounded => levels <= MostLevels && HeadSize <= LargestHeadInBytes;

    internal static AbiType? OfElement(AbiKind kind, int size) => new(kind, size);

    internal static AbiType? OfArray(AbiType element, int? length) => Bounded(new AbiType(AbiKind.Array, 0, element, length));

    internal static AbiType? OfTuple(AbiType[] components) => components.Length == 0 ? null : Bounded(new AbiType(AbiKind.Tuple, 0, components: components));

    private static AbiType? Bounded(AbiType type) => type.IsBounded ? type : null;
}
