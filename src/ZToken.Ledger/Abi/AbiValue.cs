using System.Diagnostics.CodeAnalysis;

namespace ZToken.Ledger;

/// <summary>A value for the ABI: a word (integers, booleans, addresses), bytes (fixed or not), a text, or a list (arrays, tuples).</summary>
/// <remarks>What a word means, its <see cref="AbiType"/> says. Asking for another form than the value has is the caller's mistake.</remarks>
public sealed class AbiValue : IEquatable<AbiValue>
{
    // A Word, bytes, a text, or values.
    private readonly object content;

    private AbiValue(object content) => this.content = content;

    /// <summary>The number, boolean or address as a word; signed numbers as two's complement of 256 bits.</summary>
    /// <exception cref="InvalidOperationException">The value is of another form.</exception>
    public Word Word => content is Word word ? word : throw Other("a word");

    /// <summary>The account.</summary>
    /// <exception cref="InvalidOperationException">The value is of another form.</exception>
    public Address Address => Address.FromWord(Word);

    /// <summary>The truth.</summary>
    /// <exception cref="InvalidOperationException">The value is of another form.</exception>
    public bool Boolean => !Word.IsZero;

    /// <summary>The bytes.</summary>
    /// <exception cref="InvalidOperationException">The value is of another form.</exception>
    public ReadOnlyMemory<byte> Bytes => content is byte[] bytes ? bytes : throw Other("bytes");

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The value is of another form.</exception>
    public string Text => content as string ?? throw Other("a text");

    /// <summary>The elements or components.</summary>
    /// <exception cref="InvalidOperationException">The value is of another form.</exception>
    public IReadOnlyList<AbiValue> Items => content as AbiValue[] ?? throw Other("a list");

    /// <summary>One element or component.</summary>
    /// <exception cref="InvalidOperationException">The value is of another form.</exception>
    public AbiValue this[int index] => Items[index];

    /// <summary>A number.</summary>
    public static implicit operator AbiValue(Word value) => new(value);

    /// <summary>A number.</summary>
    public static implicit operator AbiValue(ulong value) => new(new Word(value));

    /// <summary>A truth.</summary>
    public static implicit operator AbiValue(bool value) => new(value ? Word.One : Word.Zero);

    /// <summary>An account.</summary>
    public static implicit operator AbiValue(Address value) => new(value.ToWord());

    /// <summary>32 bytes.</summary>
    public static implicit operator AbiValue(Hash256 value) => new(value.ToBytes());

    /// <summary>Bytes, which are copied.</summary>
    public static implicit operator AbiValue(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new AbiValue(value.Clone());
    }

    /// <summary>A text.</summary>
    public static implicit operator AbiValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new AbiValue(value);
    }

    /// <summary>An array or a tuple.</summary>
    public static AbiValue List(params IEnumerable<AbiValue> items) => new(items.ToArray());

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] AbiValue? other) => other is not null && (content, other.content) switch
    {
        (Word a, Word b) => a == b,
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (AbiValue[] a, AbiValue[] b) => a.SequenceEqual(b),
        _ => false,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AbiValue);

    /// <inheritdoc/>
    public override int GetHashCode() => content switch
    {
        byte[] bytes => bytes.Length,
        AbiValue[] items => items.Length,
        string text => string.GetHashCode(text, StringComparison.Ordinal),
        _ => content.GetHashCode(),
    };

    /// <summary>The value for people.</summary>
    public override string ToString() => content switch
    {
        byte[] bytes => Hex.ToPrefixed(bytes),
        AbiValue[] items => $"[{string.Join(", ", items.AsEnumerable())}]",
        _ => content.ToString()!,
    };

    internal object Content => content;

    private static InvalidOperationException Other(string wanted) => new($"The value is not {wanted}.");
}
