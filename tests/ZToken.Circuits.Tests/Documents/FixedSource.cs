using ZToken.Algebra;

namespace ZToken.Circuits.Tests;

/// <summary>Gives given bytes once, and none beyond them: whoever draws more than it says fails.</summary>
internal sealed class FixedSource(byte[] bytes) : RandomSource
{
    private int used;

    public override void Fill(Span<byte> destination)
    {
        bytes.AsSpan(used, destination.Length).CopyTo(destination);
        used += destination.Length;
    }
}
