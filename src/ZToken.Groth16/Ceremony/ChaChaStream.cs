using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The stream of numbers, elements and points that ffjavascript draws from a 32-byte seed, which ceremonies of snarkjs depend on.</summary>
/// <remarks>
/// ChaCha20 (D. J. Bernstein, 2008) with a zero nonce and a counter of 128 bits, words taken in order; the seed's words are
/// big-endian. A 64-bit number is two words, the upper first; a field element is such numbers, the lowest first, cut to the
/// prime's bit length and drawn again where not below it, and is taken for the element's <em>Montgomery form</em>.
/// A point is drawn by x and whether y is the larger root, until x belongs to a point, and multiplied by the cofactor.
/// </remarks>
internal sealed class ChaChaStream
{
    private const int Words = 16;
    private const int DoubleRounds = 10;

    private readonly uint[] state = new uint[Words];
    private readonly uint[] block = new uint[Words];
    private int used = Words;

    /// <summary>Begins the stream of a seed, of which the first 32 bytes count.</summary>
    public ChaChaStream(ReadOnlySpan<byte> seed)
    {
        "expand 32-byte k"u8.CopyTo(MemoryMarshal.AsBytes(state.AsSpan()));
        for (int i = 0; i < 8; i++)
        {
            state[4 + i] = BinaryPrimitives.ReadUInt32BigEndian(seed[(4 * i)..]);
        }
    }

    // (x - 1)^2 / 3 with the curve's parameter x, least significant limb first.
    private static ReadOnlySpan<ulong> CofactorG1 => [0x8c00aaab0000aaab, 0x396c8c005555e156];

    // (x^8 - 4 x^7 + 5 x^6 - 4 x^4 + 6 x^3 - 4 x^2 - 4 x + 13) / 9.
    private static ReadOnlySpan<ulong> CofactorG2 =>
    [
        0xcf1c38e31c7238e5, 0x1616ec6e786f0c70, 0x21537e293a6691ae, 0xa628f1cb4d9e82ef,
        0xa68a205b2e5a7ddf, 0xcd91de4547085aba, 0x091d50792876a202, 0x05d543a95414e7f1,
    ];

    public uint NextUInt32()
    {
        if (used == Words)
        {
            NextBlock();
        }

        return block[used++];
    }

    public bool NextBoolean() => (NextUInt32() & 1) != 0;

    public Fr NextFr() => NextElement<Fr>(Fr.ModulusLimbs, Fr.BitLength);

    public G1Affine NextG1()
    {
        while (true)
        {
            Fp x = NextFp();
            if (TryMakePoint(x, NextBoolean(), out G1Affine point))
            {
                return new G1Point(point).MultiplyVarTime(CofactorG1).ToAffine();
            }
        }
    }

    public G2Affine NextG2()
    {
        while (true)
        {
            Fp c0 = NextFp();
            Fp2 x = new(c0, NextFp());
            if (TryMakePoint(x, NextBoolean(), out G2Affine point))
            {
                return new G2Point(point).MultiplyVarTime(CofactorG2).ToAffine();
            }
        }
    }

    private static bool TryMakePoint<TField>(in TField x, bool larger, out AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField>
    {
        bool exists = ((x.Square() * x) + TField.CurveB).TrySqrtVarTime(out TField y);
        point = exists ? new AffinePoint<TField>(x, y.IsLexicographicallyLargest == larger ? y : -y) : default;
        return exists;
    }

    private Fp NextFp() => NextElement<Fp>(Fp.ModulusLimbs, Fp.BitLength);

    private TField NextElement<TField>(ReadOnlySpan<ulong> modulus, int bitLength)
        where TField : unmanaged, IPrimeField<TField>
    {
        PointCheck.RequireLittleEndian();
        Span<TField> element = stackalloc TField[1];
        Span<ulong> limbs = MemoryMarshal.Cast<TField, ulong>(element);
        do
        {
            foreach (ref ulong limb in limbs)
            {
                ulong upper = NextUInt32();
                limb = (upper << 32) | NextUInt32();
            }

            limbs[^1] &= ulong.MaxValue >> ((64 * limbs.Length) - bitLength);
        }
        while (!PointCheck.IsBelow(limbs, modulus));

        return element[0];
    }

    private void NextBlock()
    {
        state.CopyTo(block, 0);
        for (int i = 0; i < DoubleRounds; i++)
        {
            for (int column = 0; column < 4; column++)
            {
                QuarterRound(column, 4 + column, 8 + column, 12 + column);
            }

            for (int diagonal = 0; diagonal < 4; diagonal++)
            {
                QuarterRound(diagonal, 4 + ((diagonal + 1) & 3), 8 + ((diagonal + 2) & 3), 12 + ((diagonal + 3) & 3));
            }
        }

        for (int i = 0; i < Words; i++)
        {
            block[i] += state[i];
        }

        used = 0;
        for (int counter = 12; counter < Words && ++state[counter] == 0; counter++)
        {
        }
    }

    private void QuarterRound(int a, int b, int c, int d)
    {
        block[a] += block[b];
        block[d] = BitOperations.RotateLeft(block[d] ^ block[a], 16);
        block[c] += block[d];
        block[b] = BitOperations.RotateLeft(block[b] ^ block[c], 12);
        block[a] += block[b];
        block[d] = BitOperations.RotateLeft(block[d] ^ block[a], 8);
        block[c] += block[d];
        block[b] = BitOperations.RotateLeft(block[b] ^ block[c], 7);
    }
}
