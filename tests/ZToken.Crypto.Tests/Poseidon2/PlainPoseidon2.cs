using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>Poseidon2 of any width, written as the paper says it and without any care for speed.</summary>
/// <param name="External">The external matrix, as rows.</param>
/// <param name="InternalDiagonalMinusOne">d_i: the internal matrix has d_i + 1 on its diagonal and 1 elsewhere.</param>
/// <param name="Constants">A row for each round; partial rounds use its first element.</param>
/// <param name="FullRounds">Rounds with all S-boxes.</param>
internal sealed record PlainPoseidon2(int[][] External, Fr[] InternalDiagonalMinusOne, Fr[][] Constants, int FullRounds)
{
    public int Width => External.Length;

    private int PartialRounds => Constants.Length - FullRounds;

    /// <summary>HorizenLabs' instance of a width, its constants from the LFSR.</summary>
    public static PlainPoseidon2 FromGrain(int width, int fullRounds, int partialRounds)
    {
        GrainLfsr grain = new(width, fullRounds, partialRounds);
        int half = fullRounds / 2;
        Fr[][] constants = [.. Enumerable.Range(0, fullRounds + partialRounds).Select(round =>
            Enumerable.Range(0, round < half || round >= half + partialRounds ? width : 1).Select(_ => grain.NextBelowModulus()).ToArray())];
        return new PlainPoseidon2(ExternalOf(width), DiagonalOf(width, grain), constants, fullRounds);
    }

    public Fr[] Permute(Fr[] input) => Trace(input)[^1];

    /// <summary>The state after the first matrix and after each round.</summary>
    public List<Fr[]> Trace(Fr[] input)
    {
        List<Fr[]> states = [MixExternal(input)];
        for (int round = 0; round < Constants.Length; round++)
        {
            Fr[] state = states[^1];
            bool full = round < FullRounds / 2 || round >= (FullRounds / 2) + PartialRounds;
            Fr[] boxed = [.. state.Select((x, i) => full || i == 0 ? FifthPower(x + Constants[round][i]) : x)];
            states.Add(full ? MixExternal(boxed) : MixInternal(boxed));
        }

        return states;
    }

    private static Fr FifthPower(Fr x) => x * x * x * x * x;

    private Fr[] MixExternal(Fr[] state) =>
        [.. External.Select(row => Sum(row.Select((entry, i) => Fr.FromUInt64((ulong)entry) * state[i])))];

    private Fr[] MixInternal(Fr[] state)
    {
        Fr sum = Sum(state);
        return [.. state.Select((x, i) => sum + (InternalDiagonalMinusOne[i] * x))];
    }

    private static Fr Sum(IEnumerable<Fr> elements) => elements.Aggregate(Fr.Zero, (a, b) => a + b);

    private static int[][] ExternalOf(int width)
    {
        int[][] four = [[5, 7, 1, 3], [4, 6, 1, 1], [1, 3, 5, 7], [1, 1, 4, 6]];
        return width switch
        {
            2 => [[2, 1], [1, 2]],
            3 => [[2, 1, 1], [1, 2, 1], [1, 1, 2]],
            4 => four,
            // circ(2 M4, M4, .., M4).
            _ => [.. Enumerable.Range(0, width).Select(i => Enumerable.Range(0, width).Select(j => four[i % 4][j % 4] * (i / 4 == j / 4 ? 2 : 1)).ToArray())],
        };
    }

    private static Fr[] DiagonalOf(int width, GrainLfsr grain)
    {
        if (width < 4)
        {
            return [.. Enumerable.Range(0, width).Select(i => Fr.FromUInt64(i == width - 1 ? 2UL : 1UL))];
        }

        // The first sample whose matrix has irreducible minimal polynomials: the first for width 4, the ninth for width 8.
        Fr[] diagonal = [];
        for (int sample = 0; sample < (width == 8 ? 9 : 1); sample++)
        {
            diagonal = [.. Enumerable.Range(0, width).Select(_ => grain.NextReduced() - Fr.One)];
        }

        return diagonal;
    }
}
