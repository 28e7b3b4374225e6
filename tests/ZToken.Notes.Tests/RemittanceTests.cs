using CsCheck;

namespace ZToken.Notes.Tests;

public class RemittanceTests
{
    [Fact]
    public void The_memo_of_a_payment_is_pinned()
    {
        Assert.True(Remittance.TryCreate("E2E-7", "INTC", "Zürich", out Remittance? remittance, out _));

        Assert.Equal("01" + "05" + "4532452D37" + "04" + "494E5443" + "07" + "5AC3BC72696368", Convert.ToHexString(remittance.ToMemo().Content));
    }

    [Fact]
    public void What_is_written_is_read_again() => Gen.Select(Gen.String[0, 35], Gen.String[0, 140], Gen.Bool).Sample((id, text, coded) =>
    {
        if (Remittance.TryCreate(id, coded ? "SALA" : "", text, out Remittance? remittance, out _))
        {
            Assert.True(Remittance.TryRead(remittance.ToMemo(), out Remittance? read));
            Assert.Equal(remittance, read);
        }
    });

    [Fact]
    public void An_empty_memo_is_no_remittance_and_no_remittance_an_empty_memo()
    {
        Assert.True(Remittance.TryRead(Memo.Empty, out Remittance? read));
        Assert.Equal(Remittance.None, read);
        Assert.True(Remittance.None.ToMemo().Content.IsEmpty);
    }

    [Theory]
    [InlineData("123456789012345678901234567890123456", "", "", "35")]
    [InlineData("", "SAL", "", "purpose")]
    [InlineData("", "sala", "", "purpose")]
    [InlineData("", "SAL-", "", "purpose")]
    [InlineData("a\nb", "", "", "Control")]
    [InlineData("", "", "\ud800", "surrogate")]
    public void References_beyond_the_standard_are_refused_with_a_reason(string endToEndId, string purpose, string text, string reason)
    {
        Assert.False(Remittance.TryCreate(endToEndId, purpose, text, out Remittance? none, out string? refusal));
        Assert.Null(none);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_are_too_long_in_bytes_are_refused()
    {
        Assert.True(Remittance.TryCreate(new string('a', 35), "INTC", new string('b', 140), out _, out _));
        Assert.False(Remittance.TryCreate(new string('a', 35), "INTC", new string('ü', 140), out _, out string? refusal));
        Assert.Contains("254", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_memos_are_not_read_as_remittances() => Gen.Byte.Array[1, 254].Sample(content =>
    {
        Assert.True(Memo.TryCreate(content, out Memo? memo));
        if (Remittance.TryRead(memo, out Remittance? read))
        {
            Assert.Equal(content, read.ToMemo().Content.ToArray());
        }
    });

    [Theory]
    [InlineData("02000000")]
    [InlineData("01000000")]
    [InlineData("0101")]
    [InlineData("01014100")]
    [InlineData("0101410000FF")]
    [InlineData("0101FF0000")]
    public void Memos_of_another_form_are_refused(string hex)
    {
        Assert.True(Memo.TryCreate(Convert.FromHexString(hex), out Memo? memo));
        Assert.False(Remittance.TryRead(memo, out _));
    }
}
