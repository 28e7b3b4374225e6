using CsCheck;

namespace ZToken.Algebra.Tests;

/// <summary>What the tests of Jubjub share: points of every order and scalars near every edge.</summary>
internal static class JubjubTesting
{
    /// <summary>The smaller of the two points with v = 11: the generator of the whole group in zkcrypto/jubjub.</summary>
    public static JubjubPoint FullGenerator { get; } = new(new JubjubAffine(
        Element("62edcbb8bf3787c88b0f03ddd60a8187caf55d1b29bf81afe4b3d35df1a7adfe"), Fr.FromUInt64(11)));

    public static JubjubPoint Generator { get; } = FullGenerator.MultiplyByCofactor();

    public static Gen<JubjubScalar> Scalars { get; } = Gen.OneOf(
        Gen.Byte.Array[40].Select(b => JubjubScalar.FromWideLittleEndian(b)),
        Gen.ULong[0, 17].Select(JubjubScalar.FromUInt64),
        Gen.ULong[1, 17].Select(k => -JubjubScalar.FromUInt64(k)),
        Gen.Byte.Select(b => JubjubScalar.FromWideLittleEndian(Enumerable.Repeat(b, 31).ToArray())));

    public static Gen<JubjubPoint> SubgroupPoints { get; } = Scalars.Select(k => Generator.MultiplyVarTime(k));

    /// <summary>Points of the whole group, those of small order among them.</summary>
    public static Gen<JubjubPoint> Points { get; } =
        Gen.Select(Gen.OneOf(Scalars, Gen.Const(JubjubScalar.Zero)), Gen.Int[0, 7]).Select((k, i) => Generator.MultiplyVarTime(k) + JubjubTorsion.Points[i]);

    public static Fr Element(string hexBigEndian)
    {
        Assert.True(Fr.TryReadBigEndian(Convert.FromHexString(hexBigEndian.Replace("0x", "", StringComparison.Ordinal).PadLeft(64, '0')), out Fr value));
        return value;
    }

    /// <summary>The sum by the affine formulas of the definition, which hold for all pairs of points.</summary>
    public static JubjubAffine AddByDefinition(JubjubAffine a, JubjubAffine b)
    {
        Fr product = JubjubCurve.D * a.U * b.U * a.V * b.V;
        Fr u = ((a.U * b.V) + (a.V * b.U)) * (Fr.One + product).Invert();
        Fr v = ((a.V * b.V) + (a.U * b.U)) * (Fr.One - product).Invert();
        return new JubjubAffine(u, v);
    }

    public static byte[] Encode(JubjubAffine point)
    {
        byte[] bytes = new byte[JubjubAffine.SizeInBytes];
        point.WriteTo(bytes);
        return bytes;
    }

    public static ulong[] Limbs(JubjubScalar k)
    {
        ulong[] limbs = new ulong[4];
        k.ToCanonicalLimbs(limbs);
        return limbs;
    }
}
