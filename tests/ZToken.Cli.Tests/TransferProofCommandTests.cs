namespace ZToken.Cli.Tests;

/// <summary>A proof of a transfer with keys that the command finds or makes by itself.</summary>
public sealed class TransferProofCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-transfer-").FullName;

    private string Proof => Path.Combine(folder, "proof.json");

    private string Inputs => Path.Combine(folder, "public.json");

    private string VerifyingKey => Path.Combine(folder, "verification_key.json");

    [Fact]
    public void Development_keys_are_made_once_in_the_users_folder_and_announced_as_insecure()
    {
        ZTokenProcess.Result first = Prove(), second = Prove();

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("INSECURE SETUP", first.Error, StringComparison.Ordinal);
        Assert.Contains("INSECURE SETUP", second.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "ztoken", "keys"), "transfer-2-1-*.ztpk"));
        Assert.Equal(0, ZTokenProcess.Run("verify", "--key", VerifyingKey, "--proof", Proof, "--public", Inputs).ExitCode);
    }

    [Fact]
    public void A_ceremonys_folder_that_lacks_the_key_is_told_by_name()
    {
        ZTokenProcess.Result result = Prove("--params", folder);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("'transfer-2-1.zkey' is missing", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("INSECURE", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Proof));
    }

    [Fact]
    public void Only_transfer_circuits_have_keys_by_themselves()
    {
        ZTokenProcess.Result result = ZTokenProcess.Run("prove", "chain-6", "--proof", Proof, "--public", Inputs);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("ztoken: circuit 'chain-6' needs a key: give one with --key, or make it with 'ztoken setup'", result.Error.Trim());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ZTokenProcess.Result Prove(params string[] more) => ZTokenProcess.RunWith(
        new Dictionary<string, string> { ["XDG_DATA_HOME"] = folder },
        ["prove", "transfer-2-1", "--proof", Proof, "--public", Inputs, "--verifying-key", VerifyingKey, .. more]);
}
