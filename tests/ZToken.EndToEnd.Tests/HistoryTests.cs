using System.Security.Cryptography;
using System.Text;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>A ledger moves to another chain, and goes on there.</summary>
public sealed class HistoryTests(Keys keys) : IDisposable
{
    private const ulong OtherChainId = 4711;

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-history-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(folder, "history.jsonl");

    [Fact]
    public async Task A_ledger_moves_from_our_chain_to_anvil_and_goes_on_there_with_every_note_and_every_root()
    {
        await using OwnChain old = await OwnChain.StartAsync();
        await using AnvilNode anvil = await AnvilNode.StartAsync(OtherChainId);
        await using LedgerStory story = await LiveAsync(old, await VerifierSettings.FindHomeAsync(old.Client, Cancelled));
        int blocks = await new HistoryExporter(old.Client, story.Demo.Ledger).WriteAsync(FilePath, Cancelled);
        HistoryFile history = HistoryFile.Open(FilePath);
        Assert.Equal(blocks, history.BlockCount);

        (TransactionSender sender, DeployedLedger target) = await DeployAsync(anvil, history);
        await new HistoryReplay(sender, target, history).RunAsync(Cancelled);

        Assert.Empty(await new DeploymentCheck(anvil.Client, target).RunAsync(Cancelled));
        using DemoLedger moved = await story.Demo.MoveToAsync(sender, target, Cancelled);
        Assert.Equal(await story.DescribeShieldedAsync(story.Demo), await story.DescribeShieldedAsync(moved));
        await GoOnAsync(story, moved);
        sender.Dispose();
    }

    [Fact]
    public async Task A_replay_that_was_stopped_goes_on_where_it_was()
    {
        await using AnvilNode old = await AnvilNode.StartAsync(LedgerStory.ChainId), anvil = await AnvilNode.StartAsync(OtherChainId);
        await using LedgerStory story = await LiveAsync(old, VerifierHome.Solidity);
        _ = await new HistoryExporter(old.Client, story.Demo.Ledger).WriteAsync(FilePath, Cancelled);
        HistoryFile history = HistoryFile.Open(FilePath);
        (TransactionSender sender, DeployedLedger target) = await DeployAsync(anvil, history);

        // Stopped again and again, a little later each time.
        for (int part = 1; part < history.BlockCount; part += 3)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            int told = 0;
            HistoryReplay stopped = new(sender, target, history, new Teller(_ =>
            {
                if (++told == part)
                {
                    stop.Cancel();
                }
            }));
            _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(stop.Token));
        }

        await new HistoryReplay(sender, target, history).RunAsync(Cancelled);
        // Once more does nothing but compare.
        await new HistoryReplay(sender, target, history).RunAsync(Cancelled);
        using DemoLedger moved = await story.Demo.MoveToAsync(sender, target, Cancelled);
        Assert.Equal(await story.DescribeShieldedAsync(story.Demo), await story.DescribeShieldedAsync(moved));
        sender.Dispose();
    }

    [Fact]
    public async Task A_history_that_was_changed_is_refused_by_the_file_or_by_the_contract()
    {
        await using AnvilNode old = await AnvilNode.StartAsync(LedgerStory.ChainId), anvil = await AnvilNode.StartAsync(OtherChainId);
        await using LedgerStory story = await LedgerStory.BeginAsync(old, VerifierHome.Solidity, keys.Prover);
        _ = await story.TakeAsync(await story.PayAsync(story.A, story.B, 100_00));
        _ = await new HistoryExporter(old.Client, story.Demo.Ledger).WriteAsync(FilePath, Cancelled);
        string[] lines = await File.ReadAllLinesAsync(FilePath, Cancelled);

        Assert.Contains("digest", Refusal([.. lines[..^2], lines[^1]]), StringComparison.Ordinal);
        Assert.Contains("digest", Refusal([.. lines[..^1]]), StringComparison.Ordinal);
        Assert.Contains("digest", Refusal([.. lines[..^2], lines[^2].Replace("\"leaves\":4", "\"leaves\":5", StringComparison.Ordinal), lines[^1]]), StringComparison.Ordinal);
        Assert.Contains("no history", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("line 1", Refusal(Sealed(["{}", .. lines[1..^1]])), StringComparison.Ordinal);

        // With a digest that fits, the contract is asked: here the last payment's block is told another root.
        File.WriteAllLines(FilePath, lines);
        HistoryFile honest = HistoryFile.Open(FilePath);
        (TransactionSender sender, DeployedLedger target) = await DeployAsync(anvil, honest);
        string root = Root(lines[^2]), before = Root(lines.Last(line => line.Contains("\"leaves\":2,", StringComparison.Ordinal)));
        File.WriteAllLines(FilePath, Sealed([.. lines[..^2], lines[^2].Replace(root, before, StringComparison.Ordinal)]));
        LedgerRefusedException refused = await Assert.ThrowsAsync<LedgerRefusedException>(() => new HistoryReplay(sender, target, HistoryFile.Open(FilePath)).RunAsync(Cancelled));
        Assert.Equal(LedgerRefusal.WrongRoot, refused.Refusal);

        // The honest history still fits.
        File.WriteAllLines(FilePath, lines);
        await new HistoryReplay(sender, target, HistoryFile.Open(FilePath)).RunAsync(Cancelled);
        sender.Dispose();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A history with everything in it: several bundles of a call and of a block, a frozen member, an epoch that ended, calldata in an odd layout.</summary>
    private async Task<LedgerStory> LiveAsync(IChain chain, VerifierHome home)
    {
        LedgerStory story = await LedgerStory.BeginAsync(chain, home, keys.Prover);
        _ = await story.TakeAsync(await story.PayAsync(story.A, story.B, 200_00));
        RegistryRules registry = new(story);
        DemoBank c = await registry.AdmitAsync();
        await registry.FreezeAsync(c);
        BundleOperation pay = await story.PayAsync(story.A, c, 20_00), back = await story.PayAsync(story.B, c, 30_00);
        _ = await story.Demo.SubmitAsync(ZTokenContract.Execute([pay, back]), Cancelled);
        byte[] call = ZTokenContract.Submit(await story.PayAsync(story.A, story.B, 11_00));
        _ = await story.Demo.SubmitAsync([.. call[..4], .. new Word(32 + 32).ToBytes(), .. new byte[32], .. call[36..], 7], Cancelled);
        await story.TakeTogetherAsync(await story.PayAsync(story.A, story.B, 12_00), await story.PayAsync(story.B, story.A, 13_00));
        await registry.SwitchEpochAsync();
        _ = await story.TakeAsync(await story.UnshieldAsync(story.B, 20_00));
        return story;
    }

    private static async Task<(TransactionSender Sender, DeployedLedger Target)> DeployAsync(AnvilNode chain, HistoryFile history)
    {
        Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(ZToken.Algebra.RandomSource.FromSeed("mover"u8));
        TransactionSender sender = new(chain.Client, key);
        return (sender, await new LedgerDeployment(sender, HistoryReplay.SettingsFor(history, VerifierHome.Solidity)).RunAsync(Cancelled));
    }

    private static async Task GoOnAsync(LedgerStory story, DemoLedger moved)
    {
        DemoBank a = moved.Banks[0], b = moved.Banks[1];
        Amount before = b.Shielded.BalanceOf(LedgerStory.Euro);
        Bundle bundle = await moved.PrepareAsync(a, new DemoOrder(LedgerStory.Euro, new Payment(b.Index, new Amount(1_23), Memo.Empty)) { Expiry = LedgerStory.Expiry }, Cancelled);
        _ = await moved.SubmitAsync(ZTokenContract.Submit(new BundleOperation(BundleFunction.Transfer, ContractBundle.From(bundle))), Cancelled);
        Assert.Equal(before + new Amount(1_23), b.Shielded.BalanceOf(LedgerStory.Euro));

        // A bundle of the old chain is worth nothing here: its signature is bound to the old one.
        BundleOperation foreign = await story.PayAsync(story.A, story.B, 5_00);
        using TransactionSender stranger = await moved.CreateStrangerAsync(Cancelled);
        LedgerRefusedException refused = await Assert.ThrowsAsync<LedgerRefusedException>(() => stranger.EstimateAsync(moved.Ledger.ZToken, ZTokenContract.Submit(foreign), Cancelled));
        Assert.True(refused.Refusal is LedgerRefusal.NullifierSeen or LedgerRefusal.WrongSignature, refused.Message);
    }

    private string Refusal(string[] lines)
    {
        File.WriteAllLines(FilePath, lines);
        return Assert.Throws<FormatException>(() => HistoryFile.Open(FilePath)).Message;
    }

    private static string Root(string line) => line[(line.IndexOf("\"root\":\"", StringComparison.Ordinal) + 8)..^2];

    private static string[] Sealed(string[] lines)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")))));
        return [.. lines, $$"""{"blocks":{{lines.Length - 1}},"sha256":"{{digest}}"}"""];
    }

    private sealed class Teller(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
