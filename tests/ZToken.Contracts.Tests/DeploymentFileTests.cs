using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts.Tests;

public sealed class DeploymentFileTests
{
    private static readonly DeployedLedger ledger = new()
    {
        ChainId = ulong.MaxValue,
        LedgerId = LedgerId.Of(5, default),
        FirstBlock = 12,
        Governance = SampleBundle.Account(1),
        Registry = SampleBundle.Account(2),
        ZToken = SampleBundle.Account(3),
        Committee = new CommitteeSettings { Threshold = 2, Faults = 1, Keepers = [SampleBundle.Account(20), SampleBundle.Account(21)], FirstEpoch = new Epoch(3), FirstEpochEnd = 1_800_000_000 },
        Home = VerifierHome.Solidity,
        Verifier = SampleBundle.Account(4),
        Poseidon2 = SampleBundle.Account(5),
        RedJubjub = SampleBundle.Account(6),
        Keys = [new DeployedKey(1, TransferShape.Everyday, SampleBundle.Account(7)), new DeployedKey(uint.MaxValue, TransferShape.PaymentRun, SampleBundle.Account(8))],
        Coins = [new DeployedCoin(new AssetId(1), "dEUR", SampleBundle.Account(9))],
    };

    [Fact]
    public void A_deployment_comes_back_from_its_file()
    {
        string folder = Directory.CreateTempSubdirectory("ztoken-deployment-").FullName;
        string path = Path.Combine(folder, "ledger.json");
        foreach (DeployedLedger written in new[] { ledger, ledger with { Origin = new ContractHome(7, SampleBundle.Account(10)) } })
        {
            DeploymentFile.Write(path, written);

            DeployedLedger read = DeploymentFile.Read(path);

            CommitteeSettings none = new() { Threshold = 1, Faults = 0, Keepers = [] };
            Assert.Equal(written with { Keys = [], Coins = [], Committee = none }, read with { Keys = [], Coins = [], Committee = none });
            Assert.Equal(written.Committee.Keepers, read.Committee.Keepers);
            Assert.Equal(written.Committee with { Keepers = [] }, read.Committee with { Keepers = [] });
            Assert.Equal(written.Keys, read.Keys);
            Assert.Equal(written.Coins, read.Coins);
        }

        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("ztoken-ledger-1", "ztoken-ledger-2")]
    [InlineData("\"chainId\": 18446744073709551615", "\"chainId\": -1")]
    [InlineData("\"home\": \"Solidity\"", "\"home\": \"7\"")]
    [InlineData("\"shape\": 33", "\"shape\": 34")]
    [InlineData("\"asset\": 1", "\"asset\": 0")]
    [InlineData("0x0000000000000000000000000000000000000003", "0x03")]
    [InlineData("\"registry\"", "\"registrar\"")]
    [InlineData("\"threshold\": 2", "\"threshold\": 256")]
    [InlineData("\"keys\": [", "\"keys\": [7,")]
    public void A_file_that_is_no_deployment_is_refused_in_one_line(string text, string instead)
    {
        string json = DeploymentFile.ToJson(ledger);

        FormatException refusal = Assert.Throws<FormatException>(() => DeploymentFile.FromJson(text.Length == 0 ? "{" : json.Replace(text, instead, StringComparison.Ordinal)));

        Assert.StartsWith("This is no deployment of a ledger: ", refusal.Message, StringComparison.Ordinal);
    }
}
