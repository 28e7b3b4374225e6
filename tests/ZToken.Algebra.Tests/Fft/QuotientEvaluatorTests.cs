namespace ZToken.Algebra.Tests;

[Trait("registers", "any")]
public sealed class QuotientEvaluatorTests
{
    private static readonly RandomSource random = RandomSource.FromSeed("quotient"u8);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void It_is_a_times_b_less_c_at_the_odd_powers_of_the_double_root(int logSize)
    {
        EvaluationDomain domain = new(logSize, RootOfUnity.OfFive);
        Fr[] a = RandomElements(domain.Size);
        Fr[] b = RandomElements(domain.Size);
        Fr[] quotient = new Fr[domain.Size];
        new QuotientEvaluator(domain).Evaluate(a, b, quotient);
        Fr[] weights = new Fr[domain.Size];
        for (int i = 0; i < domain.Size; i++)
        {
            domain.LagrangeAt(domain.Root.OfOrder(logSize + 1) * domain.ElementAt(i), weights);
            Fr valueOfA = Sum(domain.Size, k => weights[k] * a[k]);
            Fr valueOfB = Sum(domain.Size, k => weights[k] * b[k]);
            Fr valueOfC = Sum(domain.Size, k => weights[k] * a[k] * b[k]);
            Assert.Equal((valueOfA * valueOfB) - valueOfC, quotient[i]);
        }
    }

    [Fact]
    public void It_is_minus_two_times_a_polynomial_of_degree_below_n_minus_one()
    {
        EvaluationDomain domain = new(10, RootOfUnity.OfFive);
        Fr[] quotient = RandomElements(domain.Size);
        new QuotientEvaluator(domain).Evaluate(quotient, RandomElements(domain.Size), quotient);
        domain.InterpolateOnCoset(quotient, domain.Root.OfOrder(11));
        Assert.True(quotient[^1].IsZero);
        Assert.False(quotient[^2].IsZero);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    public void Any_number_of_threads_gives_the_same_quotient(int logSize)
    {
        EvaluationDomain domain = new(logSize, RootOfUnity.OfFive);
        Fr[] a = RandomElements(domain.Size);
        Fr[] b = RandomElements(domain.Size);
        Fr[] expected = new Fr[domain.Size];
        QuotientEvaluator evaluator = new(domain);
        evaluator.Evaluate(a, b, expected, new ComputeOptions { Threads = 1 });
        foreach (int threads in (int[])[2, 3, 8])
        {
            Fr[] quotient = new Fr[domain.Size];
            evaluator.Evaluate(a, b, quotient, new ComputeOptions { Threads = threads });
            Assert.Equal(expected, quotient);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Progress_reaches_one_and_cancellation_stops_it(bool lanes)
    {
        EvaluationDomain domain = new(12, RootOfUnity.OfFive) { UsesLanes = lanes && FrLanes.IsSupported };
        QuotientEvaluator evaluator = new(domain);
        Fr[] a = RandomElements(domain.Size);
        double highest = 0;
        evaluator.Evaluate(a, a, a, new ComputeOptions { Threads = 1, Progress = new Highest(share => highest = Math.Max(highest, share)) });
        Assert.Equal(1.0, highest, 12);
        ComputeOptions cancelled = new() { Cancellation = new CancellationToken(canceled: true) };
        Assert.ThrowsAny<OperationCanceledException>(() => evaluator.Evaluate(a, a, a, cancelled));
    }

    [Fact]
    public void A_wrong_length_is_the_callers_mistake()
    {
        QuotientEvaluator evaluator = new(new EvaluationDomain(3, RootOfUnity.OfFive));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate(new Fr[7], new Fr[8], new Fr[8]));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate(new Fr[8], new Fr[9], new Fr[8]));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate(new Fr[8], new Fr[8], new Fr[4]));
    }

    private static Fr[] RandomElements(int count) => [.. Enumerable.Range(0, count).Select(_ => Fr.Random(random))];

    private static Fr Sum(int count, Func<int, Fr> term) => Enumerable.Range(0, count).Aggregate(Fr.Zero, (sum, k) => sum + term(k));

    private sealed class Highest(Action<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen(value);
    }
}
