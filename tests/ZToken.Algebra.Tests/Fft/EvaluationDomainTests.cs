using System.Globalization;
using System.Numerics;
using CsCheck;

namespace ZToken.Algebra.Tests;

[Trait("registers", "any")]
public sealed class EvaluationDomainTests
{
    private static readonly RandomSource random = RandomSource.FromSeed("evaluation domain"u8);

    private static readonly Gen<Fr> elements = Gen.Byte.Array[40].Select(b => Fr.FromWideLittleEndian(b));

    public static TheoryData<int, ulong> EverySizeAndRoot()
    {
        TheoryData<int, ulong> data = [];
        for (int logSize = 0; logSize <= 12; logSize++)
        {
            data.Add(logSize, 5);
            data.Add(logSize, 7);
        }

        return data;
    }

    [Theory]
    [InlineData(5, "937917089079007706106976984802249742464848817460758522850752807661925904159")] // ffjavascript 0.3, Fr.w[32] of bls12381
    [InlineData(7, "10238227357739495823651030575849232062558860180284477541189508159991286009131")] // zkcrypto bls12_381, ROOT_OF_UNITY
    public void The_root_of_order_2_to_the_32_is_the_published_one(ulong generator, string published)
    {
        RootOfUnity root = RootOf(generator);
        BigInteger expected = BigInteger.Parse(published, CultureInfo.InvariantCulture);
        Assert.Equal(expected, BigInteger.ModPow(generator, (Fr.Modulus - 1) >> 32, Fr.Modulus));
        Assert.Equal(expected, root.OfOrder(32).ToBigInteger());
        Assert.Equal(Fr.FromUInt64(generator), root.MultiplicativeGenerator);
        Assert.Equal(-Fr.One, root.OfOrder(1));
        Assert.Equal(Fr.One, root.OfOrder(0));
        for (int log = 1; log <= 32; log++)
        {
            Assert.Equal(root.OfOrder(log - 1), root.OfOrder(log).Square());
        }
    }

    [Theory]
    [MemberData(nameof(EverySizeAndRoot))]
    public void Values_are_those_of_the_polynomial_at_the_powers_of_the_root(int logSize, ulong generator)
    {
        EvaluationDomain domain = new(logSize, RootOf(generator));
        Fr[] coefficients = RandomElements(domain.Size);
        Fr[] values = [.. coefficients];
        domain.Evaluate(values);
        foreach (int i in SomeIndices(domain.Size))
        {
            Assert.Equal(ValueAt(coefficients, domain.ElementAt(i)), values[i]);
        }

        domain.Interpolate(values);
        Assert.Equal(coefficients, values);
    }

    [Theory]
    [MemberData(nameof(EverySizeAndRoot))]
    public void Values_on_a_coset_are_those_at_the_shifted_points(int logSize, ulong generator)
    {
        EvaluationDomain domain = new(logSize, RootOf(generator));
        Fr[] coefficients = RandomElements(domain.Size);
        foreach (Fr shift in (Fr[])[domain.Root.OfOrder(logSize + 1), domain.Root.MultiplicativeGenerator, Fr.Random(random)])
        {
            Fr[] values = [.. coefficients];
            domain.EvaluateOnCoset(values, shift);
            foreach (int i in SomeIndices(domain.Size).Take(5))
            {
                Assert.Equal(ValueAt(coefficients, shift * domain.ElementAt(i)), values[i]);
            }

            domain.InterpolateOnCoset(values, shift);
            Assert.Equal(coefficients, values);
        }
    }

    [Fact]
    public void The_transform_is_linear() => Gen.Select(elements, Gen.Int[0, 7], Gen.Bool).Sample((factor, logSize, five) =>
    {
        EvaluationDomain domain = new(logSize, five ? RootOfUnity.OfFive : RootOfUnity.OfSeven);
        Fr[] a = RandomElements(domain.Size);
        Fr[] b = RandomElements(domain.Size);
        Fr[] sum = [.. a.Zip(b, (x, y) => (factor * x) + y)];
        domain.Evaluate(a);
        domain.Evaluate(b);
        domain.Evaluate(sum);
        Assert.Equal(a.Zip(b, (x, y) => (factor * x) + y), sum);
    }, iter: 50, threads: 1);

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(15)]
    public void Any_number_of_threads_gives_the_same_values(int logSize)
    {
        EvaluationDomain domain = new(logSize, RootOfUnity.OfFive);
        Fr shift = domain.Root.OfOrder(logSize + 1);
        Fr[] coefficients = RandomElements(domain.Size);
        Fr[] expected = [.. coefficients];
        domain.EvaluateOnCoset(expected, shift, new ComputeOptions { Threads = 1 });
        foreach (int threads in (int[])[2, 3, 4, 5, 16])
        {
            ComputeOptions options = new() { Threads = threads };
            Fr[] values = [.. coefficients];
            domain.EvaluateOnCoset(values, shift, options);
            Assert.Equal(expected, values);
            domain.InterpolateOnCoset(values, shift, options);
            Assert.Equal(coefficients, values);
        }
    }

    [Fact]
    public void One_domain_serves_several_threads_at_once()
    {
        EvaluationDomain domain = new(10, RootOfUnity.OfSeven);
        Fr[] coefficients = RandomElements(domain.Size);
        Fr[] expected = [.. coefficients];
        domain.Evaluate(expected);
        Parallel.For(0, 8, _ =>
        {
            Fr[] values = [.. coefficients];
            domain.Evaluate(values);
            Assert.Equal(expected, values);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_cancelled_transform_stops(int threads)
    {
        EvaluationDomain domain = new(12, RootOfUnity.OfFive);
        Fr[] values = RandomElements(domain.Size);
        ComputeOptions options = new() { Threads = threads, Cancellation = new CancellationToken(canceled: true) };
        Assert.ThrowsAny<OperationCanceledException>(() => domain.Evaluate(values, options));
        Assert.ThrowsAny<OperationCanceledException>(() => domain.Interpolate(values, options));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Progress_grows_to_one(int threads)
    {
        List<double> seen = [];
        EvaluationDomain domain = new(14, RootOfUnity.OfFive);
        domain.Evaluate(RandomElements(domain.Size), new ComputeOptions { Threads = threads, Progress = new Recorder(seen) });
        Assert.Equal(1.0, seen.Max());
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.All(seen, share => Assert.InRange(share, 0.0, 1.0));
    }

    [Fact]
    public void The_domain_for_a_number_of_elements_is_the_smallest_that_holds_them()
    {
        Assert.Equal(1, EvaluationDomain.OfAtLeast(1, RootOfUnity.OfFive).Size);
        Assert.Equal(2, EvaluationDomain.OfAtLeast(2, RootOfUnity.OfFive).Size);
        Assert.Equal(1024, EvaluationDomain.OfAtLeast(1007, RootOfUnity.OfFive).Size);
        Assert.Equal(1024, EvaluationDomain.OfAtLeast(1024, RootOfUnity.OfFive).Size);
        Assert.Equal(2048, EvaluationDomain.OfAtLeast(1025, RootOfUnity.OfFive).Size);
    }

    [Fact]
    public void Lagrange_values_interpolate_at_any_point()
    {
        EvaluationDomain domain = new(6, RootOfUnity.OfFive);
        Fr[] coefficients = RandomElements(domain.Size);
        Fr[] values = [.. coefficients];
        domain.Evaluate(values);
        Fr[] lagrange = new Fr[domain.Size];
        foreach (Fr x in (Fr[])[Fr.Random(random), Fr.Zero, domain.ElementAt(37)])
        {
            domain.LagrangeAt(x, lagrange);
            Fr sum = values.Zip(lagrange, (value, weight) => value * weight).Aggregate(Fr.Zero, (total, term) => total + term);
            Assert.Equal(ValueAt(coefficients, x), sum);
        }
    }

    [Fact]
    public void The_vanishing_polynomial_is_zero_on_the_domain_only()
    {
        EvaluationDomain domain = new(5, RootOfUnity.OfSeven);
        Assert.All(Enumerable.Range(0, domain.Size), i => Assert.True(domain.VanishingAt(domain.ElementAt(i)).IsZero));
        Assert.Equal(-(Fr.One + Fr.One), domain.VanishingAt(domain.Root.OfOrder(6)));
        Assert.Equal(-Fr.One, domain.VanishingAt(Fr.Zero));
    }

    [Fact]
    public void A_wrong_size_or_shift_is_the_callers_mistake()
    {
        EvaluationDomain domain = new(3, RootOfUnity.OfFive);
        Assert.Throws<ArgumentException>(() => domain.Evaluate(new Fr[7]));
        Assert.Throws<ArgumentException>(() => domain.Interpolate(new Fr[16]));
        Assert.Throws<ArgumentException>(() => domain.LagrangeAt(Fr.One, new Fr[4]));
        Assert.Throws<ArgumentException>(() => domain.InterpolateOnCoset(new Fr[8], Fr.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationDomain(-1, RootOfUnity.OfFive));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EvaluationDomain(29, RootOfUnity.OfFive));
        Assert.Throws<ArgumentOutOfRangeException>(() => RootOfUnity.OfFive.OfOrder(33));
    }

    private static RootOfUnity RootOf(ulong generator) => generator == 5 ? RootOfUnity.OfFive : RootOfUnity.OfSeven;

    private static Fr[] RandomElements(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random(random))];

    // All of a small domain; of a large one the ends and a stride that meets every residue.
    private static IEnumerable<int> SomeIndices(int size) =>
        size <= 64 ? Enumerable.Range(0, size) : [0, 1, 2, 3, size - 1, .. Enumerable.Range(1, 8).Select(k => (k * 1_000_003) % size)];

    private static Fr ValueAt(Fr[] coefficients, Fr x)
    {
        Fr value = Fr.Zero;
        foreach (Fr coefficient in coefficients.Reverse())
        {
            value = (value * x) + coefficient;
        }

        return value;
    }

    private sealed class Recorder(List<double> seen) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (seen)
            {
                seen.Add(value);
            }
        }
    }
}
