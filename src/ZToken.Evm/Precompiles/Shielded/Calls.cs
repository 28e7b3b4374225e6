using System.Buffers.Binary;
using ZToken.Algebra;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Reading the input of a precompile that is called as a contract: four bytes that name the function, then its arguments as words.</summary>
internal static class Calls
{
    public const int SelectorSize = AbiFunction.SelectorSize;

    public const int WordSize = 32;

    /// <summary>The number that a function has.</summary>
    public static uint SelectorOf(string signature) => BinaryPrimitives.ReadUInt32BigEndian(AbiFunction.Parse(signature).Selector);

    /// <summary>The function that an input names; 0, which none of ours has, where it is too short for that.</summary>
    public static uint FunctionOf(ReadOnlySpan<byte> input) => input.Length < SelectorSize ? 0 : BinaryPrimitives.ReadUInt32BigEndian(input);

    /// <summary>An argument of one word.</summary>
    public static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> input, int index) => input.Slice(SelectorSize + (index * WordSize), WordSize);

    /// <summary>Whether an input has just so many words as arguments.</summary>
    public static bool HasWords(ReadOnlySpan<byte> input, int count) => input.Length == SelectorSize + (count * WordSize);

    /// <summary>An argument that is an element of Fr.</summary>
    /// <returns>False where the word is not below r.</returns>
    public static bool TryElement(ReadOnlySpan<byte> input, int index, out Fr element) => Fr.TryReadBigEndian(Word(input, index), out element);

    /// <summary>The word of a verdict.</summary>
    public static byte[] Answer(bool holds)
    {
        byte[] word = new byte[WordSize];
        word[^1] = holds ? (byte)1 : (byte)0;
        return word;
    }
}
