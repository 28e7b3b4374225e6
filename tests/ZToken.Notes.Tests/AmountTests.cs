using CsCheck;

namespace ZToken.Notes.Tests;

public sealed class AmountTests
{
    [Fact]
    public void Sums_and_differences_never_wrap_around()
    {
        Assert.Throws<OverflowException>(() => new Amount(ulong.MaxValue) + new Amount(1));
        Assert.Throws<OverflowException>(() => new Amount(1) - new Amount(2));
        Assert.Equal(new Amount(3), new Amount(1) + new Amount(2));
    }

    [Fact]
    public void Every_amount_reads_back_from_its_text() => Gen.ULong.Sample(cents =>
        Amount.TryParse(new Amount(cents).ToString(), out Amount read) && read.Cents == cents);

    [Theory]
    [InlineData("1250", 125_000)]
    [InlineData("0.5", 50)]
    [InlineData("0.05", 5)]
    [InlineData("184467440737095516.15", ulong.MaxValue)]
    public void Units_with_up_to_two_decimals_are_read(string text, ulong cents)
    {
        Assert.True(Amount.TryParse(text, out Amount amount));
        Assert.Equal(cents, amount.Cents);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.234")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("184467440737095516.16")]
    [InlineData("18446744073709551616")]
    public void Anything_else_is_no_amount(string text) => Assert.False(Amount.TryParse(text, out _));

    [Fact]
    public void No_asset_has_the_number_zero()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AssetId(0));
        Assert.False(AssetId.FromNumber(0).IsSome);
        Assert.Equal(7u, AssetId.FromNumber(7).Number);
    }
}
