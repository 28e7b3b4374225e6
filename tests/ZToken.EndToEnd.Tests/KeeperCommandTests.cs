using System.Text.Json;
using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary><c>ztoken keeper</c> as processes: what a member of the committee does before a bank can pay.</summary>
public sealed class KeeperCommandTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keepers_check_and_approve_a_bank_and_seal_the_epoch_that_it_rotated_to()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()));
        Address bank = ledger.CreateWallet("a");
        WriteKeepers(ledger);
        _ = CommandProcess.Succeed(["member", "invite", bank.ToString(), .. ledger.OperatorOptions]);
        string[] pending = ["keeper", "pending", "--rpc", ledger.Chain.Address, "--ledger", ledger.LedgerFile];
        CommandProcess.Refuse(3, "nothing of 'DEMOBANKAXX' waits for keepers", Approve(ledger, 1, "DEMOBANKAXX"));

        _ = CommandProcess.Succeed(["member", "register", "--name", "DEMOBANKAXX", "--keepers", ledger.KeepersFile, .. ledger.WalletOptions("a")]);
        using (JsonDocument waiting = CommandProcess.Answer(pending))
        {
            JsonElement dealing = Assert.Single(waiting.RootElement.GetProperty("dealings").EnumerateArray());
            Assert.Equal(("DEMOBANKAXX", "requested", 0), (dealing.GetProperty("name").GetString(), dealing.GetProperty("state").GetString(), dealing.GetProperty("approvals").GetInt32()));
        }

        CommandProcess.Refuse(2, $"approve, as keeper 1, the viewing key of DEMOBANKAXX (member 0, account {bank}) for epoch 1", Approve(ledger, 1, "DEMOBANKAXX")[..^1]);
        CommandProcess.Refuse(9, "is keeper 2's, the key is keeper 1's", CommandProcess.With(Approve(ledger, 1, "DEMOBANKAXX"), "--keystore", ledger.PathOf("account-2.json")));
        Assert.Contains("1 of 3 keepers have approved", CommandProcess.Succeed(Approve(ledger, 1, "DEMOBANKAXX")), StringComparison.Ordinal);
        CommandProcess.Refuse(1, "AlreadyApproved", Approve(ledger, 1, "0"));
        _ = CommandProcess.Succeed(Approve(ledger, 2, bank.ToString()));
        Assert.Contains("the member is in", CommandProcess.Succeed(Approve(ledger, 4, "demobankaxx")), StringComparison.Ordinal);

        CommandProcess.Refuse(3, "nobody is in epoch 2", Seal(ledger, 1));
        _ = CommandProcess.Succeed(["member", "rotate", "--keepers", ledger.KeepersFile, .. ledger.WalletOptions("a")]);
        Assert.Matches("(?m)^ *0 +DEMOBANKAXX .* active +2 +0 of 3 ", CommandProcess.Succeed(pending));
        foreach (int keeper in (int[])[1, 2, 3])
        {
            _ = CommandProcess.Succeed(Approve(ledger, keeper, "DEMOBANKAXX"));
        }

        CommandProcess.Refuse(2, "seal, as keeper 1: epoch 2 is not sealed: 1 members are in it", Seal(ledger, 1)[..^1]);
        _ = CommandProcess.Succeed(Seal(ledger, 1));
        _ = CommandProcess.Succeed(Seal(ledger, 2));
        Assert.Contains("epoch 2 is sealed: 1 members are in it", CommandProcess.Succeed(Seal(ledger, 3)), StringComparison.Ordinal);
        using JsonDocument after = CommandProcess.Answer(pending);
        Assert.Equal((0, true), (after.RootElement.GetProperty("dealings").GetArrayLength(), after.RootElement.GetProperty("ahead")[0].GetProperty("sealed").GetBoolean()));
    }

    [Fact]
    public async Task A_dealing_that_is_not_to_this_keeper_is_not_approved()
    {
        await using CommandLedger ledger = await CommandLedger.StartAsync(new TransferProver(TransferParameters.Development()));
        Address bank = ledger.CreateWallet("a");
        WriteKeepers(ledger);
        _ = CommandProcess.Succeed(["member", "invite", bank.ToString(), .. ledger.OperatorOptions]);
        string[] keys = await File.ReadAllLinesAsync(ledger.KeepersFile, Cancelled);
        using KeeperKey somebody = KeeperKey.Create(RandomSource.System);
        await File.WriteAllLinesAsync(ledger.PathOf("wrong.txt"), [keys[0], KeeperText.Of(somebody.PublicKey), .. keys[2..]], Cancelled);
        _ = CommandProcess.Succeed(["member", "register", "--name", "DEMOBANKAXX", "--keepers", ledger.PathOf("wrong.txt"), .. ledger.WalletOptions("a")]);

        CommandProcess.Refuse(1, "not approved: what DEMOBANKAXX dealt for epoch 1 is refused: this keeper's share does not open", Approve(ledger, 2, "DEMOBANKAXX"));
        PendingApprovals? pending = await new MemberRegistryContract(ledger.Chain.Client, ledger.Authorities.Ledger.Registry).FindPendingAsync(new Epoch(1), new MemberIndex(0), cancellationToken: Cancelled);
        Assert.Equal(0, pending!.Approvals);
    }

    private static string[] Approve(CommandLedger ledger, int keeper, string member) => ["keeper", "approve", member, .. AsKeeper(ledger, keeper), "--yes"];

    private static string[] Seal(CommandLedger ledger, int keeper) => ["keeper", "seal", .. AsKeeper(ledger, keeper), "--yes"];

    private static string[] AsKeeper(CommandLedger ledger, int keeper) =>
    [
        "--key", ledger.PathOf($"keeper-{keeper}.json"), "--keystore", ledger.PathOf($"account-{keeper}.json"), "--keepers", ledger.KeepersFile,
        "--ledger", ledger.LedgerFile, "--rpc", ledger.Chain.Address, "--password-file", ledger.PasswordFile,
    ];

    private static void WriteKeepers(CommandLedger ledger)
    {
        for (int i = 0; i < ledger.Authorities.KeeperKeys.Count; i++)
        {
            File.WriteAllBytes(ledger.PathOf($"keeper-{i + 1}.json"), KeeperFile.Seal(ledger.Authorities.KeeperKeys[i], "correct horse"u8, KeystoreCost.Light, RandomSource.System));
            File.WriteAllBytes(ledger.PathOf($"account-{i + 1}.json"), KeystoreV3.Seal(ledger.Authorities.KeeperAccounts[i], "correct horse"u8, KeystoreCost.Light, RandomSource.System));
        }
    }
}
