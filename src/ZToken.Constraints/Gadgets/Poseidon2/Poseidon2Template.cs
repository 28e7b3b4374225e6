using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Constraints;

/// <summary>The linear algebra of the permutation's constraints, done once: it is the same in every instance.</summary>
/// <remarks>
/// <para>
/// S-box k has the rows x * x = x2, x2 * x2 = x4 and x4 * x = x5. Were x5 a wire, the inputs of partial rounds would be
/// combinations of up to sixty such wires, and each would stand in A and B. Instead the third wire of an S-box, *next[k]*, is
/// an element of the state that comes out of the round, round constant included: the input of a later S-box, which thereby
/// is a single wire. x5 is a combination of these, and stands in C, which a prover need not evaluate. It is the same system
/// in another basis: within a full round the four x5 and the four elements are related by an invertible matrix, and in a
/// partial round x5 and element 0 by a factor that is not zero, given earlier wires.
/// </para>
/// <para>Only elements 1 to 3 that enter the first closing full round remain as long combinations (*Finals*).</para>
/// </remarks>
internal sealed class Poseidon2Template
{
    private const int Width = Poseidon2Parameters.Width;
    private const int HalfFull = Poseidon2Parameters.FullRounds / 2;
    private const int FirstPartial = HalfFull * Width;
    private const int FirstClosing = FirstPartial + Poseidon2Parameters.PartialRounds;

    /// <summary>S-boxes, and with them *next* wires.</summary>
    public const int SboxCount = FirstClosing + FirstPartial;

    // A combination of the next wires; the constant stands behind them.
    private const int Constant = SboxCount;

    private readonly Fr[][] products = new Fr[SboxCount][];
    private readonly Fr[][] hidden = new Fr[Width][];

    private Poseidon2Template()
    {
        Fr[,] inverse = ExternalMatrixInverse();
        for (int round = 0; round < HalfFull; round++)
        {
            DescribeFullRound(round, Width * round, inverse);
        }

        for (int lane = 1; lane < Width; lane++)
        {
            hidden[lane] = Next(FirstPartial - Width + lane);
        }

        for (int i = 0; i < Poseidon2Parameters.PartialRounds; i++)
        {
            DescribePartialRound(HalfFull + i, FirstPartial + i);
        }

        const int FirstClosingRound = HalfFull + Poseidon2Parameters.PartialRounds;
        for (int lane = 1; lane < Width; lane++)
        {
            hidden[lane][Constant] += ConstantBefore(FirstClosingRound, lane);
        }

        for (int i = 0; i < HalfFull; i++)
        {
            DescribeFullRound(FirstClosingRound + i, FirstClosing + (Width * i), inverse);
        }

        Products = Array.ConvertAll(products, Sparse);
        Finals = Array.ConvertAll(hidden[1..], Sparse);
    }

    public static Poseidon2Template Instance { get; } = new();

    /// <summary>For each S-box x^5 as terms (k, coefficient) in the *next* wires, -1 standing for the constant one.</summary>
    public (int Next, Fr Coefficient)[][] Products { get; }

    /// <summary>Elements 1 to 3 that enter the first closing round, their round constants included.</summary>
    public (int Next, Fr Coefficient)[][] Finals { get; }

    /// <summary>The S-box whose *next* wire is the input of this one; -1 for inputs of the permutation, -2 to -4 for the finals.</summary>
    public static int InputOf(int sbox) => sbox switch
    {
        < Width => -1,
        <= FirstPartial => sbox - Width,
        <= FirstClosing => sbox - 1,
        < FirstClosing + Width => FirstClosing - 1 - sbox,
        _ => sbox - Width,
    };

    // What is added to an element before the S-boxes of a round; nothing after the last.
    private static Fr ConstantBefore(int round, int lane)
    {
        if (round == Poseidon2Parameters.FullRounds + Poseidon2Parameters.PartialRounds)
        {
            return Fr.Zero;
        }

        ReadOnlySpan<Fr> constants = Poseidon2Parameters.RoundConstants(round);
        return lane < constants.Length ? constants[lane] : Fr.Zero;
    }

    // The four x^5 are the inverse of the external matrix times (next - constant).
    private void DescribeFullRound(int round, int first, Fr[,] inverse)
    {
        for (int row = 0; row < Width; row++)
        {
            Fr[] product = new Fr[SboxCount + 1];
            for (int lane = 0; lane < Width; lane++)
            {
                product[first + lane] = inverse[row, lane];
                product[Constant] -= inverse[row, lane] * ConstantBefore(round + 1, lane);
            }

            products[first + row] = product;
        }
    }

    // next = (1 + d_0) x^5 + h + constant, h being the sum of the hidden elements; each of those becomes x^5 + h + d_i times itself.
    private void DescribePartialRound(int round, int sbox)
    {
        ReadOnlySpan<Fr> diagonal = Poseidon2Parameters.InternalDiagonalMinusOne;
        Fr factor = (Fr.One + diagonal[0]).Invert();
        Fr[] product = Next(sbox);
        Fr[] sum = new Fr[SboxCount + 1];
        product[Constant] -= ConstantBefore(round + 1, 0);
        for (int i = 0; i <= SboxCount; i++)
        {
            sum[i] = hidden[1][i] + hidden[2][i] + hidden[3][i];
            product[i] = (product[i] - sum[i]) * factor;
            sum[i] += product[i];
        }

        for (int lane = 1; lane < Width; lane++)
        {
            for (int i = 0; i <= SboxCount; i++)
            {
                hidden[lane][i] = sum[i] + (diagonal[lane] * hidden[lane][i]);
            }
        }

        products[sbox] = product;
    }

    private static Fr[] Next(int sbox)
    {
        Fr[] form = new Fr[SboxCount + 1];
        form[sbox] = Fr.One;
        return form;
    }

    private static (int Next, Fr Coefficient)[] Sparse(Fr[] form) =>
    [
        .. form[Constant].IsZero ? [] : new (int, Fr)[] { (-1, form[Constant]) },
        .. Enumerable.Range(0, SboxCount).Where(i => !form[i].IsZero).Select(i => (i, form[i])),
    ];

    private static Fr[,] ExternalMatrixInverse()
    {
        // Gauss and Jordan on [M | 1]; no pivot of this matrix vanishes.
        Fr[,] m = new Fr[Width, 2 * Width];
        for (int row = 0; row < Width; row++)
        {
            m[row, Width + row] = Fr.One;
            for (int column = 0; column < Width; column++)
            {
                m[row, column] = Fr.FromUInt64(Poseidon2Parameters.ExternalMatrix[(Width * row) + column]);
            }
        }

        for (int pivot = 0; pivot < Width; pivot++)
        {
            Fr scale = m[pivot, pivot].Invert();
            for (int column = 0; column < 2 * Width; column++)
            {
                m[pivot, column] *= scale;
            }

            for (int row = 0; row < Width; row++)
            {
                Fr factor = row == pivot ? Fr.Zero : m[row, pivot];
                for (int column = 0; column < 2 * Width; column++)
                {
                    m[row, column] -= factor * m[pivot, column];
                }
            }
        }

        Fr[,] inverse = new Fr[Width, Width];
        for (int i = 0; i < Width * Width; i++)
        {
            inverse[i / Width, i % Width] = m[i / Width, Width + (i % Width)];
        }

        return inverse;
    }
}
