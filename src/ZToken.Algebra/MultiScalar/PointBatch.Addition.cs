using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

internal readonly unsafe partial struct PointBatch<TField, TLanes>
{
    /// <summary>Adds slot second[i] to slot first[i], for all i; no slot may occur twice.</summary>
    public void AddPairs(int* first, int* second, int count)
    {
        if (count == 0)
        {
            return;
        }

        bool special = false;
        MultiplyDenominators(first, second, count, special);
        if (TLanes.ZeroNorms(Product(count), scratch) != 0)
        {
            special = true;
            FindEqualAbscissas(first, second, count);
            MultiplyDenominators(first, second, count, special);
        }

        Finish(first, second, count, special);
    }

    private double* Product(int count) => products + ((long)count * TLanes.NormLength);

    // A norm that is the denominator itself is made again when needed: that is cheaper than to fetch it from afar.
    private double* NormOf(int pair) => TLanes.NormIsValue ? Temporary(0) : norms + ((long)pair * TLanes.NormLength);

    /// <summary>The way forth: the norm of each pair's denominator, and the products of those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyDenominators(int* first, int* second, int count, bool special)
    {
        double* denominator = Temporary(0);
        new Span<double>(Unit, TLanes.NormLength).CopyTo(new Span<double>(products, TLanes.NormLength));
        for (int i = 0; i < count; i++)
        {
            Denominator(denominator, first[i], second[i], special ? i : -1);
            if (!TLanes.NormIsValue)
            {
                TLanes.Norm(NormOf(i), denominator, scratch);
            }

            TLanes.MultiplyNorms(Product(i + 1), Product(i), NormOf(i), scratch);
        }
    }

    /// <summary>x2 - x1, or 2 y where a point is doubled, or any invertible element where nothing is to be added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Denominator(double* result, int first, int second, int specialPair)
    {
        double* a = Slot(first);
        TLanes.Subtract(result, Slot(second), a);
        uint idle = ~((uint)present[first] & present[second]) & 0xFF;
        if (specialPair >= 0)
        {
            double* twice = Temporary(5);
            TLanes.Add(twice, a + TLanes.GroupLength, a + TLanes.GroupLength);
            TLanes.Select(result, twice, doubled[specialPair]);
            idle |= cancelled[specialPair];
        }

        if (idle != 0)
        {
            TLanes.Select(result, Unit, idle);
        }
    }

    /// <summary>The way back: each denominator's inverse, and with it the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(int* first, int* second, int count, bool special)
    {
        double* denominator = Temporary(0);
        double* inverse = Temporary(1);
        double* running = Temporary(2);
        double* slope = Temporary(3);
        double* x = Temporary(4);
        TLanes.InvertNorms(running, Product(count), scratch);
        for (int i = count - 1; i >= 0; i--)
        {
            double* a = Slot(first[i]);
            double* b = Slot(second[i]);
            double* ay = a + TLanes.GroupLength;
            double* by = b + TLanes.GroupLength;
            Denominator(denominator, first[i], second[i], special ? i : -1);
            TLanes.MultiplyNorms(inverse, running, Product(i), scratch);
            TLanes.MultiplyNorms(running, running, NormOf(i), scratch);
            if (!TLanes.NormIsValue)
            {
                new Span<double>(inverse, TLanes.NormLength).CopyTo(new Span<double>(slope, TLanes.NormLength));
                TLanes.InvertByNorm(inverse, denominator, slope, scratch);
            }

            TLanes.Subtract(slope, by, ay);
            if (special && doubled[i] != 0)
            {
                TangentNumerator(x, a, Temporary(5));
                TLanes.Select(slope, x, doubled[i]);
            }

            TLanes.Multiply(slope, slope, inverse, scratch);
            TLanes.Square(x, slope, scratch);
            uint here = present[first[i]], there = present[second[i]];
            if ((here & there) == 0xFF)
            {
                TLanes.SubtractTwiceAndReduce(a, inverse, x, a, b);
                TLanes.Multiply(slope, slope, inverse, scratch);
                TLanes.SubtractAndReduce(ay, slope, ay);
            }
            else
            {
                // Lanes that had only one summand keep it.
                TLanes.SubtractTwiceAndReduce(x, inverse, x, a, b);
                TLanes.Multiply(slope, slope, inverse, scratch);
                TLanes.SubtractAndReduce(slope, slope, ay);
                TLanes.Select(a, x, here & there);
                TLanes.Select(ay, slope, here & there);
                TLanes.Select(a, b, there & ~here);
                TLanes.Select(ay, by, there & ~here);
            }

            uint gone = special ? cancelled[i] : 0U;
            present[first[i]] = (byte)((here | there) & ~gone);
        }
    }

    /// <summary>3 x^2, with weight 1.</summary>
    private void TangentNumerator(double* result, double* x, double* temporary)
    {
        TLanes.Square(result, x, scratch);
        TLanes.Add(temporary, result, result);
        TLanes.Add(result, result, temporary);
        TLanes.Reduce(result, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindEqualAbscissas(int* first, int* second, int count)
    {
        double* difference = Temporary(0);
        for (int i = 0; i < count; i++)
        {
            double* a = Slot(first[i]);
            double* b = Slot(second[i]);
            TLanes.Subtract(difference, b, a);
            TLanes.Reduce(difference, difference);
            uint equal = TLanes.ZeroLanes(difference) & present[first[i]] & present[second[i]];
            TLanes.Subtract(difference, b + TLanes.GroupLength, a + TLanes.GroupLength);
            TLanes.Reduce(difference, difference);
            uint same = equal == 0 ? 0 : TLanes.ZeroLanes(difference);
            doubled[i] = (byte)(equal & same);
            cancelled[i] = (byte)(equal & ~same);
        }
    }
}
