namespace ZToken.Algebra;

/// <summary>A point of G2 with the lines of its Miller loop worked out: what a verifying key keeps of its fixed points.</summary>
/// <remarks>
/// 68 lines of 192 bytes and again 256 bytes in rows, 30 KB. Each line is divided by its coefficient of v w, so that a pairing with this point neither
/// touches G2 nor multiplies by that coefficient. Preparing costs about a Miller loop. The point must be in the prime-order subgroup.
/// </remarks>
public sealed class G2Prepared
{
    // 63 doublings and 5 additions.
    internal const int LineCount = 68;

    private static readonly bool[] isDoubling = ListSteps();

    private readonly (Fp2 Constant, Fp2 SlopeX)[] lines;
    private readonly Fp2Row[] lineRows;

    /// <summary>Works the lines out.</summary>
    public G2Prepared(in G2Affine point)
    {
        Point = point;
        lines = point.IsInfinity ? [] : ComputeLines(point);
        lineRows = FpLanes.IsSupported ? ToRows(lines) : [];
    }

    /// <summary>The point itself.</summary>
    public G2Affine Point { get; }

    /// <summary>Constant and SlopeX of each line in the order of the loop, SlopeY being one; none for infinity.</summary>
    internal ReadOnlySpan<(Fp2 Constant, Fp2 SlopeX)> Lines => lines;

    /// <summary>The same in rows, constants and slopes in turn, where this machine has lanes.</summary>
    internal ReadOnlySpan<Fp2Row> LineRows => lineRows;

    /// <summary>For each line whether it is a tangent; else it is a chord.</summary>
    internal static ReadOnlySpan<bool> IsDoubling => isDoubling;

    private static bool[] ListSteps()
    {
        bool[] steps = new bool[LineCount];
        int count = 0;
        for (int bit = Pairing.LoopTopBit - 1; bit >= 0; bit--)
        {
            steps[count++] = true;
            count += Pairing.LoopBit(bit) ? 1 : 0;
        }

        return steps;
    }

    private static Fp2Row[] ToRows(ReadOnlySpan<(Fp2 Constant, Fp2 SlopeX)> lines)
    {
        Fp2Row[] rows = new Fp2Row[2 * lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            rows[2 * i] = Fp2Row.FromField(lines[i].Constant);
            rows[(2 * i) + 1] = Fp2Row.FromField(lines[i].SlopeX);
        }

        return rows;
    }

    private static (Fp2 Constant, Fp2 SlopeX)[] ComputeLines(in G2Affine point)
    {
        Line[] raw = new Line[LineCount];
        MillerPoint running = new(point);
        int count = 0;
        for (int bit = Pairing.LoopTopBit - 1; bit >= 0; bit--)
        {
            raw[count++] = running.Double();
            if (Pairing.LoopBit(bit))
            {
                raw[count++] = running.Add(point);
            }
        }

        return Normalize(raw);
    }

    // Divides each line by its SlopeY, with one inversion for all (Montgomery's trick).
    private static (Fp2 Constant, Fp2 SlopeX)[] Normalize(ReadOnlySpan<Line> raw)
    {
        Fp2[] before = new Fp2[raw.Length];
        Fp2 product = Fp2.One;
        for (int i = 0; i < raw.Length; i++)
        {
            before[i] = product;
            product *= raw[i].SlopeY;
        }

        (Fp2 Constant, Fp2 SlopeX)[] normalized = new (Fp2, Fp2)[raw.Length];
        Fp2 inverse = product.Invert();
        for (int i = raw.Length - 1; i >= 0; i--)
        {
            Fp2 scale = before[i] * inverse;
            inverse *= raw[i].SlopeY;
            normalized[i] = (raw[i].Constant * scale, raw[i].SlopeX * scale);
        }

        return normalized;
    }
}
