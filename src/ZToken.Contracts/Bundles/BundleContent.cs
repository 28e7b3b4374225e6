using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>What calls and logs say of a bundle in the same way: public inputs and memos.</summary>
/// <param name="Statement">What is proven.</param>
/// <param name="Memos">One for each payment.</param>
internal sealed record BundleContent(TransferStatement Statement, ImmutableArray<MemoCiphertext> Memos)
{
    /// <returns>False where there are not as many as the shape has, a word is not below r, or epoch, amounts or asset exceed their bits.</returns>
    public static bool TryRead(TransferShape shape, ReadOnlySpan<Word> words, ReadOnlySpan<byte> memoBytes, [NotNullWhen(true)] out BundleContent? content)
    {
        content = null;
        Fr[] inputs = new Fr[words.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!Words.TryToElement(words[i], out inputs[i]))
            {
                return false;
            }
        }

        if (memoBytes.Length != shape.Payments * MemoCiphertext.SizeInBytes || !TransferStatement.TryFromPublicInputs(shape, inputs, out TransferStatement? statement))
        {
            return false;
        }

        var memos = ImmutableArray.CreateBuilder<MemoCiphertext>(shape.Payments);
        for (ReadOnlySpan<byte> rest = memoBytes; !rest.IsEmpty; rest = rest[MemoCiphertext.SizeInBytes..])
        {
            _ = MemoCiphertext.TryRead(rest[..MemoCiphertext.SizeInBytes], out MemoCiphertext? memo);
            memos.Add(memo!);
        }

        content = new BundleContent(statement, memos.MoveToImmutable());
        return true;
    }
}
