using CsCheck;
using Xunit;

namespace ZToken.Algebra.Tests;

public sealed class ModularInverseTests
{
    [Fact]
    public void Variable_time_inverses_equal_those_by_Fermat()
    {
        Gen.Byte.Array[96].Sample(bytes =>
        {
            Fp a = Fp.FromWideLittleEndian(bytes);
            Fr b = Fr.FromWideLittleEndian(bytes.AsSpan(0, 64));
            Assert.Equal(a.Invert(), a.InvertVarTime());
            Assert.Equal(b.Invert(), b.InvertVarTime());
        });
    }

    [Fact]
    public void Zero_has_zero_for_its_inverse()
    {
        Assert.Equal(Fp.Zero, Fp.Zero.InvertVarTime());
        Assert.Equal(Fr.Zero, Fr.Zero.InvertVarTime());
    }

    [Fact]
    public void Small_values_powers_of_two_and_their_negatives_invert()
    {
        Fp a = Fp.One;
        Fr b = Fr.One;
        for (int i = 0; i < 400; i++)
        {
            Assert.Equal(Fp.One, a.InvertVarTime() * a);
            Assert.Equal(-Fp.One, (-a).InvertVarTime() * a);
            Assert.Equal(Fr.One, b.InvertVarTime() * b);
            Assert.Equal(Fr.One, Fr.FromUInt64((ulong)i + 1).InvertVarTime() * Fr.FromUInt64((ulong)i + 1));
            a = a.Double();
            b = b.Double();
        }
    }
}
