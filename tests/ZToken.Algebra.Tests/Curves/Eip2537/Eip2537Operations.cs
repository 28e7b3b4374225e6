namespace ZToken.Algebra.Tests;

/// <summary>The precompiles' functions as EIP-2537 states them, without gas: null is failure.</summary>
internal static class Eip2537Operations<TField>
    where TField : unmanaged, IGroupField<TField>
{
    private const int ScalarSize = 32;

    public static byte[]? Add(byte[] input)
    {
        int size = Group<TField>.Eip2537SizeInBytes;
        return input.Length == 2 * size
            && Group<TField>.TryReadEip2537Unchecked(input.AsSpan(0, size), out AffinePoint<TField> a)
            && Group<TField>.TryReadEip2537Unchecked(input.AsSpan(size), out AffinePoint<TField> b)
                ? Write(new JacobianPoint<TField>(a) + b)
                : null;
    }

    public static byte[]? Multiply(byte[] input) => input.Length == Group<TField>.Eip2537SizeInBytes + ScalarSize ? MultiplyAndSum(input) : null;

    public static byte[]? MultiplyAndSum(byte[] input)
    {
        int stride = Group<TField>.Eip2537SizeInBytes + ScalarSize;
        if (input.Length == 0 || input.Length % stride != 0)
        {
            return null;
        }

        AffinePoint<TField>[] points = new AffinePoint<TField>[input.Length / stride];
        Fr[] scalars = new Fr[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            Span<byte> item = input.AsSpan(i * stride, stride);
            if (!Group<TField>.TryReadEip2537(item[..^ScalarSize], out points[i]))
            {
                return null;
            }

            // Any 256-bit integer is allowed, also above r.
            byte[] scalar = item[^ScalarSize..].ToArray();
            Array.Reverse(scalar);
            scalars[i] = Fr.FromWideLittleEndian(scalar);
        }

        return Write(MultiScalar.SumVarTime<TField>(points, scalars, ComputeOptions.Default));
    }

    public static byte[]? Map(byte[] input) =>
        Group<TField>.TryReadEip2537Coordinate(input, out TField element) ? Write(Group<TField>.MapToGroup(element)) : null;

    private static byte[] Write(JacobianPoint<TField> point)
    {
        byte[] output = new byte[Group<TField>.Eip2537SizeInBytes];
        Group<TField>.WriteEip2537(point.ToAffine(), output);
        return output;
    }
}
