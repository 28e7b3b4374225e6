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
}
