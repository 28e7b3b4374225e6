using System.Text.Json;
using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary><c>ztoken keeper share|part</c> and <c>ztoken audit</c> as processes: what keepers answer and a supervisor reads.</summary>
public sealed class AuditCommandTests(Keys keys) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-audit-").FullName;

    private WalletTown town = null!;
    private OwnChain chain = null!;
    private TownBank a = null!, b = null!;
    private PaymentReport toB = null!;
    private string supervisor = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What every command is told that reads the ledger.</summary>
    private string[] Ledger => ["--keepers", PathOf("keepers.txt"), "--ledger", PathOf("ledger.json"), "--rpc", chain.Address, "--password-file", PathOf("password")];

    private string[] AsSupervisor => ["--key", PathOf("supervisor.json"), .. Ledger];

    public async ValueTask InitializeAsync()
    {
        chain = await OwnChain.StartAsync();
        town = await WalletTown.BeginAsync(chain, VerifierHome.Precompiles, keys.Prover);
        (a, b) = (await town.AdmitWithNotesAsync("DEMOBANKAXX", 1000_00), await town.AdmitWithNotesAsync("DEMOBANKBXX", 300_00));
        Assert.True(Remittance.TryCreate("E2E-7", "INTC", "=invoice, \"7\"", out Remittance? remittance, out _));
        toB = await a.Wallet.PayAsync(TownBank.Order(b.Name, 250_00) with { Remittance = remittance }, Cancelled);
        DeploymentFile.Write(PathOf("ledger.json"), town.Ledger);
        await File.WriteAllTextAsync(PathOf("password"), "correct horse\n", Cancelled);
        await File.WriteAllLinesAsync(PathOf("keepers.txt"), town.Authorities.KeeperKeys.Select(key => KeeperText.Of(key.PublicKey)), Cancelled);
        foreach ((KeeperKey key, int i) in town.Authorities.KeeperKeys.Select((key, i) => (key, i)))
        {
            await File.WriteAllBytesAsync(PathOf($"keeper-{i + 1}.json"), KeeperFile.Seal(key, "correct horse"u8, KeystoreCost.Light, RandomSource.System), Cancelled);
        }

        supervisor = CommandProcess.Succeed("audit", "key", "--key", PathOf("supervisor.json"), "--password-file", PathOf("password")).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await town.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_warrant_is_answered_by_keepers_and_opened_by_who_asked()
    {
        string[] open = ["audit", "open", "demobankbxx", "--epoch", "1", "--answers", PathOf("answers"), .. AsSupervisor];
        CommandProcess.Refuse(2, "say --yes if that is meant", Share(2, "DEMOBANKBXX")[..^1]);
        Assert.Contains("2 keepers' are needed", CommandProcess.Succeed(Share(2, "DEMOBANKBXX")), StringComparison.Ordinal);
        CommandProcess.Refuse(1, "2 keepers' answers are needed that hold for DEMOBANKBXX and epoch 1, and there are fewer", open);

        // Keeper 4's answer, changed on its way.
        _ = CommandProcess.Succeed(Share(4, "1"));
        Change(PathOf("answers/DEMOBANKBXX-4.json"), PathOf("answers/1-4.json"));
        CommandProcess.Refuse(1, "keeper 4 answers with what does not open or is not its share", open);
        _ = CommandProcess.Succeed(Share(3, b.Member.Account.ToString()));

        using JsonDocument answer = CommandProcess.Answer(open);
        Assert.Equal([(4, "DoesNotHold")], answer.RootElement.GetProperty("refused").EnumerateArray().Select(refused => (refused.GetProperty("keeper").GetInt32(), refused.GetProperty("reason").GetString()!)));
        Assert.Equal(["shield 300.00", "payment 250.00"], answer.RootElement.GetProperty("movements").EnumerateArray().Select(movement => $"{movement.GetProperty("kind").GetString()} {movement.GetProperty("amount").GetString()}"));
        Assert.Equal("=invoice, \"7\"", answer.RootElement.GetProperty("movements")[1].GetProperty("text").GetString());

        string table = CommandProcess.Succeed([.. open, "--csv", PathOf("report.csv")]);
        Assert.Matches("(?m)payment +DEMOBANKAXX +DEMOBANKBXX +250.00 +dEUR +E2E-7", table);
        Assert.Contains("not used: keeper 4", table, StringComparison.Ordinal);
        string[] csv = File.ReadAllLines(PathOf("report.csv"));
        Assert.Equal(3, csv.Length);
        Assert.Contains(",payment,0,DEMOBANKAXX,1,DEMOBANKBXX,,1,dEUR,250.00,E2E-7,INTC,\"'=invoice, \"\"7\"\"\",", csv[2], StringComparison.Ordinal);
    }

    [Fact]
    public void One_payment_is_opened_by_parts_and_an_answer_file_that_is_none_is_named()
    {
        string id = toB.Bundle!.Value.ToString();
        _ = CommandProcess.Succeed(Part(1, id, "DEMOBANKAXX"));
        _ = CommandProcess.Succeed(Part(2, id, "DEMOBANKAXX"));
        string[] open = ["audit", "open", "DEMOBANKAXX", "--bundle", id, "--answers", PathOf("answers/DEMOBANKAXX-1.json"), PathOf("answers/DEMOBANKAXX-2.json"), .. AsSupervisor];
        using JsonDocument answer = CommandProcess.Answer(open);
        Assert.Equal(("250.00", "DEMOBANKBXX"), (answer.RootElement.GetProperty("movements")[0].GetProperty("amount").GetString(), answer.RootElement.GetProperty("movements")[0].GetProperty("payeeName").GetString()));

        CommandProcess.Refuse(2, "say either --epoch or --bundle", [.. open, "--epoch", "1"]);
        CommandProcess.Refuse(2, "is no bundle's id", CommandProcess.With(open, "--bundle", "0x12"));
        CommandProcess.Refuse(3, "the ledger has no bundle", CommandProcess.With(open, "--bundle", "0x" + new string('1', 64)));
        CommandProcess.Refuse(1, "keeper 1 answers about another bank, epoch or bundle; keeper 2", ["audit", "open", "DEMOBANKBXX", .. open[3..]]);
        CommandProcess.Refuse(3, "'NOBODYXXXXX' is no member's", ["audit", "open", "NOBODYXXXXX", .. open[3..]]);
        CommandProcess.Refuse(9, "is none of the keepers", CommandProcess.With(Part(1, id, "DEMOBANKAXX"), "--key", PathOf("supervisor.json")));
        CommandProcess.Refuse(2, "is no public key", CommandProcess.With(Part(1, id, "DEMOBANKAXX"), "--for", "0x00"));

        File.WriteAllText(PathOf("answers/bad.json"), "{}");
        CommandProcess.Refuse(3, "bad.json' is refused", ["audit", "open", "DEMOBANKAXX", "--bundle", id, "--answers", PathOf("answers"), .. AsSupervisor]);
        CommandProcess.Refuse(3, "does not exist", CommandProcess.With(open, "--answers", PathOf("none.json")));
        CommandProcess.Refuse(5, "is there already", "audit", "key", "--key", PathOf("supervisor.json"), "--password-file", PathOf("password"));
        File.WriteAllText(PathOf("wrong"), "battery staple\n");
        CommandProcess.Refuse(10, "does not open with this password", CommandProcess.With(open, "--password-file", PathOf("wrong")));
    }

    [Fact]
    public void All_money_is_recounted_from_the_shares_of_all_and_what_is_missing_is_named()
    {
        string[] supply = ["audit", "supply", "--answers", PathOf("answers"), .. AsSupervisor];
        foreach (int keeper in (int[])[1, 3])
        {
            _ = CommandProcess.Succeed(Share(keeper, "DEMOBANKAXX"));
        }

        _ = CommandProcess.Succeed(Share(2, "DEMOBANKBXX"));
        (int code, string output, string error) = CommandProcess.Run([.. supply, "--json"]);
        Assert.Equal(1, code);
        Assert.Contains("the money does not add up", error, StringComparison.Ordinal);
        using (JsonDocument partial = JsonDocument.Parse(output))
        {
            DocumentedShape.AssertFits("audit supply", partial.RootElement);
            Assert.Equal("TooFewAnswers", Assert.Single(partial.RootElement.GetProperty("missing").EnumerateArray()).GetProperty("reason").GetString());
            Assert.Equal(["Unread", "PoolDiffers"], partial.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()));
        }

        _ = CommandProcess.Succeed(Share(4, "DEMOBANKBXX"));
        using JsonDocument whole = CommandProcess.Answer(supply);
        Assert.Equal((2, 0, 0), (whole.RootElement.GetProperty("keys").GetInt32(), whole.RootElement.GetProperty("missing").GetArrayLength(), whole.RootElement.GetProperty("findings").GetArrayLength()));
        Assert.Equal(["1300.00", "1300.00", "1300.00"], ((string[])["unspent", "pool", "escrow"]).Select(name => whole.RootElement.GetProperty("assets")[0].GetProperty(name).GetString()));
        Assert.Matches("(?m)dEUR +1,300.00 +0.00 +1,300.00 +1,300.00 +1,300.00 +agrees", CommandProcess.Succeed(supply));
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private string[] Share(int keeper, string bank) => Answering(keeper, bank, "share", bank, "--epoch", "1");

    private string[] Part(int keeper, string bundle, string bank) => Answering(keeper, bank, "part", bundle, "--bank", bank);

    private string[] Answering(int keeper, string name, params string[] what)
    {
        _ = Directory.CreateDirectory(PathOf("answers"));
        return ["keeper", .. what, "--for", supervisor, "--output", PathOf($"answers/{name}-{keeper}.json"), "--key", PathOf($"keeper-{keeper}.json"), .. Ledger, "--yes"];
    }

    private static void Change(string to, string from)
    {
        Assert.True(KeeperAnswerFile.TryRead(File.ReadAllBytes(from), out KeeperAnswer? answer));
        File.Delete(from);
        File.WriteAllText(to, KeeperAnswerFile.ToJson(answer with { Sealed = answer.Sealed.SetItem(50, (byte)(answer.Sealed[50] ^ 1)) }));
    }
}
