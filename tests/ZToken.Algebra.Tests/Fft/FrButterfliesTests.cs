using System.Numerics;

namespace ZToken.Algebra.Tests;

/// <summary>Each butterfly against integers, on limbs as large as its bounds allow.</summary>
[Trait("registers", "any")]
public sealed unsafe class FrButterfliesTests : IDisposable
{
    private const int Count = 3;
    private const int Groups = Count * 8 * FrLanes.Limbs;
    private const int LargestWeight = 32;

    private static readonly RandomSource random = RandomSource.FromSeed("butterflies"u8);
    private static readonly BigInteger radix = BigInteger.One << (FrLanes.Limbs * FrLanes.LimbBits);
    private static readonly BigInteger radixInverse = BigInteger.ModPow(radix, Fr.Modulus - 2, Fr.Modulus);

    private readonly double* x = LaneMemory.Allocate(Groups);
    private readonly double* y = LaneMemory.Allocate(Groups);
    private readonly double* constants = LaneMemory.Allocate(Count * FrButterflies.EachLength);
    private readonly double* scratch = LaneMemory.Allocate(FrButterflies.ScratchLength);
    private readonly Fr[] values = new Fr[8 * Count];

    public FrButterfliesTests()
    {
        if (!FrLanes.IsSupported)
        {
            Assert.Skip("this machine has neither AVX2 and FMA nor AVX-512");
        }
    }

    public static TheoryData<string, int> Limbs()
    {
        TheoryData<string, int> data = [];
        foreach (string signs in (string[])["plus", "minus", "alternating", "random"])
        {
            for (int repeat = 0; repeat < (signs == "random" ? 50 : 5); repeat++)
            {
                data.Add(signs, repeat);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Limbs))]
    public void Splitting_gives_x_plus_and_minus_w_y(string signs, int repeat)
    {
        Fr[] w = WriteConstants(repeat);
        (BigInteger[] a, BigInteger[] b) = Fill(signs, LargestWeight);
        FrButterflies.SplitEach(x, y, FrLanes.GroupLength, constants, FrButterflies.EachLength, Count, scratch);
        AssertIs(x, i => a[i] + (w[i].ToBigInteger() * b[i]));
        AssertIs(y, i => a[i] - (w[i].ToBigInteger() * b[i]));

        (a, b) = Fill(signs, LargestWeight);
        Fr shared = WriteSharedConstant(repeat);
        FrButterflies.SplitShared(x, y, FrLanes.GroupLength, constants, 0, Count, scratch);
        AssertIs(x, i => a[i] + (shared.ToBigInteger() * b[i]));
        AssertIs(y, i => a[i] - (shared.ToBigInteger() * b[i]));
    }

    [Theory]
    [MemberData(nameof(Limbs))]
    public void Merging_gives_x_plus_y_and_their_difference_times_w(string signs, int repeat)
    {
        Fr[] w = WriteConstants(repeat);
        (BigInteger[] a, BigInteger[] b) = Fill(signs, LargestWeight / 2);
        FrButterflies.MergeEach(x, y, FrLanes.GroupLength, constants, FrButterflies.EachLength, Count, scratch);
        AssertIs(x, i => a[i] + b[i]);
        AssertIs(y, i => w[i].ToBigInteger() * (a[i] - b[i]));
        AssertIsProduct(y);

        Fr shared = WriteSharedConstant(repeat);
        (a, b) = Fill(signs, LargestWeight / 2);
        FrButterflies.MergeShared(x, y, FrLanes.GroupLength, constants, 0, Count, scratch);
        AssertIs(x, i => a[i] + b[i]);
        AssertIs(y, i => shared.ToBigInteger() * (a[i] - b[i]));
        AssertIsProduct(y);

        (a, b) = Fill(signs, LargestWeight / 2);
        FrButterflies.MergeReducingShared(x, y, FrLanes.GroupLength, constants, 0, Count, scratch);
        AssertIs(x, i => a[i] + b[i]);
        AssertIs(y, i => shared.ToBigInteger() * (a[i] - b[i]));
        AssertIsProduct(x);
        AssertIsProduct(y);
    }

    [Theory]
    [MemberData(nameof(Limbs))]
    public void Scaling_and_sums_are_those_of_integers(string signs, int repeat)
    {
        Fr shared = WriteSharedConstant(repeat);
        (_, BigInteger[] b) = Fill(signs, LargestWeight);
        FrButterflies.ScaleShared(y, constants, Count, scratch);
        AssertIs(y, i => shared.ToBigInteger() * b[i]);
        AssertIsProduct(y);

        (BigInteger[] a, b) = Fill(signs, LargestWeight);
        FrButterflies.Sums(x, y, FrLanes.GroupLength, Count, scratch);
        AssertIs(x, i => a[i] + b[i]);
        AssertIs(y, i => a[i] - b[i]);
        AssertIsProduct(x);
        AssertIsProduct(y);
    }

    public void Dispose()
    {
        LaneMemory.Free(x);
        LaneMemory.Free(y);
        LaneMemory.Free(constants);
        LaneMemory.Free(scratch);
    }

    // Constants whose limbs are large as well: near the half of the modulus, and random ones.
    private Fr[] WriteConstants(int repeat)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = repeat % 2 == 0 ? Fr.Random(random) : Fr.FromBigInteger((Fr.Modulus / 2) - i) * Fr.FromBigInteger(radixInverse);
        }

        fixed (Fr* first = values)
        {
            for (int i = 0; i < Count; i++)
            {
                FrLanes.Load(constants + (i * FrButterflies.EachLength), first + (8 * i));
                FrButterflies.AddCompanion(constants + (i * FrButterflies.EachLength));
            }
        }

        return values;
    }

    private Fr WriteSharedConstant(int repeat)
    {
        Fr value = repeat % 2 == 0 ? Fr.Random(random) : Fr.FromBigInteger(Fr.Modulus / 2) * Fr.FromBigInteger(radixInverse);
        FrButterflies.WriteShared(constants, value);
        return value;
    }

    private (BigInteger[] X, BigInteger[] Y) Fill(string signs, int weight)
    {
        FillGroups(x, signs, weight);
        FillGroups(y, signs, weight);
        return (Read(x), Read(y));
    }

    private static void FillGroups(double* groups, string signs, int weight)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (int i = 0; i < Groups; i++)
        {
            int limb = i % FrLanes.GroupLength / 8;
            // The topmost limb bounds the value: 128 times the modulus.
            double largest = limb == FrLanes.Limbs - 1 ? Math.Pow(2, 41) : weight * Math.Pow(2, FrLanes.LimbBits - 1);
            random.Fill(bytes);
            long below = (long)(BitConverter.ToUInt64(bytes) >> 24);
            groups[i] = signs switch
            {
                "plus" => largest,
                "minus" => -largest,
                "alternating" => limb % 2 == 0 ? largest : -largest,
                _ => ((below & 1) == 0 ? 1 : -1) * (largest - (below % largest)),
            };
        }
    }

    private static BigInteger[] Read(double* groups)
    {
        BigInteger[] read = new BigInteger[Count * 8];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = Stored(groups, i) * radixInverse;
        }

        return read;
    }

    private static BigInteger Stored(double* groups, int element)
    {
        BigInteger value = 0;
        for (int limb = FrLanes.Limbs - 1; limb >= 0; limb--)
        {
            value = (value << FrLanes.LimbBits) + new BigInteger(groups[(element / 8 * FrLanes.GroupLength) + (8 * limb) + (element % 8)]);
        }

        return value;
    }

    private static void AssertIs(double* groups, Func<int, BigInteger> expected)
    {
        BigInteger[] actual = Read(groups);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(((actual[i] - expected(i)) % Fr.Modulus).IsZero, $"element {i}");
        }
    }

    // Weight 1, and below three quarters of the modulus.
    private static void AssertIsProduct(double* groups)
    {
        for (int i = 0; i < Groups; i++)
        {
            Assert.InRange(Math.Abs(groups[i]), 0, Math.Pow(2, FrLanes.LimbBits - 1) + 1024);
        }

        for (int i = 0; i < 8 * Count; i++)
        {
            Assert.InRange(BigInteger.Abs(Stored(groups, i)), BigInteger.Zero, Fr.Modulus * 3 / 4);
        }
    }
}
