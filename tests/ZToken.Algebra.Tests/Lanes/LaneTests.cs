using System.Numerics;
using Xunit;

namespace ZToken.Algebra.Tests;

/// <summary>The lane kernels against BigInteger. The trait lets <see cref="LaneWidthTests"/> run them again in narrower registers.</summary>
[Trait("registers", "any")]
public sealed unsafe class LaneTests
{
    private const int Rounds = 400;

    public static TheoryData<string> Fields => ["Fp", "Fr", "Secp256k1Fp"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Products_and_squares_of_edge_values_equal_those_of_integers(string field)
    {
        using LaneHarness lanes = Create(field);
        BigInteger m = lanes.Modulus;
        BigInteger[] edges = [0, 1, -1, 2, m - 1, 1 - m, m, -m, m / 2, -(m / 2), lanes.Radix % m, BigInteger.One << (lanes.LimbBits - 1), -(BigInteger.One << (lanes.LimbBits - 1))];
        foreach (BigInteger a in edges)
        {
            for (int first = 0; first < edges.Length; first++)
            {
                for (int lane = 0; lane < 8; lane++)
                {
                    lanes.Set(lanes.A, lane, a);
                    lanes.Set(lanes.B, lane, edges[(first + lane) % edges.Length]);
                }

                AssertProductAndSquare(lanes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Products_and_squares_hold_up_to_the_largest_weights(string field)
    {
        using LaneHarness lanes = Create(field);
        RandomSource source = RandomSource.FromSeed("extremes"u8);
        Span<byte> signs = stackalloc byte[8];
        for (int round = 0; round < Rounds; round++)
        {
            int weight = 1 + (round % lanes.MaximumWeightProduct);
            for (int lane = 0; lane < 8; lane++)
            {
                Signs(source, signs, lane);
                lanes.SetExtreme(lanes.A, lane, weight, signs);
                Signs(source, signs, lane);
                lanes.SetExtreme(lanes.B, lane, lanes.MaximumWeightProduct / weight, signs);
            }

            AssertProduct(lanes, lanes.A, lanes.B);
            if (weight * weight <= lanes.MaximumWeightProduct)
            {
                AssertSquare(lanes, lanes.A);
            }

            if (2 * weight <= lanes.MaximumWeightProduct)
            {
                for (int lane = 0; lane < 8; lane++)
                {
                    Signs(source, signs, lane);
                    lanes.SetExtreme(lanes.B, lane, lanes.MaximumWeightProduct / (2 * weight), signs);
                }

                AssertTwiceProduct(lanes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Random_products_store_what_the_scalar_field_gives(string field)
    {
        using LaneHarness lanes = Create(field);
        RandomSource source = RandomSource.FromSeed("random"u8);
        for (int round = 0; round < Rounds; round++)
        {
            BigInteger[] a = Random(lanes, source), b = Random(lanes, source);
            lanes.Load(lanes.A, a);
            lanes.Load(lanes.B, b);
            lanes.Multiply(lanes.Result, lanes.A, lanes.B);
            lanes.Reduce(lanes.Result, lanes.Result);
            BigInteger[] products = lanes.Store(lanes.Result);
            // In place: the result lies where the factors lie.
            lanes.Square(lanes.A, lanes.A);
            lanes.Multiply(lanes.B, lanes.A, lanes.B);
            lanes.Reduce(lanes.B, lanes.B);
            BigInteger[] cubes = lanes.Store(lanes.B);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(a[lane] * b[lane] % lanes.Modulus, products[lane]);
                Assert.Equal(a[lane] * a[lane] * b[lane] % lanes.Modulus, cubes[lane]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Loading_and_storing_returns_the_element(string field)
    {
        using LaneHarness lanes = Create(field);
        RandomSource source = RandomSource.FromSeed("load"u8);
        for (int round = 0; round < Rounds; round++)
        {
            BigInteger[] values = Random(lanes, source);
            values[round % 8] = (round % 4) switch { 0 => 0, 1 => 1, 2 => lanes.Modulus - 1, _ => lanes.Modulus / 2 };
            lanes.Load(lanes.A, values);
            Assert.True(lanes.LargestLimb(lanes.A) <= Math.ScaleB(1, lanes.LimbBits - 1) + 1024);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.True(BigInteger.Abs(lanes.ValueOf(lanes.A, lane)) < lanes.Modulus);
                Assert.True(((lanes.ValueOf(lanes.A, lane) - (values[lane] * lanes.Radix)) % lanes.Modulus).IsZero);
            }

            lanes.Reduce(lanes.A, lanes.A);
            Assert.Equal(values, lanes.Store(lanes.A));
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Reducing_halves_the_modulus_and_shows_multiples_of_it_as_zero(string field)
    {
        using LaneHarness lanes = Create(field);
        RandomSource source = RandomSource.FromSeed("reduce"u8);
        BigInteger m = lanes.Modulus;
        BigInteger hair = m >> 32;
        int limit = (1 << (54 - lanes.LimbBits)) - 6;
        for (int round = 0; round < Rounds; round++)
        {
            BigInteger[] values = Random(lanes, source);
            for (int lane = 0; lane < 8; lane++)
            {
                BigInteger multiple = m * (((round * 8) + lane) % limit) * ((round & 1) == 0 ? 1 : -1);
                values[lane] = ((round + lane) % 4) switch { 0 => multiple, 1 => multiple + 1, 2 => multiple + (m / 2), _ => multiple + values[lane] - m };
                lanes.Set(lanes.A, lane, values[lane]);
            }

            lanes.Reduce(lanes.Result, lanes.A);
            uint zero = lanes.ZeroLanes(lanes.Result);
            Assert.True(lanes.LargestLimb(lanes.Result) <= Math.ScaleB(1, lanes.LimbBits - 1) + 1024);
            for (int lane = 0; lane < 8; lane++)
            {
                BigInteger reduced = lanes.ValueOf(lanes.Result, lane);
                Assert.True(BigInteger.Abs(reduced) <= (m / 2) + hair);
                Assert.True(((reduced - values[lane]) % m).IsZero);
                Assert.Equal((values[lane] % m).IsZero, ((zero >> lane) & 1) == 1);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Sums_and_differences_are_those_of_integers(string field)
    {
        using LaneHarness lanes = Create(field);
        RandomSource source = RandomSource.FromSeed("sums"u8);
        for (int round = 0; round < Rounds; round++)
        {
            lanes.Load(lanes.A, Random(lanes, source));
            lanes.Load(lanes.B, Random(lanes, source));
            lanes.Add(lanes.Result, lanes.A, lanes.B);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(lanes.ValueOf(lanes.A, lane) + lanes.ValueOf(lanes.B, lane), lanes.ValueOf(lanes.Result, lane));
            }

            lanes.Subtract(lanes.Result, lanes.A, lanes.B);
            for (int lane = 0; lane < 8; lane++)
            {
                Assert.Equal(lanes.ValueOf(lanes.A, lane) - lanes.ValueOf(lanes.B, lane), lanes.ValueOf(lanes.Result, lane));
            }
        }
    }

    private static LaneHarness Create(string field)
    {
        Assert.SkipUnless(FpLanes.IsSupported, "this processor has neither AVX2 with FMA nor AVX-512: scalar code takes over");
        return field switch { "Fp" => new FpLaneHarness(), "Fr" => new FrLaneHarness(), _ => new Secp256k1FpLaneHarness() };
    }

    private static BigInteger[] Random(LaneHarness lanes, RandomSource source)
    {
        BigInteger[] values = new BigInteger[8];
        Span<byte> bytes = stackalloc byte[64];
        for (int lane = 0; lane < 8; lane++)
        {
            source.Fill(bytes);
            values[lane] = new BigInteger(bytes, isUnsigned: true) % lanes.Modulus;
        }

        return values;
    }

    private static void Signs(RandomSource source, Span<byte> signs, int lane)
    {
        source.Fill(signs);
        if (lane < 2)
        {
            signs.Fill((byte)lane);
        }
    }

    private static void AssertProductAndSquare(LaneHarness lanes)
    {
        AssertProduct(lanes, lanes.A, lanes.B);
        AssertSquare(lanes, lanes.A);
        AssertTwiceProduct(lanes);
    }

    private static void AssertTwiceProduct(LaneHarness lanes)
    {
        lanes.TwiceProduct(lanes.Result, lanes.A, lanes.B);
        AssertResult(lanes, lane => 2 * lanes.ValueOf(lanes.A, lane) * lanes.ValueOf(lanes.B, lane));
    }

    private static void AssertProduct(LaneHarness lanes, double* a, double* b)
    {
        lanes.Multiply(lanes.Result, a, b);
        AssertResult(lanes, lane => lanes.ValueOf(a, lane) * lanes.ValueOf(b, lane));
    }

    private static void AssertSquare(LaneHarness lanes, double* a)
    {
        lanes.Square(lanes.Result, a);
        AssertResult(lanes, lane => BigInteger.Pow(lanes.ValueOf(a, lane), 2));
    }

    /// <summary>Right modulo m, of weight 1, and no larger than the remarks on the kernels say.</summary>
    private static void AssertResult(LaneHarness lanes, Func<int, BigInteger> product)
    {
        Assert.True(lanes.LargestLimb(lanes.Result) <= Math.ScaleB(1, lanes.LimbBits - 1) + 1024);
        for (int lane = 0; lane < 8; lane++)
        {
            BigInteger value = lanes.ValueOf(lanes.Result, lane);
            Assert.True((((value * lanes.Radix) - product(lane)) % lanes.Modulus).IsZero);
            BigInteger bound = (lanes.Modulus / 2) + BigInteger.Abs(product(lane) / lanes.Radix) + (lanes.Modulus >> 32);
            Assert.True(BigInteger.Abs(value) <= bound);
        }
    }
}
