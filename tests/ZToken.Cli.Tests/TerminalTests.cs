using ZToken.Testing;

namespace ZToken.Cli.Tests;

/// <summary>What a person at a terminal is asked: the command runs on a terminal of its own, which the program <c>script</c> makes.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly SampleWallet sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task A_new_password_is_typed_twice_and_never_shown()
    {
        (int exitCode, string shown) = await OnTerminal.RunAsync(
            ["wallet", "create", "--wallet", sample.PathOf("made"), "--ledger", sample.LedgerFile],
            TestContext.Current.CancellationToken,
            ("New password of the wallet: ", "correcx\u007ft horse\n"),
            ("The same again: ", "correct horse\n"));

        Assert.True(exitCode == 0, shown);
        Assert.DoesNotContain("horse", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("correc", shown, StringComparison.Ordinal);
        using Password password = new("correct horse");
        using ZToken.Notes.WalletSeed seed = WalletFolder.Find(new DirectoryInfo(sample.PathOf("made"))).OpenSeed(password);
    }

    [Fact]
    public async Task Two_passwords_that_differ_make_nothing()
    {
        (int exitCode, string shown) = await OnTerminal.RunAsync(
            ["wallet", "create", "--wallet", sample.PathOf("made"), "--ledger", sample.LedgerFile],
            TestContext.Current.CancellationToken,
            ("New password of the wallet: ", "one\n"),
            ("The same again: ", "other\n"));

        Assert.Equal(3, exitCode);
        Assert.Contains("ztoken: the two passwords differ", shown, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sample.PathOf("made")));
    }
}
