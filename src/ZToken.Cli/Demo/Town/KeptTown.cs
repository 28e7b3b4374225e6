using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A town that stays after its story: what other commands need to know of it, and examples of them.</summary>
internal sealed class KeptTown
{
    private const string Money = "1000.00", Symbol = "dEUR";

    private readonly DemoTown town;
    private readonly KeeperPublicKey supervisor;

    private KeptTown(DemoTown town, KeeperPublicKey supervisor) => (this.town, this.supervisor) = (town, supervisor);

    /// <summary>The file with the key of the operator, who is also the issuer.</summary>
    public string OperatorPath => Path.Combine(town.Folder, "operator.json");

    /// <summary>The file with the keepers' public keys.</summary>
    public string KeepersPath => Path.Combine(town.Folder, "keepers.txt");

    /// <summary>The file with the key of a supervisor, which nobody has answered yet.</summary>
    public string SupervisorPath => Path.Combine(town.Folder, "supervisor.json");

    /// <summary>The examples: arguments of <c>ztoken</c>, each a command that works, in this order. The password is that of <see cref="PasswordSource.Variable"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Examples
    {
        get
        {
            string rpc = town.Address.ToString();
            string[] ledger = ["--ledger", town.LedgerPath, "--rpc", rpc], money = ["--amount", Money, "--asset", Symbol, "--yes"];
            string[] bank = [town.Banks[1].Name, "--epoch", "1"], committee = ["--keepers", KeepersPath, .. ledger];
            string answers = Path.Combine(town.Folder, "answers");
            string[] payer = ["--wallet", town.Banks[0].Folder, "--rpc", rpc], payee = ["--wallet", town.Banks[1].Folder, "--rpc", rpc];
            return
            [
                ["member", "list", .. ledger],
                ["wallet", "balance", .. payer],
                ["issuer", "mint", "--to", town.Banks[0].Name, .. money, "--reference", "deposit-7", "--keystore", OperatorPath, .. ledger],
                ["wallet", "shield", .. money, .. payer],
                ["wallet", "pay", "--to", town.Banks[1].Name, .. money, "--reference", "invoice 8", .. payer],
                ["wallet", "history", .. payee],
                .. Enumerable.Range(1, DemoAuthorities.Threshold).Select(keeper => (string[])
                    ["keeper", "share", .. bank, "--for", KeeperText.Of(supervisor), "--key", KeeperPath(keeper), "--output", Path.Combine(answers, $"{keeper}.json"), "--yes", .. committee]),
                ["audit", "open", .. bank, "--answers", answers, "--key", SupervisorPath, .. committee],
            ];
        }
    }

    /// <summary>Closes the wallets, so that other commands can open them, and writes the operator's, the keepers' and a supervisor's keys beside them.</summary>
    public static async Task<KeptTown> KeepAsync(DemoTown town, CancellationToken cancellation)
    {
        using KeeperKey key = KeeperKey.Create(RandomSource.System);
        KeptTown kept = new(town, key.PublicKey);
        using Password password = new(await File.ReadAllTextAsync(town.PasswordPath, cancellation));
        await File.WriteAllBytesAsync(kept.OperatorPath, KeystoreV3.Seal(town.OperatorKey, password.Bytes, KeystoreCost.Light, RandomSource.System), cancellation);
        await File.WriteAllBytesAsync(kept.SupervisorPath, Seal(key, password), cancellation);
        IReadOnlyList<KeeperKey> keepers = town.Authorities.KeeperKeys;
        await File.WriteAllLinesAsync(kept.KeepersPath, keepers.Select(keeper => KeeperText.Of(keeper.PublicKey)), cancellation);
        for (int i = 0; i < keepers.Count; i++)
        {
            await File.WriteAllBytesAsync(kept.KeeperPath(i + 1), Seal(keepers[i], password), cancellation);
        }

        _ = Directory.CreateDirectory(Path.Combine(town.Folder, "answers"));
        foreach (MemberBank bank in town.Banks)
        {
            await bank.CloseAsync();
        }

        return kept;
    }

    /// <summary>For a program.</summary>
    public JsonObject ToJson() => new()
    {
        ["rpc"] = town.Address.ToString(),
        ["folder"] = town.Folder,
        ["ledger"] = town.LedgerPath,
        ["passwordFile"] = town.PasswordPath,
        ["operator"] = OperatorPath,
        ["keepers"] = KeepersPath,
        ["supervisor"] = SupervisorPath,
        ["wallets"] = new JsonObject(town.Banks.Select(bank => KeyValuePair.Create<string, JsonNode?>(bank.Name, bank.Folder))),
        ["examples"] = new JsonArray([.. Examples.Select(example => new JsonArray([.. example.Select(argument => JsonValue.Create(argument))]))]),
    };

    /// <summary>For a person.</summary>
    public void Print()
    {
        Console.WriteLine($"kept     {town.Folder}: the chain, the wallets, the issuer's and the keepers' keys; JSON-RPC at {town.Address} until Ctrl-C. In another terminal:");
        Console.WriteLine();
        Console.WriteLine($"  export {PasswordSource.Variable}=$(cat {town.PasswordPath})");
        foreach (IReadOnlyList<string> example in Examples)
        {
            Console.WriteLine("  ztoken " + string.Join(' ', example.Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument)));
        }
    }

    private static byte[] Seal(KeeperKey key, Password password) => KeeperFile.Seal(key, password.Bytes, KeystoreCost.Light, RandomSource.System);

    private string KeeperPath(int keeper) => Path.Combine(town.Folder, $"keeper-{keeper}.json");
}
