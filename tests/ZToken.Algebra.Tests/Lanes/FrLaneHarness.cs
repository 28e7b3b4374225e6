using System.Numerics;

namespace ZToken.Algebra.Tests;

internal sealed unsafe class FrLaneHarness() : LaneHarness(FrLanes.Limbs, FrLanes.LimbBits, FrLanes.ScratchLength)
{
    public override BigInteger Modulus => Fr.Modulus;

    public override int MaximumWeightProduct => FrLanes.MaximumWeightProduct;

    public override void Multiply(double* result, double* a, double* b) => FrLanes.Multiply(result, a, b, Scratch);

    public override void TwiceProduct(double* result, double* a, double* b) => FrLanes.SumOfProducts(result, a, b, b, a, Scratch);

    public override void Square(double* result, double* a) => FrLanes.Square(result, a, Scratch);

    public override void Reduce(double* result, double* a) => FrLanes.Reduce(result, a);

    public override void Add(double* result, double* a, double* b) => FrLanes.Add(result, a, b);

    public override void Subtract(double* result, double* a, double* b) => FrLanes.Subtract(result, a, b);

    public override uint ZeroLanes(double* a) => FrLanes.ZeroLanes(a);

    public override void Load(double* group, ReadOnlySpan<BigInteger> values)
    {
        Fr* elements = stackalloc Fr[8];
        for (int lane = 0; lane < 8; lane++)
        {
            elements[lane] = Fr.FromBigInteger(values[lane]);
        }

        FrLanes.Load(group, elements);
    }

    public override BigInteger[] Store(double* group)
    {
        Fr* elements = stackalloc Fr[8];
        FrLanes.Store(elements, group);
        BigInteger[] values = new BigInteger[8];
        for (int lane = 0; lane < 8; lane++)
        {
            values[lane] = elements[lane].ToBigInteger();
        }

        return values;
    }
}
