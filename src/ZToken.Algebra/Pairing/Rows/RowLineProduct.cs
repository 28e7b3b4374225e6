using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Multiplies the lines of many pairs into one factor for each step of Miller's loop.</summary>
/// <remarks>
/// Lines are sparse, so they go together two and two: the product of two takes six products in Fp2, three where both are monic (their
/// coefficient of v w is one), and then 18 to join the factor.
/// </remarks>
internal unsafe ref struct RowLineProduct(RowWorkspace workspace)
{
    private const int Lines = G2Prepared.LineCount;

    // 17 times four steps are all of them.
    private const int StepsAtOnce = 4;

    // Steps whose lines are evaluated together, two products each.
    private const int EvaluatedAtOnce = RowProducts.Capacity / 2;

    private readonly RowWorkspace workspace = workspace;
    private readonly RowProducts products = workspace.Products;
    private bool hasSteps;
    private bool hasFirst;
    private bool firstIsMonic;

    /// <summary>Whether no lines were added.</summary>
    public readonly bool IsEmpty => !hasSteps && !hasFirst;

    /// <summary>Adds the lines of a prepared point, evaluated at the point of G1 whose 1 / y and x / y are given.</summary>
    public void Add(ReadOnlySpan<Fp2Row> prepared, FpRow oneOverY, FpRow xOverY)
    {
        LineRow* lines = hasFirst ? workspace.SecondLines : workspace.FirstLines;
        for (int start = 0; start < Lines; start += EvaluatedAtOnce)
        {
            int count = Math.Min(EvaluatedAtOnce, Lines - start);
            for (int i = 0; i < count; i++)
            {
                products.SetScaled(2 * i, prepared[2 * (start + i)], oneOverY);
                products.SetScaled((2 * i) + 1, prepared[(2 * (start + i)) + 1], xOverY);
            }

            products.RunRows(2 * count);
            for (int i = 0; i < count; i++)
            {
                lines[start + i].Constant = products[2 * i];
                lines[start + i].SlopeX = products[(2 * i) + 1];
                lines[start + i].SlopeY = Fp2Row.One;
            }
        }

        Added(monic: true);
    }

    /// <summary>Adds the lines of a pair, neither of which is infinity.</summary>
    public void Add(in G1Affine p, in G2Affine q)
    {
        LineRow* lines = hasFirst ? workspace.SecondLines : workspace.FirstLines;
        MillerPointRow running = new(q);
        LineRow* line = lines;
        for (int bit = Pairing.LoopTopBit - 1; bit >= 0; bit--)
        {
            running.Double(line++, products);
            if (Pairing.LoopBit(bit))
            {
                running.Add(line++, products);
            }
        }

        SquareSlopes(lines);
        Evaluate(lines, p);
        Added(monic: false);
    }

    /// <summary>The factor of each step.</summary>
    public Fp12Row* Finish()
    {
        if (hasFirst)
        {
            JoinFirst();
            hasFirst = false;
            hasSteps = true;
        }

        return workspace.Steps;
    }

    private void Added(bool monic)
    {
        if (!hasFirst)
        {
            hasFirst = true;
            firstIsMonic = monic;
            return;
        }

        JoinBoth(firstIsMonic && monic);
        hasFirst = false;
        hasSteps = true;
    }

    // A doubling leaves the X whose square is a third of the slope.
    private readonly void SquareSlopes(LineRow* lines)
    {
        ReadOnlySpan<bool> isDoubling = G2Prepared.IsDoubling;
        int count = 0;
        for (int i = 0; i < Lines; i++)
        {
            if (isDoubling[i])
            {
                products.Set(count++, lines[i].SlopeX, lines[i].SlopeX);
            }
        }

        products.Run(count);
        count = 0;
        for (int i = 0; i < Lines; i++)
        {
            if (isDoubling[i])
            {
                lines[i].SlopeX = products[count++];
            }
        }
    }

    private readonly void Evaluate(LineRow* lines, in G1Affine p)
    {
        ReadOnlySpan<bool> isDoubling = G2Prepared.IsDoubling;
        FpRow x = FpRow.FromField(p.X), y = FpRow.FromField(p.Y);
        FpRow threeX = x * 3, minusTwoY = y * -2;
        for (int start = 0; start < Lines; start += EvaluatedAtOnce)
        {
            int count = Math.Min(EvaluatedAtOnce, Lines - start);
            for (int i = 0; i < count; i++)
            {
                products.SetScaled(2 * i, lines[start + i].SlopeX, isDoubling[start + i] ? threeX : x);
                products.SetScaled((2 * i) + 1, lines[start + i].SlopeY, isDoubling[start + i] ? minusTwoY : y);
            }

            products.RunRows(2 * count);
            for (int i = 0; i < count; i++)
            {
                lines[start + i].SlopeX = products[2 * i];
                lines[start + i].SlopeY = products[(2 * i) + 1];
            }
        }
    }

    private readonly void JoinBoth(bool monic)
    {
        for (int step = 0; step < Lines; step += StepsAtOnce)
        {
            Fp12Row* pairs = hasSteps ? workspace.Values : workspace.Steps + step;
            LineRow* first = workspace.FirstLines + step;
            LineRow* second = workspace.SecondLines + step;
            if (monic)
            {
                MultiplyMonicLines(pairs, first, second);
            }
            else
            {
                MultiplyLines(pairs, first, second);
            }

            if (hasSteps)
            {
                for (int i = 0; i < StepsAtOnce; i++)
                {
                    RowArithmetic.SetProduct(18 * i, workspace.Steps + step + i, pairs + i, products);
                }

                products.Run(18 * StepsAtOnce);
                for (int i = 0; i < StepsAtOnce; i++)
                {
                    RowArithmetic.TakeProduct(workspace.Steps + step + i, 18 * i, products);
                }
            }
        }
    }

    private readonly void JoinFirst()
    {
        for (int step = 0; step < Lines; step += StepsAtOnce)
        {
            Fp12Row* steps = workspace.Steps + step;
            LineRow* lines = workspace.FirstLines + step;
            for (int i = 0; i < StepsAtOnce; i++)
            {
                if (hasSteps)
                {
                    RowArithmetic.SetLineProduct(13 * i, steps + i, lines + i, products);
                }
                else
                {
                    steps[i] = new Fp12Row(new Fp6Row(lines[i].Constant, lines[i].SlopeX, default), new Fp6Row(default, lines[i].SlopeY, default));
                }
            }

            if (hasSteps)
            {
                products.Run(13 * StepsAtOnce);
                for (int i = 0; i < StepsAtOnce; i++)
                {
                    RowArithmetic.TakeLineProduct(steps + i, 13 * i, products);
                }
            }
        }
    }

    // (a0 + a1 v + v w)(b0 + b1 v + v w), where (v w)^2 = 1 + u.
    [SkipLocalsInit]
    private readonly void MultiplyMonicLines(Fp12Row* result, LineRow* a, LineRow* b)
    {
        for (int i = 0; i < StepsAtOnce; i++)
        {
            products.Set(3 * i, a[i].Constant, b[i].Constant);
            products.Set((3 * i) + 1, a[i].SlopeX, b[i].SlopeX);
            products.Set((3 * i) + 2, a[i].Constant + a[i].SlopeX, b[i].Constant + b[i].SlopeX);
        }

        products.Run(3 * StepsAtOnce);
        for (int i = 0; i < StepsAtOnce; i++)
        {
            Fp2Row p0 = products[3 * i], p1 = products[(3 * i) + 1], p01 = products[(3 * i) + 2];
            result[i] = new Fp12Row(
                new Fp6Row(p0 + Fp2Row.One.TimesNonResidue(), p01 - p0 - p1, p1),
                new Fp6Row(default, a[i].Constant + b[i].Constant, a[i].SlopeX + b[i].SlopeX));
        }
    }

    [SkipLocalsInit]
    private readonly void MultiplyLines(Fp12Row* result, LineRow* a, LineRow* b)
    {
        for (int i = 0; i < StepsAtOnce; i++)
        {
            products.SetFp6(6 * i, new Fp6Row(a[i].Constant, a[i].SlopeX, a[i].SlopeY), new Fp6Row(b[i].Constant, b[i].SlopeX, b[i].SlopeY));
        }

        products.Run(6 * StepsAtOnce);
        for (int i = 0; i < StepsAtOnce; i++)
        {
            Fp2Row p0 = products[6 * i], p1 = products[(6 * i) + 1], p2 = products[(6 * i) + 2];
            result[i] = new Fp12Row(
                new Fp6Row(p0 + p2.TimesNonResidue(), products[(6 * i) + 4] - p0 - p1, p1),
                new Fp6Row(default, products[(6 * i) + 5] - p0 - p2, products[(6 * i) + 3] - p1 - p2));
        }
    }
}
