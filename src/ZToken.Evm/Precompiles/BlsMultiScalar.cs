using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x0c and 0x0e: the sum of points of a group of BLS12-381, each times a scalar (EIP-2537).</summary>
/// <remarks>
/// Input: pairs of a point of the subgroup and 32 bytes of any integer, big-endian. k pairs cost k times a multiplication's price (12,000 gas in G1,
/// 22,500 in G2) times the discount for k, in thousandths.
/// </remarks>
internal sealed class BlsMultiScalar<TField>(long gasOfOne, ushort[] discounts) : IPrecompile
    where TField : unmanaged, IGroupField<TField>
{
    private const int ScalarLength = 32;

    private static int PairLength => Group<TField>.Eip2537SizeInBytes + ScalarLength;

    public long GasOf(ReadOnlySpan<byte> input)
    {
        long pairs = input.Length / PairLength;
        return pairs == 0 ? 0 : pairs * gasOfOne * discounts[Math.Min(pairs, discounts.Length) - 1] / 1000;
    }

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        if (input.IsEmpty || input.Length % PairLength != 0)
        {
            return false;
        }

        AffinePoint<TField>[] points = new AffinePoint<TField>[input.Length / PairLength];
        Fr[] scalars = new Fr[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            ReadOnlySpan<byte> pair = input.Slice(i * PairLength, PairLength);
            if (!Group<TField>.TryReadEip2537(pair[..^ScalarLength], out points[i]))
            {
                return false;
            }

            scalars[i] = ReadScalar(pair[^ScalarLength..]);
        }

        JacobianPoint<TField> sum = MultiScalar.SumVarTime<TField>(points, scalars, BlsPrices.OneThread);
        output = new byte[Group<TField>.Eip2537SizeInBytes];
        Group<TField>.WriteEip2537(sum.ToAffineVarTime(), output);
        return true;
    }

    /// <summary>The integer modulo the group's order, which points of the subgroup do not tell apart.</summary>
    private static Fr ReadScalar(ReadOnlySpan<byte> bigEndian)
    {
        Span<byte> littleEndian = stackalloc byte[ScalarLength];
        bigEndian.CopyTo(littleEndian);
        littleEndian.Reverse();
        return Fr.FromWideLittleEndian(littleEndian);
    }
}
