using System.Text.Json;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary><c>ztoken receipt verify</c> as a process: the third party's side of a payment of 250.00 dEUR that both banks show for "case 4711".</summary>
internal static class ReceiptCommands
{
    public static void Check(CommandLedger ledger, string byPayer, string byPayee, string bundle)
    {
        string[] verify = ["receipt", "verify", "--receipt", byPayer, "--challenge", "case 4711", "--ledger", ledger.LedgerFile, "--rpc", ledger.Chain.Address];
        foreach ((string file, string party) in (ReadOnlySpan<(string, string)>)[(byPayer, "payer"), (byPayee, "payee")])
        {
            using JsonDocument answer = CommandProcess.Answer(CommandProcess.With(verify, "--receipt", file));
            Assert.Equal(("DEMOBANKAXX", "DEMOBANKBXX", "250.00", "dEUR"), (Text(answer, "payer"), Text(answer, "payee"), Text(answer, "amount"), Text(answer, "symbol")));
            Assert.Equal(("E2E-7", "INTC", "invoice 7", bundle, party), (Text(answer, "endToEndId"), Text(answer, "purpose"), Text(answer, "text"), Text(answer, "bundle"), Text(answer, "shownBy")));
        }

        string facts = CommandProcess.Succeed(verify);
        Assert.Matches("(?m)^payer +DEMOBANKAXX, member 0$", facts);
        Assert.Matches("(?m)^amount +250.00 dEUR$", facts);
        CommandProcess.Refuse(1, "was made for another challenge", CommandProcess.With(verify, "--challenge", "case 4712"));
        CommandProcess.Refuse(2, "--challenge: it is empty", CommandProcess.With(verify, "--challenge", " "));
        CommandProcess.Refuse(3, "does not exist", CommandProcess.With(verify, "--receipt", ledger.PathOf("none.json")));
        CommandProcess.Refuse(3, "is no receipt", CommandProcess.With(verify, "--receipt", ledger.LedgerFile));
        CommandProcess.Refuse(6, "there is no node", CommandProcess.With(verify, "--rpc", "http://127.0.0.1:1"));
        RefuseForged(ledger, verify, byPayer);
    }

    // The same file with another block, and with a byte of the proof changed.
    private static void RefuseForged(CommandLedger ledger, string[] verify, string genuine)
    {
        string forged = ledger.PathOf("forged.json"), text = File.ReadAllText(genuine);
        using JsonDocument receipt = JsonDocument.Parse(text);
        ulong block = receipt.RootElement.GetProperty("block").GetUInt64();
        string disclosure = Text(receipt, "disclosure")!;

        File.WriteAllText(forged, text.Replace($"\"block\": {block}", $"\"block\": {block - 1}", StringComparison.Ordinal));
        CommandProcess.Refuse(1, $"names a bundle that block {block - 1} does not have", CommandProcess.With(verify, "--receipt", forged));
        File.WriteAllText(forged, text.Replace(disclosure, disclosure[..^64] + (disclosure[^64] == '0' ? '1' : '0') + disclosure[^63..], StringComparison.Ordinal));
        CommandProcess.Refuse(1, "does not hold", CommandProcess.With(verify, "--receipt", forged));
        File.WriteAllText(forged, text.Replace("ztoken-receipt-1", "ztoken-receipt-2", StringComparison.Ordinal));
        CommandProcess.Refuse(3, "is no receipt", CommandProcess.With(verify, "--receipt", forged));
        DeployedLedger other = ledger.Authorities.Ledger;
        Assert.Equal(other.LedgerId.ToString(), Text(receipt, "ledger"));
        File.WriteAllText(forged, text.Replace(other.LedgerId.ToString(), LedgerId.Of(1, default).ToString(), StringComparison.Ordinal));
        CommandProcess.Refuse(3, "is about another ledger", CommandProcess.With(verify, "--receipt", forged));
    }

    private static string? Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString();
}
