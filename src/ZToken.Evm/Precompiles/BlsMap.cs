using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x10 and 0x11: the point of a group of BLS12-381 that a field element is mapped to (EIP-2537, RFC 9380). 5,500 gas in G1, 23,800 in G2.</summary>
internal sealed class BlsMap<TField>(long gas) : IPrecompile
    where TField : unmanaged, IGroupField<TField>
{
    public long GasOf(ReadOnlySpan<byte> input) => gas;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        if (!Group<TField>.TryReadEip2537Coordinate(input, out TField element))
        {
            return false;
        }

        output = new byte[Group<TField>.Eip2537SizeInBytes];
        Group<TField>.WriteEip2537(Group<TField>.MapToGroup(element).ToAffineVarTime(), output);
        return true;
    }
}
