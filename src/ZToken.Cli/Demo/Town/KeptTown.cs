using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Cli;

/// <summary>A town that stays after its story: what other commands need to know of it, and examples of them.</summary>
internal sealed class KeptTown
{
    private const string Amount = "1000.00", Symbol = "dEUR";

    private readonly DemoTown town;

    private KeptTown(DemoTown town) => this.town = town;

    /// <summary>The file with the key of the operator, who is also the issuer.</summary>
    public string OperatorPath => Path.Combine(town.Folder, "operator.json");

    /// <summary>The examples: arguments of <c>ztoken</c>, each a command that works, in this order. The password is that of <see cref="PasswordSource.Variable"/>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Examples
    {
        get
        {
            string rpc = town.Address.ToString();
            string[] ledger = ["--ledger", town.LedgerPath, "--rpc", rpc], money = ["--amount", Amount, "--asset", Symbol, "--yes"];
            string[] payer = ["--wallet", town.Banks[0].Folder, "--rpc", rpc], payee = ["--wallet", town.Banks[1].Folder, "--rpc", rpc];
            return
            [
                ["member", "list", .. ledger],
                ["wallet", "balance", .. payer],
                ["issuer", "mint", "--to", town.Banks[0].Name, .. money, "--reference", "deposit-7", "--keystore", OperatorPath, .. ledger],
                ["wallet", "shield", .. money, .. payer],
                ["wallet", "pay", "--to", town.Banks[1].Name, .. money, "--reference", "invoice 8", .. payer],
                ["wallet", "history", .. payee],
            ];
        }
    }

    /// <summary>Closes the wallets, so that other commands can open them, and writes the operator's key beside them.</summary>
    public static async Task<KeptTown> KeepAsync(DemoTown town, CancellationToken cancellation)
    {
        KeptTown kept = new(town);
        using Password password = new(await File.ReadAllTextAsync(town.PasswordPath, cancellation));
        await File.WriteAllBytesAsync(kept.OperatorPath, KeystoreV3.Seal(town.OperatorKey, password.Bytes, KeystoreCost.Light, RandomSource.System), cancellation);
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
        ["wallets"] = new JsonObject(town.Banks.Select(bank => KeyValuePair.Create<string, JsonNode?>(bank.Name, bank.Folder))),
        ["examples"] = new JsonArray([.. Examples.Select(example => new JsonArray([.. example.Select(argument => JsonValue.Create(argument))]))]),
    };

    /// <summary>For a person.</summary>
    public void Print()
    {
        Console.WriteLine($"kept     {town.Folder}: the chain, the wallets, the issuer's key; JSON-RPC at {town.Address} until Ctrl-C. In another terminal:");
        Console.WriteLine();
        Console.WriteLine($"  export {PasswordSource.Variable}=$(cat {town.PasswordPath})");
        foreach (IReadOnlyList<string> example in Examples)
        {
            Console.WriteLine("  ztoken " + string.Join(' ', example.Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument)));
        }
    }
}
