using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Membership of single points in the subgroups of order r, in rows; the reasons are those of the two endomorphisms.</summary>
internal static unsafe class RowMembership
{
    /// <summary>Whether two finite points of G1's curve are both in the subgroup; for the price of one.</summary>
    [SkipLocalsInit]
    public static bool AreInSubgroup(in G1Affine first, in G1Affine second)
    {
        Fp2Row x = new(FpRow.FromField(first.X), FpRow.FromField(second.X));
        Fp2Row y = new(FpRow.FromField(first.Y), FpRow.FromField(second.Y));
        PointRow<TwoOfG1> multiple = Multiply<TwoOfG1>(x, y, G1Endomorphism.MembershipFactor);
        return G1Endomorphism.IsMember(first, PointRow<TwoOfG1>.First(multiple)) & G1Endomorphism.IsMember(second, PointRow<TwoOfG1>.Second(multiple));
    }

    /// <summary>Whether a finite point of G2's curve is in the subgroup.</summary>
    [SkipLocalsInit]
    public static bool IsInSubgroup(in G2Affine point)
    {
        PointRow<OneOfG2> multiple = Multiply<OneOfG2>(Fp2Row.FromField(point.X), Fp2Row.FromField(point.Y), G2Endomorphism.MembershipFactor);
        return G2Endomorphism.IsMember(point, PointRow<OneOfG2>.Only(multiple));
    }

    // The multiple by a positive integer, little-endian limbs.
    private static PointRow<TGroup> Multiply<TGroup>(in Fp2Row x, in Fp2Row y, ReadOnlySpan<ulong> factor)
        where TGroup : struct, IRowGroup
    {
        RowWorkspace workspace = RowWorkspace.Current;
        PointRow<TGroup>* multiple = (PointRow<TGroup>*)workspace.Values;
        *multiple = PointRow<TGroup>.Infinity;
        bool started = false;
        for (int bit = (64 * factor.Length) - 1; bit >= 0; bit--)
        {
            if (started)
            {
                PointRow<TGroup>.Double(multiple, workspace.Products);
            }

            if (((factor[bit >> 6] >> (bit & 63)) & 1) != 0)
            {
                PointRow<TGroup>.Add(multiple, x, y, workspace.Products);
                started = true;
            }
        }

        return *multiple;
    }
}
