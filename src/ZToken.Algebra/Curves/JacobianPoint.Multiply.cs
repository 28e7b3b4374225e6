using System.Security.Cryptography;

namespace ZToken.Algebra;

public readonly partial struct JacobianPoint<TField>
{
    private const int WindowBits = 4;
    private const int TableSize = 1 << WindowBits;

    /// <summary>Multiplies by a scalar, in a time and with memory accesses that do not depend on the scalar.</summary>
    /// <remarks>
    /// Four-bit windows, each entry read by scanning the whole table, each addition done by the complete formulas of
    /// J. Renes, C. Costello and L. Batina, "Complete addition formulas for prime order elliptic curves" (2016), algorithm 7,
    /// on homogeneous coordinates, which hold for every pair of points of odd order and so need no branch.
    /// The point may have any odd order, in particular it need not lie in the prime-order subgroup.
    /// </remarks>
    public static JacobianPoint<TField> operator *(in JacobianPoint<TField> p, in Fr k)
    {
        Span<byte> scalar = stackalloc byte[Fr.SizeInBytes];
        k.WriteLittleEndian(scalar);
        JacobianPoint<TField> result = p.MultiplySecret(scalar);
        CryptographicOperations.ZeroMemory(scalar);
        return result;
    }

    /// <summary>Multiplies by a public integer, little-endian limbs of any length. Variable time.</summary>
    public JacobianPoint<TField> MultiplyVarTime(ReadOnlySpan<ulong> k)
    {
        JacobianPoint<TField> result = Infinity;
        bool started = false;
        for (int i = (k.Length * 64) - 1; i >= 0; i--)
        {
            if (started)
            {
                result = result.Double();
            }

            if (((k[i >> 6] >> (i & 63)) & 1) != 0)
            {
                result += this;
                started = true;
            }
        }

        return result;
    }

    private JacobianPoint<TField> MultiplySecret(ReadOnlySpan<byte> scalarLittleEndian)
    {
        Span<Homogeneous> table = stackalloc Homogeneous[TableSize];
        table[0] = Homogeneous.Infinity;
        table[1] = Homogeneous.From(this);
        for (int i = 2; i < TableSize; i++)
        {
            table[i] = Homogeneous.Add(table[i - 1], table[1]);
        }

        Homogeneous sum = Homogeneous.Infinity;
        for (int i = scalarLittleEndian.Length - 1; i >= 0; i--)
        {
            for (int half = WindowBits; half >= 0; half -= WindowBits)
            {
                for (int d = 0; d < WindowBits; d++)
                {
                    sum = Homogeneous.Add(sum, sum);
                }

                int digit = (scalarLittleEndian[i] >> half) & (TableSize - 1);
                Homogeneous entry = table[0];
                for (int j = 1; j < TableSize; j++)
                {
                    entry = Homogeneous.Select(j == digit, table[j], entry);
                }

                sum = Homogeneous.Add(sum, entry);
            }
        }

        JacobianPoint<TField> result = sum.ToJacobian();
        table.Clear();
        return result;
    }

    /// <summary>x = X / Z, y = Y / Z; infinity is (0 : 1 : 0).</summary>
    private readonly struct Homogeneous(in TField x, in TField y, in TField z)
    {
        private readonly TField x = x;
        private readonly TField y = y;
        private readonly TField z = z;

        public static Homogeneous Infinity => new(TField.Zero, TField.One, TField.Zero);

        // X Z / Z^3 and Y / Z^3 are the affine coordinates. At infinity (Z = 0) the curve's equation gives Y^2 = X^3,
        // so any Y other than zero will do; One keeps the all-zero form out.
        public static Homogeneous From(in JacobianPoint<TField> p) => new(
            p.X * p.Z,
            TField.Select(p.IsInfinity, TField.One, p.Y),
            p.Z.Square() * p.Z);

        public JacobianPoint<TField> ToJacobian() => new(x * z, y * z.Square(), z);

        public static Homogeneous Select(bool condition, in Homogeneous a, in Homogeneous b) =>
            new(TField.Select(condition, a.x, b.x), TField.Select(condition, a.y, b.y), TField.Select(condition, a.z, b.z));

        public static Homogeneous Add(in Homogeneous a, in Homogeneous b)
        {
            TField xx = a.x * b.x;
            TField yy = a.y * b.y;
            TField zz = a.z * b.z;
            TField xy = ((a.x + a.y) * (b.x + b.y)) - xx - yy;
            TField yz = ((a.y + a.z) * (b.y + b.z)) - yy - zz;
            TField xz = ((a.x + a.z) * (b.x + b.z)) - xx - zz;
            TField threeXx = xx.Double() + xx;
            TField threeBzz = zz.TimesThreeB();
            TField sum = yy + threeBzz;
            TField difference = yy - threeBzz;
            TField threeBxz = xz.TimesThreeB();
            return new Homogeneous(
                (xy * difference) - (yz * threeBxz),
                (difference * sum) + (threeBxz * threeXx),
                (sum * yz) + (threeXx * xy));
        }
    }
}
