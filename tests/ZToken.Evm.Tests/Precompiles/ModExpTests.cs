using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>Powers modulo a number. The prices of Cancun are checked by the GeneralStateTests, those before and after it by these vectors.</summary>
public class ModExpTests
{
    private static readonly ModExpPrice eip198 = new(Least: 0, Divisor: 20, LongExponentByte: 8, static bytes => bytes switch
    {
        <= 64 => (UInt128)bytes * bytes,
        <= 1024 => ((UInt128)bytes * bytes / 4) + (96 * bytes) - 3072,
        _ => ((UInt128)bytes * bytes / 16) + (480 * bytes) - 199680,
    });

    private static readonly ModExpPrice eip7883 = new(Least: 500, Divisor: 1, LongExponentByte: 16, static bytes =>
        bytes <= 32 ? 16 : 2 * (UInt128)((bytes + 7) / 8) * ((bytes + 7) / 8));

    [Fact]
    public void Vectors_hold_at_the_price_of_EIP_198() => Assert.Equal(17, PrecompileVectors.AssertPass(new ModExp(eip198), "geth/modexp.json"));

    [Fact]
    public void Vectors_hold_at_the_price_of_EIP_7883() => Assert.Equal(45, PrecompileVectors.AssertPass(new ModExp(eip7883), "geth/modexp_eip7883.json"));

    [Theory]
    [InlineData(0, 1, 1UL << 40)]
    [InlineData(1UL << 40, 1, 1)]
    [InlineData(1, 1UL << 40, 1)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)]
    public void Lengths_that_no_block_pays_for_are_dear_and_refused(ulong baseLength, ulong exponentLength, ulong modulusLength)
    {
        byte[] input = [.. new Word(baseLength).ToBytes(), .. new Word(exponentLength).ToBytes(), .. new Word(modulusLength).ToBytes(), 3, 3, 3];
        ModExp precompile = new(ModExpPrice.Eip2565);

        Assert.True(precompile.GasOf(input) > 1_000_000_000_000);
        Assert.False(precompile.TryRun(input, out byte[] output));
        Assert.Empty(output);
    }

    [Fact]
    public void Without_a_modulus_the_length_of_the_exponent_does_not_matter()
    {
        byte[] input = [.. Word.Zero.ToBytes(), .. Word.MaxValue.ToBytes(), .. Word.Zero.ToBytes()];
        ModExp precompile = new(ModExpPrice.Eip2565);

        Assert.Equal(200, precompile.GasOf(input));
        Assert.True(precompile.TryRun(input, out byte[] output));
        Assert.Empty(output);
    }
}
