using CsCheck;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

public sealed class GeneratorsTests
{
    private static readonly JubjubTable[] all = [Generators.Authorization, Generators.View, Generators.Value, Generators.Blinding];

    private static readonly Gen<JubjubScalar> scalars = Gen.Byte.Array[40].Select(b => JubjubScalar.FromWideLittleEndian(b));

    [Fact]
    public void The_generators_of_version_1_stay()
    {
        // Computed apart, in Python. A change here changes every key and commitment that exists.
        string[] expected =
        [
            "b0e0437bcfa9f20d43fd0eebdaed8ebab60fba8814c7343d139fff58303ecb07",
            "5d3f593c5ecd92f1fcdb40e5df1a908d48fd85de689ca4afecd1fa9860fc80de",
            "a2e5931f51d420034ebe86dd7bb496e8b9b573be42b275775bb7da496f531fd1",
            "4aa8e923c1a7d7416689084610f04a26feef9a07d28efda7901cfaf0edb2f45d",
        ];
        for (int i = 0; i < all.Length; i++)
        {
            Assert.Equal(expected[i], Convert.ToHexStringLower(Vectors.Encode(all[i].Base)));
        }
    }

    [Fact]
    public void The_generators_have_prime_order_and_differ()
    {
        Assert.All(all, table => Assert.True(table.Base.IsInPrimeSubgroup && !table.Base.IsIdentity));
        Assert.Equal(all.Length, all.Select(table => table.Base).Distinct().Count());
    }

    [Fact]
    public void Commitments_add_up_as_their_openings_do() => Gen.Select(Gen.UInt, Gen.UInt, scalars, scalars).Sample((a, b, r, s) =>
    {
        PedersenCommitter committer = PedersenCommitter.OfValues;
        JubjubPoint sum = committer.Commit(a, r) + committer.Commit(b, s);
        Assert.True(committer.Opens(sum, (ulong)a + b, r + s));
        Assert.False(committer.Opens(sum, (ulong)a + b + 1, r + s));
        Assert.False(committer.Opens(sum, (ulong)a + b, r + s + JubjubScalar.One));
        JubjubPoint difference = committer.Commit(a, r) - committer.Commit(b, s);
        Assert.Equal(committer.Commit(JubjubScalar.FromUInt64(a) - JubjubScalar.FromUInt64(b), r - s), difference);
    }, iter: 20);
}
