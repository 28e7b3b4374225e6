namespace ZToken.Algebra.Tests;

/// <summary>Sums over stored multiples, and many multiples of one point.</summary>
[Trait("registers", "any")]
public sealed unsafe class FixedBaseTests
{
    private static readonly ComputeOptions twoThreads = new() { Threads = 2 };

    [Theory]
    [InlineData(1, 8)]
    [InlineData(7, 3)]
    [InlineData(64, 1)]
    [InlineData(300, 64)]
    [InlineData(300, 2)]
    public void Stored_bases_sum_as_the_plain_way_whatever_is_stored(int count, int rows)
    {
        AgreesInShape<Fp>(count, FixedBaseShape.Choose(count, rows));
        AgreesInShape<Fp2>(Math.Min(count, 70), FixedBaseShape.Choose(Math.Min(count, 70), rows));
    }

    [Fact]
    public void The_widest_windows_sum_as_the_plain_way()
    {
        // What a key of 2^15 bases uses: 16 bits, the whole range of a half scalar with no bit to spare.
        Assert.True(FixedBaseShape.TryCreate(40, 16, 8, out FixedBaseShape shape));
        AgreesInShape<Fp>(40, shape);
        Assert.Equal(16, FixedBaseShape.Choose(1 << 15).WindowBits);
        Assert.Equal(8, FixedBaseShape.Choose(1 << 15).Rows);
    }

    [Fact]
    public void Rows_hold_doublings_of_the_bases()
    {
        G1Affine[] bases = [.. SumSamples.Points<Fp>(11), G1Affine.Infinity];
        FixedBaseShape shape = FixedBaseShape.Choose(bases.Length, 5);
        FixedBaseTable<Fp> table = FixedBaseTable<Fp>.Build(bases, shape, twoThreads);
        for (int row = 0; row < shape.Rows; row++)
        {
            for (int i = 0; i < bases.Length; i++)
            {
                G1Point expected = new(bases[i]);
                for (int d = 0; d < row * shape.DoublingsBetweenRows; d++)
                {
                    expected = expected.Double();
                }

                Assert.Equal(expected.ToAffine(), table.Points[(row * bases.Length) + i]);
            }
        }
    }

    [Fact]
    public void A_table_may_lie_in_memory_of_the_caller()
    {
        G1Affine[] bases = SumSamples.Points<Fp>(20);
        Fr[] scalars = SumSamples.Scalars("mapped", 20);
        FixedBaseShape shape = FixedBaseShape.Choose(20);
        G1Affine[] memory = new G1Affine[shape.PointCount];
        fixed (G1Affine* points = memory)
        {
            FixedBaseTable<Fp>.Write(bases, shape, points, twoThreads);
            FixedBaseTable<Fp> table = new(shape, points);
            Assert.Equal(SumSamples.Naive<Fp>(bases, scalars), table.SumVarTime(scalars, twoThreads));
            Assert.Equal(SumSamples.Naive<Fp>(bases.AsSpan(0, 9), scalars.AsSpan(0, 9)), table.SumVarTime(scalars.AsSpan(0, 9), twoThreads));
            Assert.True(table.SumVarTime([], twoThreads).IsInfinity);
            Assert.Throws<ArgumentException>(() => table.SumVarTime(new Fr[21], twoThreads));
        }
    }

    [Fact]
    public void Shapes_of_a_key_file_are_taken_only_if_they_make_sense()
    {
        FixedBaseShape shape = FixedBaseShape.Choose(1000);
        Assert.True(FixedBaseShape.TryCreate(1000, shape.WindowBits, shape.Rows, out FixedBaseShape read));
        Assert.Equal(shape, read);
        Assert.False(FixedBaseShape.TryCreate(0, 16, 8, out _));
        Assert.False(FixedBaseShape.TryCreate(10, 16, 0, out _));
        Assert.False(FixedBaseShape.TryCreate(10, 16, 9, out _));
        Assert.False(FixedBaseShape.TryCreate(10, 2, 8, out _));
        Assert.False(FixedBaseShape.TryCreate(10, 31, 5, out _));
        Assert.Throws<ArgumentException>(() => FixedBaseTable<Fp>.Build([G1Affine.Generator], shape, twoThreads));
        Assert.Throws<ArgumentException>(() => FixedBaseTable<Fp>.Build([], default, twoThreads));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(700)]
    public void Many_multiples_of_one_point_are_each_what_they_should_be(int count)
    {
        Multiples<Fp>(count, AffinePoint<Fp>.Generator);
        Multiples<Fp>(Math.Min(count, 50), AffinePoint<Fp>.Infinity);
        Multiples<Fp2>(Math.Min(count, 50), SumSamples.Points<Fp2>(3)[2]);
    }

    private static void AgreesInShape<TField>(int count, FixedBaseShape shape)
        where TField : unmanaged, IGroupField<TField>
    {
        AffinePoint<TField>[] bases = SumSamples.Points<TField>(count);
        bases[count / 2] = AffinePoint<TField>.Infinity;
        bases[0] = bases[count - 1];
        FixedBaseTable<TField> table = FixedBaseTable<TField>.Build(bases, shape, twoThreads);
        foreach (Fr[] scalars in (Fr[][])[SumSamples.Scalars("fixed", count), SumSamples.WitnessLike("fixed", count), [.. Enumerable.Repeat(-Fr.One, count)]])
        {
            Assert.Equal(SumSamples.Naive<TField>(bases, scalars), table.SumVarTime(scalars, twoThreads));
        }
    }

    private static void Multiples<TField>(int count, AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField>
    {
        Fr[] scalars = SumSamples.WitnessLike("multiples", count);
        AffinePoint<TField>[] results = new AffinePoint<TField>[count];
        FixedBaseMultiples<TField> multiples = new(point, count, twoThreads);
        multiples.MultiplyVarTime(scalars, results, twoThreads);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(SumSamples.Naive<TField>([point], [scalars[i]]).ToAffineVarTime(), results[i]);
            if (i < 40)
            {
                Assert.Equal(results[i], multiples.MultiplyVarTime(scalars[i]).ToAffine());
            }
        }
    }
}
