using ZToken.Algebra;

namespace ZToken.Groth16.Tests;

public sealed class SetupTests
{
    [Fact]
    public void A_seed_gives_the_same_key_again_and_another_seed_another()
    {
        ProvingKey again = Setup.Generate(Sample.Circuit.System, RandomSource.FromSeed("sample"u8));
        ProvingKey other = Setup.Generate(Sample.Circuit.System, RandomSource.FromSeed("other"u8));
        Assert.Equal(Sample.ProvingKey.A.ToArray(), again.A.ToArray());
        Assert.Equal(Sample.ProvingKey.H.ToArray(), again.H.ToArray());
        Assert.NotEqual(Sample.VerifyingKey.Delta, other.VerifyingKey.Delta);
        Assert.Equal(KeyOrigin.Development, other.Origin);
    }

    [Fact]
    public void Every_point_of_a_key_is_in_its_subgroup_and_the_two_B_queries_have_equal_logarithms()
    {
        ProvingKey key = Sample.ProvingKey;
        Assert.All(key.A.ToArray(), point => Assert.True(G1.Contains(point)));
        Assert.All(key.B2.ToArray(), point => Assert.True(G2.Contains(point)));
        G1Affine[] b1 = key.B1.ToArray();
        G2Affine[] b2 = key.B2.ToArray();
        for (int i = 0; i < b1.Length; i++)
        {
            Assert.Equal(Pairing.Of(b1[i], G2Affine.Generator), Pairing.Of(G1Affine.Generator, b2[i]));
        }

        Assert.Equal(Pairing.Of(key.DeltaG1, G2Affine.Generator), Pairing.Of(G1Affine.Generator, key.VerifyingKey.Delta));
        Assert.Equal(Pairing.Of(key.BetaG1, G2Affine.Generator), Pairing.Of(G1Affine.Generator, key.VerifyingKey.Beta));
    }

    [Fact]
    public void A_query_leaves_out_infinity_and_gives_it_back()
    {
        G1Affine g = G1Affine.Generator;
        G1Affine twice = G1Point.Generator.Double().ToAffine();
        Query<Fp> query = Query<Fp>.Create([default, g, default, twice], rows: 2, ComputeOptions.Default);
        Assert.Equal(2, query.FinitePoints.Length);
        Assert.Equal([default, g, default, twice], query.ToArray());
        Fr[] scalars = [Fr.One, Fr.FromUInt64(3), Fr.One, Fr.FromUInt64(5)];
        Assert.Equal(g * Fr.FromUInt64(13), query.SumVarTime(scalars, ComputeOptions.Default));
        Assert.Throws<ArgumentException>(() => query.SumVarTime(scalars.AsSpan(1), ComputeOptions.Default));
    }

    [Fact]
    public void A_query_over_a_table_takes_only_indices_that_fit()
    {
        Query<Fp> query = Query<Fp>.Create([default, G1Affine.Generator, G1Affine.Generator], rows: 1, ComputeOptions.Default);
        Assert.Equal(query.ToArray(), Query<Fp>.OverTable(3, [1, 2], query.Table).ToArray());
        Assert.Throws<ArgumentException>(() => Query<Fp>.OverTable(3, [1], query.Table));
        Assert.Throws<ArgumentException>(() => Query<Fp>.OverTable(3, [2, 1], query.Table));
        Assert.Throws<ArgumentException>(() => Query<Fp>.OverTable(3, [1, 3], query.Table));
        Assert.Throws<ArgumentException>(() => Query<Fp>.OverTable(3, [], query.Table));
        Assert.True(Query<Fp>.Create([default, default], rows: 1, ComputeOptions.Default).SumVarTime([Fr.One, Fr.One], ComputeOptions.Default).IsInfinity);
    }

    [Fact]
    public void Tables_change_the_speed_of_a_key_and_nothing_else()
    {
        ProvingKey fast = Sample.ProvingKey.WithTables();
        Assert.Equal(Sample.ProvingKey.B2.ToArray(), fast.B2.ToArray());
        using Constraints.Witness witness = Sample.Circuit.Solve((3, 5, 9));
        Blinding blinding = new(Fr.FromUInt64(1), Fr.FromUInt64(2));
        Assert.Equal(Sample.Prover.Prove(witness, blinding), new Prover(fast).Prove(witness, blinding));
    }
}
