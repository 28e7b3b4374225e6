using System.Globalization;
using System.Text;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>All that a chain has of shielded transfers, searched for whatever would name their parties.</summary>
public sealed class PrivacyTests(Keys keys)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transactions_receipts_and_logs_of_shielded_transfers_name_no_account_id_or_key_of_their_parties()
    {
        await using OwnChain chain = await OwnChain.StartAsync();
        await using LedgerStory story = await LedgerStory.BeginAsync(chain, await VerifierSettings.FindHomeAsync(chain.Client, Cancelled), keys.Prover);
        List<TransactionOutcome> transfers = [await story.TakeAsync(await story.PayAsync(story.A, story.B, 123_45))];
        transfers.Add(await story.TakeAsync(await story.PayAsync(story.B, story.A, 67_89)));
        transfers.Add(await story.Demo.SubmitAsync(ZTokenContract.Execute([await story.PayAsync(story.A, story.B, 11_11), await story.PayAsync(story.B, story.A, 22_22)]), Cancelled));
        (string What, string Digits)[] telling = [.. Telling(story.A), .. Telling(story.B), .. Amounts(123_45, 67_89, 11_11, 22_22)];

        foreach (TransactionOutcome transfer in transfers)
        {
            string seen = await EverythingAsync(chain.Client, transfer);
            Assert.All(telling, secret => Assert.False(seen.Contains(secret.Digits, StringComparison.Ordinal), secret.What));
        }

        // The search would find them: where coins move, the account is public.
        TransactionOutcome unshield = await story.TakeAsync(await story.UnshieldAsync(story.B, 5_00));
        string unshielded = await EverythingAsync(chain.Client, unshield);
        Assert.Contains(Digits(story.B.Account.ToBytes()), unshielded, StringComparison.Ordinal);
        Assert.Contains(Digits(new Word(5_00).ToBytes()), unshielded, StringComparison.Ordinal);
        Assert.DoesNotContain(Digits(story.A.Account.ToBytes()), unshielded, StringComparison.Ordinal);
    }

    /// <summary>Transaction, receipt and logs as the node tells them, in lower case.</summary>
    private static async Task<string> EverythingAsync(EthereumClient client, TransactionOutcome outcome)
    {
        string[] hashes = await client.InvokeAsync(
            "eth_getBlockByHash", [outcome.BlockHash.ToString(), false], block => block.GetProperty("transactions").EnumerateArray().Select(hash => hash.GetString()!).ToArray(), Cancelled);
        string hash = hashes[outcome.Index];
        StringBuilder everything = new();
        foreach (string method in new[] { "eth_getTransactionByHash", "eth_getTransactionReceipt" })
        {
            _ = everything.Append(await client.InvokeAsync(method, [hash], Text, Cancelled));
        }

        string text = everything.ToString().ToLowerInvariant();
        Assert.True(text.Length > 4_000, text);
        return text;
    }

    private static string Text(JsonElement answer) => answer.GetRawText();

    private static IEnumerable<(string What, string Digits)> Telling(DemoBank bank)
    {
        Member member = bank.Keys.MemberIn(new Epoch(1));
        JubjubAffine ak = bank.Keys.ProofGenerationKey.ValidatingKey;
        byte[] accountKey = new byte[32], nullifierKey = new byte[32];
        bank.AccountKey.WriteTo(accountKey);
        bank.Keys.ProofGenerationKey.NullifierKey.WriteTo(nullifierKey);
        yield return ($"account of {bank.Name}", Digits(bank.Account.ToBytes()));
        yield return ($"name of {bank.Name}", Digits(Encoding.ASCII.GetBytes(bank.Name)));
        yield return ($"account key of {bank.Name}", Digits(accountKey));
        yield return ($"nullifier key of {bank.Name}", Digits(nullifierKey));
        foreach ((string what, Fr element) in new[]
        {
            ("owner", member.Owner.Value), ("V.u", member.ViewingPoint.U), ("V.v", member.ViewingPoint.V), ("ak.u", ak.U), ("ak.v", ak.V), ("leaf", member.LeafIn(new Epoch(1))),
        })
        {
            byte[] big = new byte[Fr.SizeInBytes], little = new byte[Fr.SizeInBytes];
            element.WriteBigEndian(big);
            element.WriteLittleEndian(little);
            yield return ($"{what} of {bank.Name}", Digits(big));
            yield return ($"{what} of {bank.Name}, little-endian", Digits(little));
        }
    }

    private static IEnumerable<(string What, string Digits)> Amounts(params ulong[] cents)
    {
        foreach (ulong amount in cents)
        {
            yield return ($"the amount {amount}", Digits(new Word(amount).ToBytes()));
            yield return ($"the memo for {amount}", Digits(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"for {amount}"))));
        }
    }

    private static string Digits(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
