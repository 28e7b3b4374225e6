using System.Diagnostics;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>The instance of Poseidon2 that everything here uses: over <see cref="Fr"/>, width 4, S-box x^5, 8 full and 56 partial rounds.</summary>
/// <remarks>
/// L. Grassi, D. Khovratovich, M. Schofnegger, "Poseidon2: a faster version of the Poseidon hash function" (2023), with the constants of the
/// authors' implementation (HorizenLabs/poseidon2) for BLS12-381: a Grain LFSR seeded with the instance's own parameters gives them, and a test
/// runs it again. The hash and the circuit's gadget both read them from here.
/// </remarks>
public static class Poseidon2Parameters
{
    /// <summary>Elements of the state, t.</summary>
    public const int Width = 4;

    /// <summary>The exponent of the S-box, which permutes the field because 5 does not divide r - 1.</summary>
    public const int Exponent = 5;

    /// <summary>Rounds with an S-box on every element: half of them first, half last.</summary>
    public const int FullRounds = 8;

    /// <summary>Rounds with an S-box on element 0 only, between the two halves.</summary>
    public const int PartialRounds = 56;

    private const int HalfFullRounds = FullRounds / 2;

    private static readonly Fr[] roundConstants = Parse(Poseidon2Constants.Rounds);

    private static readonly Fr[] internalDiagonalMinusOne = Parse(Poseidon2Constants.InternalDiagonalMinusOne);

    /// <summary>The constants added in a round: four in a full round, one, for element 0, in a partial round.</summary>
    /// <param name="round">0 to 63, full and partial rounds counted together.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such round.</exception>
    public static ReadOnlySpan<Fr> RoundConstants(int round)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(round);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(round, FullRounds + PartialRounds);
        int partialBefore = Math.Clamp(round - HalfFullRounds, 0, PartialRounds);
        int start = (Width * (round - partialBefore)) + partialBefore;
        return roundConstants.AsSpan(start, IsFullRound(round) ? Width : 1);
    }

    /// <summary>Whether a round has its S-box on every element.</summary>
    public static bool IsFullRound(int round) => round is < HalfFullRounds or >= HalfFullRounds + PartialRounds;

    /// <summary>d_i of the internal matrix, by which partial rounds mix: out_i = (sum of all) + d_i in_i.</summary>
    public static ReadOnlySpan<Fr> InternalDiagonalMinusOne => internalDiagonalMinusOne;

    /// <summary>The external matrix, row after row, by which the input and full rounds are mixed.</summary>
    public static ReadOnlySpan<byte> ExternalMatrix => [5, 7, 1, 3, 4, 6, 1, 1, 1, 3, 5, 7, 1, 1, 4, 6];

    /// <summary>All round constants in the order of use.</summary>
    internal static ReadOnlySpan<Fr> AllRoundConstants => roundConstants;

    private static Fr[] Parse(string[] hexadecimal) => Array.ConvertAll(hexadecimal, text =>
        Fr.TryReadBigEndian(Convert.FromHexString(text), out Fr value) ? value : throw new UnreachableException("A constant of the library is not canonical."));
}
