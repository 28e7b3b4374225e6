using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Values of the protocol as words and addresses of the ledger.</summary>
internal static class Words
{
    public static Word ToWord(this in Fr value)
    {
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        value.WriteBigEndian(bytes);
        return Word.ReadBigEndian(bytes);
    }

    /// <returns>False where the word is not below r.</returns>
    public static bool TryToElement(in Word word, out Fr value)
    {
        Span<byte> bytes = stackalloc byte[Word.SizeInBytes];
        word.WriteBigEndian(bytes);
        return Fr.TryReadBigEndian(bytes, out value);
    }

    public static Hash256 ToHash(ReadOnlySpan<byte> bytes) => Hash256.TryRead(bytes, out Hash256 hash) ? hash : throw new ArgumentException("There must be 32 bytes.", nameof(bytes));

    public static Hash256 ToHash(SignatureHash id)
    {
        Span<byte> bytes = stackalloc byte[SignatureHash.SizeInBytes];
        id.WriteTo(bytes);
        return ToHash(bytes);
    }
}
