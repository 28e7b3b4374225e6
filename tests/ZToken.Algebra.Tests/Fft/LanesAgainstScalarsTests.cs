namespace ZToken.Algebra.Tests;

/// <summary>Transforms in lanes against the plain ones, which <see cref="EvaluationDomainTests"/> checks against the definition.</summary>
[Trait("registers", "any")]
public sealed class LanesAgainstScalarsTests
{
    private static readonly RandomSource random = RandomSource.FromSeed("lanes against scalars"u8);

    public static TheoryData<int, ulong> EverySizeAndRoot()
    {
        TheoryData<int, ulong> data = [];
        for (int logSize = 6; logSize <= 14; logSize++)
        {
            data.Add(logSize, 5);
            data.Add(logSize, 7);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EverySizeAndRoot))]
    public void They_agree_on_random_elements(int logSize, ulong generator) =>
        Compare(logSize, generator, () => Fr.Random(random));

    // All limbs of these are large, in either sign once they are balanced, and sums of equal elements grow fastest.
    [Theory]
    [InlineData(15, 5)]
    [InlineData(16, 7)]
    public void They_agree_on_extreme_elements(int logSize, ulong generator)
    {
        Compare(logSize, generator, () => -Fr.One);
        Fr allOnes = Fr.FromBigInteger((System.Numerics.BigInteger.One << 254) - 1);
        Compare(logSize, generator, () => allOnes);
        Fr half = Fr.FromBigInteger(Fr.Modulus / 2);
        int i = 0;
        Compare(logSize, generator, () => (i++ & 1) == 0 ? half : -half);
    }

    private static void Compare(int logSize, ulong generator, Func<Fr> next)
    {
        if (!FrLanes.IsSupported)
        {
            Assert.Skip("this machine has neither AVX2 and FMA nor AVX-512");
        }

        RootOfUnity root = generator == 5 ? RootOfUnity.OfFive : RootOfUnity.OfSeven;
        EvaluationDomain lanes = new(logSize, root);
        EvaluationDomain scalars = new(logSize, root) { UsesLanes = false };
        Assert.True(lanes.UsesLanes);
        Fr[] elements = [.. Enumerable.Range(0, lanes.Size).Select(_ => next())];
        foreach (Fr shift in (Fr[])[Fr.One, root.OfOrder(logSize + 1), root.MultiplicativeGenerator])
        {
            AssertSame(elements, values => lanes.EvaluateOnCoset(values, shift), values => scalars.EvaluateOnCoset(values, shift));
            AssertSame(elements, values => lanes.InterpolateOnCoset(values, shift), values => scalars.InterpolateOnCoset(values, shift));
        }

        Fr[] others = [.. elements.Reverse()];
        AssertSame(
            elements,
            values => new QuotientEvaluator(lanes).Evaluate(values, others, values),
            values => new QuotientEvaluator(scalars).Evaluate(values, others, values));
    }

    private static void AssertSame(Fr[] elements, Action<Fr[]> one, Action<Fr[]> other)
    {
        Fr[] actual = [.. elements];
        Fr[] expected = [.. elements];
        one(actual);
        other(expected);
        Assert.Equal(expected, actual);
    }
}
