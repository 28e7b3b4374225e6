using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>Eight permutations of Poseidon2 at a time, in the lanes of <see cref="FrLanes"/>.</summary>
/// <remarks>
/// The state is four groups. Weights, in the terms of FrLanes: products have 1, the external matrix makes 16 of them, an internal round leaves
/// 2 = 1 (the reduced sum) + 1 (a product); a square takes up to 11, a product by a constant up to 32.
/// </remarks>
internal static unsafe class Poseidon2Lanes
{
    /// <summary>Permutations that go together.</summary>
    public const int Count = 8;

    /// <summary>Doubles of working memory, aligned to 64 bytes: the state's four groups come first.</summary>
    public const int WorkLength = (GroupsOfWork * FrLanes.GroupLength) + FrLanes.ScratchLength;

    private const int GroupsOfWork = Poseidon2Parameters.Width + 4;
    private const int Group = FrLanes.GroupLength;
    private const int Constant = FrLanes.SharedLength;
    private const int ConstantsOfRounds = (Poseidon2Parameters.Width * Poseidon2Parameters.FullRounds) + Poseidon2Parameters.PartialRounds;
    private const int ConstantsOfHalf = Poseidon2Parameters.Width * Poseidon2Parameters.FullRounds / 2;

    // The constants of the rounds, then the diagonal; kept for the life of the process.
    private static readonly double* constants = CreateConstants();

    /// <summary>Permutes eight states that lie one after another.</summary>
    /// <param name="states">The first of 32 elements.</param>
    /// <param name="work">Working memory of the thread's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Permute(Fr* states, double* work)
    {
        int stride = Poseidon2Parameters.Width * sizeof(Fr);
        double* constant = constants;
        for (int i = 0; i < Poseidon2Parameters.Width; i++)
        {
            FrLanes.Load(work + (i * Group), states + i, stride);
        }

        MixExternal(work);
        FullRounds(work, constant);
        PartialRounds(work, constant + (ConstantsOfHalf * Constant));
        FullRounds(work, constant + ((ConstantsOfHalf + Poseidon2Parameters.PartialRounds) * Constant));
        for (int i = 0; i < Poseidon2Parameters.Width; i++)
        {
            FrLanes.Reduce(work + (i * Group), work + (i * Group));
            FrLanes.Store(states + i, stride, work + (i * Group));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FullRounds(double* work, double* constant)
    {
        double* power = work + (Poseidon2Parameters.Width * Group);
        double* scratch = work + (GroupsOfWork * Group);
        for (int round = 0; round < Poseidon2Parameters.FullRounds / 2; round++)
        {
            for (int i = 0; i < Poseidon2Parameters.Width; i++)
            {
                double* x = work + (i * Group);
                FrLanes.AddShared(x, x, constant);
                FrLanes.Reduce(x, x);
                FifthPower(x, power, scratch);
                constant += Constant;
            }

            MixExternal(work);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PartialRounds(double* work, double* constant)
    {
        double* diagonal = constants + (ConstantsOfRounds * Constant);
        double* sum = work + (Poseidon2Parameters.Width * Group);
        double* power = sum + Group;
        double* scratch = work + (GroupsOfWork * Group);

        // From weight 16 to 1; in later rounds it is 2 here, and 3 with the constant.
        FrLanes.Reduce(work, work);
        for (int round = 0; round < Poseidon2Parameters.PartialRounds; round++)
        {
            FrLanes.AddShared(work, work, constant);
            FifthPower(work, power, scratch);
            FrLanes.Add(sum, work, work + Group);
            FrLanes.Add(sum, sum, work + (2 * Group));
            FrLanes.Add(sum, sum, work + (3 * Group));
            FrLanes.Reduce(sum, sum);
            for (int i = 0; i < Poseidon2Parameters.Width; i++)
            {
                double* x = work + (i * Group);
                FrLanes.MultiplyShared(x, diagonal + (i * Constant), scratch);
                FrLanes.Add(x, x, sum);
            }

            constant += Constant;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FifthPower(double* x, double* power, double* scratch)
    {
        FrLanes.Square(power, x, scratch);
        FrLanes.Square(power, power, scratch);
        FrLanes.Multiply(x, power, x, scratch);
    }

    // As the scalar one: see there. Weights of 1 give weights up to 16.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixExternal(double* work)
    {
        double* s0 = work;
        double* s1 = work + Group;
        double* s2 = work + (2 * Group);
        double* s3 = work + (3 * Group);
        double* first = work + (4 * Group);
        double* second = work + (5 * Group);
        double* a = work + (6 * Group);
        double* b = work + (7 * Group);
        FrLanes.Add(first, s0, s1);
        FrLanes.Add(second, s2, s3);
        FrLanes.Add(a, s1, s1);
        FrLanes.Add(a, a, second);
        FrLanes.Add(b, s3, s3);
        FrLanes.Add(b, b, first);
        FrLanes.Add(second, second, second);
        FrLanes.Add(second, second, second);
        FrLanes.Add(first, first, first);
        FrLanes.Add(first, first, first);
        FrLanes.Add(s3, second, b);
        FrLanes.Add(s1, first, a);
        FrLanes.Add(s0, b, s1);
        FrLanes.Add(s2, a, s3);
    }

    private static double* CreateConstants()
    {
        double* memory = (double*)NativeMemory.AlignedAlloc((nuint)((ConstantsOfRounds + Poseidon2Parameters.Width) * Constant * sizeof(double)), 64);
        double* next = memory;
        foreach (ref readonly Fr value in Poseidon2Parameters.AllRoundConstants)
        {
            FrLanes.WriteShared(next, value);
            next += Constant;
        }

        foreach (ref readonly Fr value in Poseidon2Parameters.InternalDiagonalMinusOne)
        {
            FrLanes.WriteShared(next, value);
            next += Constant;
        }

        return memory;
    }
}
