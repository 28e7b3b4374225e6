using System.Numerics;

namespace ZToken.Algebra.Tests;

internal sealed unsafe class Secp256k1FpLaneHarness() : LaneHarness(Secp256k1FpLanes.Limbs, Secp256k1FpLanes.LimbBits, Secp256k1FpLanes.ScratchLength)
{
    public override BigInteger Modulus => Secp256k1Fp.Modulus;

    public override int MaximumWeightProduct => Secp256k1FpLanes.MaximumWeightProduct;

    public override void Multiply(double* result, double* a, double* b) => Secp256k1FpLanes.Multiply(result, a, b, Scratch);

    public override void TwiceProduct(double* result, double* a, double* b) => Secp256k1FpLanes.SumOfProducts(result, a, b, b, a, Scratch);

    public override void Square(double* result, double* a) => Secp256k1FpLanes.Square(result, a, Scratch);

    public override void Reduce(double* result, double* a) => Secp256k1FpLanes.Reduce(result, a);

    public override void Add(double* result, double* a, double* b) => Secp256k1FpLanes.Add(result, a, b);

    public override void Subtract(double* result, double* a, double* b) => Secp256k1FpLanes.Subtract(result, a, b);

    public override uint ZeroLanes(double* a) => Secp256k1FpLanes.ZeroLanes(a);

    public override void Load(double* group, ReadOnlySpan<BigInteger> values)
    {
        Secp256k1Fp* elements = stackalloc Secp256k1Fp[8];
        for (int lane = 0; lane < 8; lane++)
        {
            elements[lane] = Secp256k1Fp.FromBigInteger(values[lane]);
        }

        // Loaded as they are, then brought into the form.
        void** pointers = stackalloc void*[8];
        for (int lane = 0; lane < 8; lane++)
        {
            pointers[lane] = elements + lane;
        }

        Secp256k1FpLanes.Enter(group, pointers, 0, Scratch);
    }

    public override BigInteger[] Store(double* group)
    {
        Secp256k1Fp* elements = stackalloc Secp256k1Fp[8];
        double* copy = stackalloc double[Secp256k1FpLanes.GroupLength + 8];
        copy = (double*)(((nuint)copy + 63) & ~(nuint)63);
        new ReadOnlySpan<double>(group, Secp256k1FpLanes.GroupLength).CopyTo(new Span<double>(copy, Secp256k1FpLanes.GroupLength));
        Secp256k1FpLanes.Leave(elements, copy, Scratch);
        BigInteger[] values = new BigInteger[8];
        for (int lane = 0; lane < 8; lane++)
        {
            values[lane] = elements[lane].ToBigInteger();
        }

        return values;
    }
}
