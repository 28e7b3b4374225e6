using System.Numerics;

namespace ZToken.Algebra.Tests;

internal sealed unsafe class FpLaneHarness() : LaneHarness(FpLanes.Limbs, FpLanes.LimbBits, FpLanes.ScratchLength)
{
    public override BigInteger Modulus => Fp.Modulus;

    public override int MaximumWeightProduct => FpLanes.MaximumWeightProduct;

    public override void Multiply(double* result, double* a, double* b) => FpLanes.Multiply(result, a, b, Scratch);

    public override void TwiceProduct(double* result, double* a, double* b) => FpLanes.SumOfProducts(result, a, b, b, a, Scratch);

    public override void Square(double* result, double* a) => FpLanes.Square(result, a, Scratch);

    public override void Reduce(double* result, double* a) => FpLanes.Reduce(result, a);

    public override void Add(double* result, double* a, double* b) => FpLanes.Add(result, a, b);

    public override void Subtract(double* result, double* a, double* b) => FpLanes.Subtract(result, a, b);

    public override uint ZeroLanes(double* a) => FpLanes.ZeroLanes(a);

    public override void Load(double* group, ReadOnlySpan<BigInteger> values)
    {
        Fp* elements = stackalloc Fp[8];
        for (int lane = 0; lane < 8; lane++)
        {
            elements[lane] = Fp.FromBigInteger(values[lane]);
        }

        FpLanes.Load(group, elements);
    }

    public override BigInteger[] Store(double* group)
    {
        Fp* elements = stackalloc Fp[8];
        FpLanes.Store(elements, group);
        BigInteger[] values = new BigInteger[8];
        for (int lane = 0; lane < 8; lane++)
        {
            values[lane] = elements[lane].ToBigInteger();
        }

        return values;
    }
}
