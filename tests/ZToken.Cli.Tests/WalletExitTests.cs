using ZToken.Wallet;

namespace ZToken.Cli.Tests;

public class WalletExitTests
{
    public static TheoryData<WalletRefusal> Refusals => [.. Enum.GetValues<WalletRefusal>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_of_a_wallet_has_an_exit_code_that_is_not_our_fault(WalletRefusal refusal) =>
        Assert.DoesNotContain(WalletExit.CodeOf(refusal), new[] { ExitCode.Success, ExitCode.Usage, ExitCode.Internal, ExitCode.Cancelled });

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("\u001b[2Jgone", "\ufffd[2Jgone")]
    [InlineData("a\u202eb\u009bc\nd", "a\ufffdb\ufffdc\ufffdd")]
    [InlineData("Zürich 円 😀", "Zürich 円 😀")]
    public void What_a_payer_wrote_cannot_command_the_terminal(string written, string shown) => Assert.Equal(shown, Foreign.Printable(written));

    [Theory]
    [InlineData(0, "0.00 dEUR")]
    [InlineData(5, "0.05 dEUR")]
    [InlineData(1_234_567_89, "1,234,567.89 dEUR")]
    [InlineData(ulong.MaxValue, "184,467,440,737,095,516.15 dEUR")]
    public void Amounts_are_shown_with_thousands_and_currency(ulong cents, string shown) => Assert.Equal(shown, Money.Show(new Notes.Amount(cents), "dEUR"));
}
