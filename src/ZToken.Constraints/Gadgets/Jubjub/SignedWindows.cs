using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Multiples of a point Q for computing C plus or minus each 2^i Q: three signs a window, all but the last on the Montgomery form.</summary>
internal sealed class SignedWindows
{
    private const int PointsInWindow = 4;

    public SignedWindows(in JubjubPoint q, in JubjubPoint offset, int bitCount)
    {
        int windows = (bitCount - 1) / SignedWindow.BitCount;
        JubjubPoint[] points = new JubjubPoint[windows * PointsInWindow];
        JubjubPoint unit = q;
        for (int window = 0; window < windows; window++)
        {
            // 1, 3, 5 and 7 times 8^window Q.
            Span<JubjubPoint> odd = points.AsSpan(window * PointsInWindow, PointsInWindow);
            JubjubPoint twice = unit.Double();
            odd[0] = unit;
            for (int i = 1; i < PointsInWindow; i++)
            {
                odd[i] = odd[i - 1] + twice;
            }

            unit = odd[3] + unit;
        }

        Fr[] xs = new Fr[points.Length], ys = new Fr[points.Length];
        MontgomeryForm.FromPoints(points, xs, ys);
        JubjubAffine[] affine = new JubjubAffine[points.Length];
        JubjubPoint.BatchNormalize(points, affine);
        Windows = new SignedWindow[windows];
        for (int window = 0; window < windows; window++)
        {
            Range range = (window * PointsInWindow)..((window + 1) * PointsInWindow);
            Windows[window] = new SignedWindow(xs.AsSpan(range), ys.AsSpan(range), affine.AsSpan(range));
        }

        Last = LastPoints(unit, offset, bitCount - (windows * SignedWindow.BitCount));
    }

    /// <summary>All windows but the last, lowest first.</summary>
    public SignedWindow[] Windows { get; }

    /// <summary>For each value of the last one to three bits the point to add, which includes the constant C.</summary>
    public JubjubAffine[] Last { get; }

    private static JubjubAffine[] LastPoints(in JubjubPoint unit, in JubjubPoint offset, int bits)
    {
        JubjubAffine[] points = new JubjubAffine[1 << bits];
        for (int value = 0; value < points.Length; value++)
        {
            JubjubPoint sum = offset;
            JubjubPoint power = unit;
            for (int bit = 0; bit < bits; bit++)
            {
                sum += ((value >> bit) & 1) == 1 ? power : -power;
                power = power.Double();
            }

            points[value] = sum.ToAffine();
        }

        return points;
    }
}
