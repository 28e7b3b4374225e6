using CsCheck;
using ZToken.Algebra;
using static ZToken.Crypto.Tests.SharingTesting;

namespace ZToken.Crypto.Tests;

/// <summary>Proofs of knowledge and of equality: complete, bound to every input, closed to points of small order.</summary>
public sealed class ProofTests
{
    private static readonly JubjubAffine ephemeral = Generators.View.Times(JubjubScalar.FromUInt64(0xe5e5e5));

    [Fact]
    public void Knowledge_is_proven_for_its_point_and_context_only() => Keys.Sample(key =>
    {
        using Secret<JubjubScalar> secret = new(key);
        JubjubAffine point = Generators.View.Times(key);
        KnowledgeProof proof = KnowledgeProof.Create(Generators.View, secret, Context, SharingTesting.Random);
        Assert.True(proof.Verify(Generators.View, point, Context));
        Assert.False(proof.Verify(Generators.View, -point, Context));
        Assert.False(proof.Verify(Generators.View, point, [.. Context, 1]));
        Assert.False(proof.Verify(Generators.Authorization, point, Context));
        Assert.False((proof with { Response = proof.Response + JubjubScalar.One }).Verify(Generators.View, point, Context));
        Assert.False((proof with { Challenge = proof.Challenge + JubjubScalar.One }).Verify(Generators.View, point, Context));
        byte[] bytes = new byte[KnowledgeProof.SizeInBytes];
        proof.WriteTo(bytes);
        Assert.True(KnowledgeProof.TryRead(bytes, out KnowledgeProof read));
        Assert.Equal(proof, read);
    }, iter: 15);

    [Fact]
    public void Knowledge_of_a_point_of_small_order_is_never_proven()
    {
        // With R = [s] G - [c] P and P the identity, any s with c = H(..) would do: the point itself is refused.
        using Secret<JubjubScalar> zero = new(JubjubScalar.Zero);
        KnowledgeProof proof = KnowledgeProof.Create(Generators.View, zero, Context, SharingTesting.Random);
        Assert.False(proof.Verify(Generators.View, JubjubAffine.Identity, Context));
        Assert.All(JubjubTorsion.Points, torsion => Assert.False(proof.Verify(Generators.View, torsion, Context)));
        using Secret<JubjubScalar> key = new(JubjubScalar.FromUInt64(5));
        KnowledgeProof real = KnowledgeProof.Create(Generators.View, key, Context, SharingTesting.Random);
        Assert.All(JubjubTorsion.Points.Skip(1), torsion =>
            Assert.False(real.Verify(Generators.View, (Generators.View.Multiply(JubjubScalar.FromUInt64(5)) + torsion).ToAffine(), Context)));
        Assert.False(real.Verify(Generators.View, default, Context));
    }

    [Fact]
    public void Equality_is_proven_for_its_points_and_context_only() => Gen.Select(Keys, Keys).Sample((key, other) =>
    {
        using Secret<JubjubScalar> secret = new(key);
        JubjubAffine first = Generators.View.Times(key);
        JubjubAffine secondBase = Generators.View.Times(other);
        JubjubAffine second = (secondBase * key).ToAffine();
        EqualityProof proof = EqualityProof.Create(Generators.View, secondBase, secret, Context, SharingTesting.Random);
        Assert.True(proof.Verify(Generators.View, first, secondBase, second, Context));
        Assert.False(proof.Verify(Generators.View, second, secondBase, first, Context));
        Assert.False(proof.Verify(Generators.View, first, secondBase, -second, Context));
        Assert.False(proof.Verify(Generators.View, first, -secondBase, second, Context));
        Assert.False(proof.Verify(Generators.View, -first, secondBase, second, Context));
        Assert.False(proof.Verify(Generators.Value, first, secondBase, second, Context));
        Assert.False(proof.Verify(Generators.View, first, secondBase, second, [.. Context, 1]));
        Assert.False((proof with { Response = proof.Response + JubjubScalar.One }).Verify(Generators.View, first, secondBase, second, Context));
        byte[] bytes = new byte[EqualityProof.SizeInBytes];
        proof.WriteTo(bytes);
        Assert.True(EqualityProof.TryRead(bytes, out EqualityProof read));
        Assert.Equal(proof, read);
    }, iter: 15);

    [Fact]
    public void Unequal_logarithms_are_not_proven_equal()
    {
        using Secret<JubjubScalar> key = new(JubjubScalar.FromUInt64(5));
        EqualityProof proof = EqualityProof.Create(Generators.View, ephemeral, key, Context, SharingTesting.Random);
        JubjubAffine wrong = (ephemeral * JubjubScalar.FromUInt64(6)).ToAffine();
        Assert.False(proof.Verify(Generators.View, Generators.View.Times(JubjubScalar.FromUInt64(5)), ephemeral, wrong, Context));
    }

    [Fact]
    public void A_point_with_a_part_of_small_order_frames_nobody()
    {
        // With Q = [x] H + torsion and a challenge divisible by 8 the two equations hold: a prover tries nonces until it is. Only the subgroup check stops it.
        JubjubScalar key = JubjubScalar.FromUInt64(5);
        JubjubAffine first = Generators.View.Times(key);
        for (int i = 1; i < JubjubCurve.Cofactor; i++)
        {
            JubjubAffine second = ((ephemeral * key) + JubjubTorsion.Points[i]).ToAffine();
            EqualityProof forged = Forge(key, first, second);
            Assert.True(HoldsWithoutSubgroupChecks(forged, first, second));
            Assert.False(forged.Verify(Generators.View, first, ephemeral, second, Context));
        }
    }

    [Fact]
    public void Points_of_small_order_are_refused_everywhere()
    {
        using Secret<JubjubScalar> key = new(JubjubScalar.FromUInt64(5));
        JubjubAffine first = Generators.View.Times(key.Expose());
        JubjubAffine second = (ephemeral * key.Expose()).ToAffine();
        EqualityProof proof = EqualityProof.Create(Generators.View, ephemeral, key, Context, SharingTesting.Random);
        foreach (JubjubAffine torsion in JubjubTorsion.Points)
        {
            Assert.False(proof.Verify(Generators.View, torsion, ephemeral, second, Context));
            Assert.False(proof.Verify(Generators.View, first, torsion, second, Context));
            Assert.False(proof.Verify(Generators.View, first, ephemeral, torsion, Context));
            Assert.Throws<ArgumentException>(() => EqualityProof.Create(Generators.View, torsion, key, Context, SharingTesting.Random));
        }
    }

    [Fact]
    public void Encodings_that_are_not_canonical_are_refused()
    {
        byte[] bytes = new byte[64];
        Assert.True(JubjubScalar.Modulus.TryWriteBytes(bytes.AsSpan(32), out _, isUnsigned: true));
        Assert.False(KnowledgeProof.TryRead(bytes, out _));
        Assert.False(EqualityProof.TryRead(bytes, out _));
        Array.Clear(bytes);
        Assert.True(JubjubScalar.Modulus.TryWriteBytes(bytes, out _, isUnsigned: true));
        Assert.False(KnowledgeProof.TryRead(bytes, out _));
        Assert.False(EqualityProof.TryRead(bytes, out _));
        Assert.False(KnowledgeProof.TryRead(new byte[63], out _));
        Assert.False(EqualityProof.TryRead(new byte[65], out _));
    }

    private static EqualityProof Forge(JubjubScalar key, JubjubAffine first, JubjubAffine second)
    {
        for (ulong attempt = 1; ; attempt++)
        {
            JubjubScalar nonce = JubjubScalar.FromUInt64(attempt);
            JubjubScalar challenge = ChallengeOf(first, second, Generators.View.Times(nonce), (ephemeral * nonce).ToAffine());
            // The verifier multiplies by -c modulo the odd order: that number must be divisible by 8.
            if ((-challenge).ToBigInteger() % 8 == 0)
            {
                return new EqualityProof(challenge, nonce + (challenge * key));
            }
        }
    }

    private static bool HoldsWithoutSubgroupChecks(EqualityProof proof, JubjubAffine first, JubjubAffine second)
    {
        JubjubPoint a = Generators.View.Multiply(proof.Response) + (first * -proof.Challenge);
        JubjubPoint b = (ephemeral * proof.Response) + (second * -proof.Challenge);
        return ChallengeOf(first, second, a.ToAffine(), b.ToAffine()) == proof.Challenge;
    }

    private static JubjubScalar ChallengeOf(params JubjubAffine[] points)
    {
        byte[] input =
        [
            .. BitConverter.GetBytes((long)Context.Length), .. Context, .. Vectors.Encode(Generators.View.Base), .. Vectors.Encode(points[0]),
            .. Vectors.Encode(ephemeral), .. Vectors.Encode(points[1]), .. Vectors.Encode(points[2]), .. Vectors.Encode(points[3]),
        ];
        byte[] digest = new byte[64];
        Blake2b.HashData(input, digest, personalization: Domains.EqualityProof);
        return JubjubScalar.FromWideLittleEndian(digest);
    }
}
