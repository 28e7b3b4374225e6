using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Constraints;

public sealed partial class ConstraintSystem
{
    private static ReadOnlySpan<byte> DigestDomain => "ZToken constraint system 1"u8;

    /// <summary>SHA-256 of the matrices: equal for equal systems, on every machine, however they were built or shared.</summary>
    /// <remarks>
    /// Over the domain, the numbers of wires, public inputs and rows, then for the sides A, B, C of every row the number
    /// of its terms and per term wire and coefficient number; coefficients are numbered as they first appear, and their
    /// canonical bytes follow the rows. Integers are 32 bits, little-endian. Names are left out.
    /// </remarks>
    public byte[] ComputeDigest()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(DigestDomain);
        int[] numbers = new int[coefficients.Length];
        numbers.AsSpan().Fill(-1);
        List<int> order = [];
        List<int> words = [WireCount, PublicInputCount, RowCount];
        for (int row = 0; row < a.Length; row++)
        {
            foreach (int form in (ReadOnlySpan<int>)[a[row], b[row], c[row]])
            {
                ReadOnlySpan<Term> side = FormTerms(form);
                words.Add(side.Length);
                foreach (Term term in side)
                {
                    ref int number = ref numbers[term.Coefficient];
                    if (number < 0)
                    {
                        number = order.Count;
                        order.Add(term.Coefficient);
                    }

                    words.Add(term.Wire);
                    words.Add(number);
                }
            }

            Drain(hash, words, 4096);
        }

        Drain(hash, words, 0);
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        foreach (int coefficient in order)
        {
            coefficients[coefficient].WriteLittleEndian(bytes);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    private static void Drain(IncrementalHash hash, List<int> words, int above)
    {
        if (words.Count <= above)
        {
            return;
        }

        Span<int> span = CollectionsMarshal.AsSpan(words);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(span, span);
        }

        hash.AppendData(MemoryMarshal.AsBytes(span));
        words.Clear();
    }
}
