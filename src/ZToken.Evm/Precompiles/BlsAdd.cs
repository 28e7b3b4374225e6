using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x0b and 0x0d: the sum of two points of a curve of BLS12-381 (EIP-2537), in the subgroup or not. 375 gas in G1, 600 in G2.</summary>
internal sealed class BlsAdd<TField>(long gas) : IPrecompile
    where TField : unmanaged, IGroupField<TField>
{
    public long GasOf(ReadOnlySpan<byte> input) => gas;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        int size = Group<TField>.Eip2537SizeInBytes;
        if (input.Length != 2 * size
            || !Group<TField>.TryReadEip2537Unchecked(input[..size], out AffinePoint<TField> a)
            || !Group<TField>.TryReadEip2537Unchecked(input[size..], out AffinePoint<TField> b))
        {
            return false;
        }

        output = new byte[size];
        Group<TField>.WriteEip2537((new JacobianPoint<TField>(a) + b).ToAffineVarTime(), output);
        return true;
    }
}
