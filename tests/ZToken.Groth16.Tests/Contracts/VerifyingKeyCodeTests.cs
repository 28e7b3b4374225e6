using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Groth16.Tests;

public sealed class VerifyingKeyCodeTests
{
    private static readonly byte[] code = new VerifyingKeyCode(Sample.VerifyingKey, IsDevelopment: true).ToBytes();

    [Fact]
    public void A_key_is_read_as_it_was_written()
    {
        Assert.True(VerifyingKeyCode.TryRead(code, out VerifyingKeyCode? read));

        Assert.True(read.IsDevelopment);
        Assert.Equal(Sample.VerifyingKey.Alpha, read.Key.Alpha);
        Assert.Equal(Sample.VerifyingKey.Beta, read.Key.Beta);
        Assert.Equal(Sample.VerifyingKey.Gamma, read.Key.Gamma);
        Assert.Equal(Sample.VerifyingKey.Delta, read.Key.Delta);
        Assert.Equal(Sample.VerifyingKey.InputPoints.ToArray(), read.Key.InputPoints.ToArray());
        Assert.Equal(code, read.ToBytes());
        Assert.Equal(code.Length, VerifyingKeyCode.SizeOf(Sample.VerifyingKey.InputCount));
        Assert.NotEqual(code, new VerifyingKeyCode(Sample.VerifyingKey, IsDevelopment: false).ToBytes());
    }

    [Fact]
    public void No_bit_of_a_code_can_be_another_but_the_flag_of_development()
    {
        for (int i = 0; i < code.Length; i++)
        {
            byte[] changed = [.. code];
            changed[i] ^= 1;
            Assert.True(!VerifyingKeyCode.TryRead(changed, out VerifyingKeyCode? read) || (i == 10 && !read.IsDevelopment), $"byte {i}");
        }
    }

    [Fact]
    public void Codes_that_are_cut_or_longer_are_refused()
    {
        for (int length = 0; length < code.Length; length++)
        {
            Assert.False(VerifyingKeyCode.TryRead(code.AsSpan(0, length), out _), $"{length}");
        }

        Assert.False(VerifyingKeyCode.TryRead([.. code, 0], out _));
    }

    [Fact]
    public void A_key_without_contribution_or_with_a_point_at_infinity_is_refused()
    {
        byte[] uncontributed = [.. code];
        code.AsSpan(416, 256).CopyTo(uncontributed.AsSpan(672));
        Assert.False(VerifyingKeyCode.TryRead(uncontributed, out _));

        G2.WriteEip2537(Sample.VerifyingKey.Gamma, uncontributed.AsSpan(672));
        Assert.False(VerifyingKeyCode.TryRead(uncontributed, out _));

        for (int input = 0; input <= Sample.VerifyingKey.InputCount; input++)
        {
            byte[] unbound = [.. code];
            unbound.AsSpan(928 + (160 * input), 128).Clear();
            Assert.False(VerifyingKeyCode.TryRead(unbound, out _));
        }
    }

    [Fact]
    public void More_inputs_than_an_account_holds_are_refused_before_anything_is_read()
    {
        byte[] large = [.. code];
        BinaryPrimitives.WriteUInt32BigEndian(large.AsSpan(28), uint.MaxValue);

        Assert.False(VerifyingKeyCode.TryRead(large, out _));
        Assert.InRange(VerifyingKeyCode.SizeOf(VerifyingKeyCode.MaxInputCount), 24_000, 24_576);
    }
}
