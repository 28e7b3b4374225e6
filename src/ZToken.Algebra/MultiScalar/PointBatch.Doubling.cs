using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

internal readonly unsafe partial struct PointBatch<TField, TLanes>
{
    /// <summary>Doubles the points of the first slots. No point of an odd-order subgroup has y = 0, so there is no special case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void DoubleAll(int count)
    {
        double* denominator = Temporary(0);
        double* inverse = Temporary(1);
        double* running = Temporary(2);
        double* slope = Temporary(3);
        double* x = Temporary(4);
        new Span<double>(Unit, TLanes.NormLength).CopyTo(new Span<double>(products, TLanes.NormLength));
        for (int i = 0; i < count; i++)
        {
            TwiceOrdinate(denominator, i);
            if (!TLanes.NormIsValue)
            {
                TLanes.Norm(NormOf(i), denominator, scratch);
            }

            TLanes.MultiplyNorms(Product(i + 1), Product(i), NormOf(i), scratch);
        }

        TLanes.InvertNorms(running, Product(count), scratch);
        for (int i = count - 1; i >= 0; i--)
        {
            double* a = Slot(i);
            double* ay = a + TLanes.GroupLength;
            TwiceOrdinate(denominator, i);
            TLanes.MultiplyNorms(inverse, running, Product(i), scratch);
            TLanes.MultiplyNorms(running, running, NormOf(i), scratch);
            if (!TLanes.NormIsValue)
            {
                new Span<double>(inverse, TLanes.NormLength).CopyTo(new Span<double>(slope, TLanes.NormLength));
                TLanes.InvertByNorm(inverse, denominator, slope, scratch);
            }

            TangentNumerator(slope, a, x);
            TLanes.Multiply(slope, slope, inverse, scratch);
            TLanes.Square(x, slope, scratch);
            TLanes.SubtractTwiceAndReduce(a, inverse, x, a, a);
            TLanes.Multiply(slope, slope, inverse, scratch);
            TLanes.SubtractAndReduce(ay, slope, ay);
        }
    }

    private void TwiceOrdinate(double* result, int slot)
    {
        double* y = Slot(slot) + TLanes.GroupLength;
        TLanes.Add(result, y, y);
        if (present[slot] != 0xFF)
        {
            TLanes.Select(result, Unit, ~(uint)present[slot] & 0xFF);
        }
    }
}
