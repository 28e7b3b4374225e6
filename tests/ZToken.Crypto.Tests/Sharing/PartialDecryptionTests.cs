using CsCheck;
using ZToken.Algebra;
using static ZToken.Crypto.Tests.SharingTesting;

namespace ZToken.Crypto.Tests;

/// <summary>Opening one payment without putting the key together.</summary>
public sealed class PartialDecryptionTests
{
    [Fact]
    public void A_threshold_of_parts_gives_the_shared_point() => Gen.Select(Keys, Keys, Gen.Int[1, 4]).Sample((key, esk, threshold) =>
    {
        using KeyDealing dealing = Deal(key, threshold, threshold + 2);
        JubjubAffine ephemeral = Generators.View.Times(esk);
        PartialDecryption[] parts = [.. dealing.Shares.Select(share => PartialDecryption.Create(share, ephemeral, Context, SharingTesting.Random))];
        Assert.All(parts, part => Assert.True(part.Verify(dealing.Commitments, ephemeral, Context)));
        Assert.True(PartialDecryption.TryCombine(parts.Reverse(), dealing.Commitments, ephemeral, Context, out JubjubAffine shared));
        Assert.Equal((ephemeral * key).ToAffine(), shared);
        Assert.Equal((new JubjubPoint(dealing.Commitments.PublicKey) * esk).ToAffine(), shared);
        Assert.False(PartialDecryption.TryCombine(parts.Take(threshold - 1), dealing.Commitments, ephemeral, Context, out shared));
        Assert.Equal(default, shared);
    }, iter: 8);

    [Fact]
    public void Wrong_and_repeated_parts_are_passed_over()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 2, 4);
        JubjubAffine ephemeral = Generators.View.Times(JubjubScalar.FromUInt64(99));
        PartialDecryption[] parts = [.. dealing.Shares.Select(share => PartialDecryption.Create(share, ephemeral, Context, SharingTesting.Random))];
        PartialDecryption wrong = parts[0] with { Point = parts[1].Point };
        PartialDecryption displaced = parts[0] with { Index = 2 };
        PartialDecryption noIndex = parts[0] with { Index = 0 };
        Assert.False(wrong.Verify(dealing.Commitments, ephemeral, Context));
        Assert.False(displaced.Verify(dealing.Commitments, ephemeral, Context));
        Assert.False(noIndex.Verify(dealing.Commitments, ephemeral, Context));
        Assert.False(default(PartialDecryption).Verify(dealing.Commitments, ephemeral, Context));
        Assert.False(PartialDecryption.TryCombine([wrong, displaced, parts[2], parts[2]], dealing.Commitments, ephemeral, Context, out _));
        Assert.True(PartialDecryption.TryCombine([wrong, displaced, parts[2], parts[2], parts[3]], dealing.Commitments, ephemeral, Context, out JubjubAffine shared));
        Assert.Equal((ephemeral * JubjubScalar.FromUInt64(42)).ToAffine(), shared);
    }

    [Fact]
    public void A_part_holds_for_its_payment_and_context_only()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 2, 3);
        using KeyDealing other = Deal(JubjubScalar.FromUInt64(42), 2, 3);
        JubjubAffine ephemeral = Generators.View.Times(JubjubScalar.FromUInt64(99));
        PartialDecryption part = PartialDecryption.Create(dealing.Shares[0], ephemeral, Context, SharingTesting.Random);
        Assert.False(part.Verify(dealing.Commitments, -ephemeral, Context));
        Assert.False(part.Verify(dealing.Commitments, ephemeral, [.. Context, 0]));
        Assert.False(part.Verify(other.Commitments, ephemeral, Context));
    }

    [Fact]
    public void A_part_with_a_torsion_point_in_it_is_refused()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 1, 1);
        JubjubAffine ephemeral = Generators.View.Times(JubjubScalar.FromUInt64(99));
        PartialDecryption part = PartialDecryption.Create(dealing.Shares[0], ephemeral, Context, SharingTesting.Random);
        for (int i = 0; i < JubjubCurve.Cofactor; i++)
        {
            PartialDecryption tainted = part with { Point = (new JubjubPoint(part.Point) + JubjubTorsion.Points[i]).ToAffine() };
            Assert.Equal(i == 0, tainted.Verify(dealing.Commitments, ephemeral, Context));
            Assert.Equal(i == 0, PartialDecryption.TryRead(Bytes(tainted), out _));
            JubjubAffine taintedEphemeral = (new JubjubPoint(ephemeral) + JubjubTorsion.Points[i]).ToAffine();
            Assert.Equal(i == 0, part.Verify(dealing.Commitments, taintedEphemeral, Context));
            Assert.Throws<ArgumentException>(() => PartialDecryption.Create(dealing.Shares[0], JubjubTorsion.Points[i], Context, SharingTesting.Random));
        }
    }

    [Fact]
    public void A_part_comes_back_from_its_encoding()
    {
        using KeyDealing dealing = Deal(JubjubScalar.FromUInt64(42), 1, 200);
        PartialDecryption part = PartialDecryption.Create(dealing.Shares[199], Generators.View.Base, Context, SharingTesting.Random);
        byte[] bytes = Bytes(part);
        Assert.True(PartialDecryption.TryRead(bytes, out PartialDecryption read));
        Assert.Equal(part, read);
        Assert.False(PartialDecryption.TryRead(bytes.AsSpan(1), out _));
        bytes[0] = 0;
        Assert.False(PartialDecryption.TryRead(bytes, out _));
    }

    private static byte[] Bytes(PartialDecryption part)
    {
        byte[] bytes = new byte[PartialDecryption.SizeInBytes];
        part.WriteTo(bytes);
        return bytes;
    }
}
