using System.Text;
using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

public class ReceiptFileTests
{
    // A disclosure of the right form, which shows nothing: the file does not look at what it shows.
    private static readonly PaymentReceipt receipt = new(LedgerId.Of(31337, default), IdOf(1), 12, ReceiptChallenge.FromText("case 4711"), DisclosureOf(payee: 2));

    [Fact]
    public void A_receipt_comes_out_of_its_file_as_it_went_in()
    {
        string json = ReceiptFile.ToJson(receipt);

        Assert.True(ReceiptFile.TryRead(Encoding.UTF8.GetBytes(json), out PaymentReceipt? read));
        Assert.Equal((receipt.Ledger, receipt.Bundle, receipt.Block, receipt.Challenge), (read.Ledger, read.Bundle, read.Block, read.Challenge));
        Assert.Equal((DisclosingParty.Payer, 0, new MemberIndex(2)), (read.Disclosure.Party, read.Disclosure.Number, read.Disclosure.Payee));
        Assert.Equal(json, ReceiptFile.ToJson(read));
    }

    [Fact]
    public void The_files_members_are_these()
    {
        JsonObject file = JsonNode.Parse(ReceiptFile.ToJson(receipt))!.AsObject();

        Assert.Equal(["form", "ledger", "bundle", "block", "challenge", "disclosure"], file.Select(member => member.Key));
        Assert.Equal("ztoken-receipt-1", (string?)file["form"]);
        Assert.Equal(12UL, (ulong?)file["block"]);
        Assert.Equal(IdOf(1).ToString(), (string?)file["bundle"]);
        Assert.Equal(2 + (2 * PaymentDisclosure.SizeInBytes), ((string?)file["disclosure"])!.Length);
    }

    [Theory]
    [InlineData("form")]
    [InlineData("ledger")]
    [InlineData("bundle")]
    [InlineData("block")]
    [InlineData("challenge")]
    [InlineData("disclosure")]
    public void A_file_in_which_a_member_is_missing_double_or_of_another_kind_is_none(string member)
    {
        JsonObject file = JsonNode.Parse(ReceiptFile.ToJson(receipt))!.AsObject();
        string value = file[member]!.ToJsonString(), whole = file.ToJsonString();

        Refuse(whole.Replace($"\"{member}\":{value}", $"\"{member}\":null", StringComparison.Ordinal));
        Refuse(whole.Replace($"\"{member}\":{value}", $"\"{member}\":[]", StringComparison.Ordinal));
        Refuse(whole.Replace($"\"{member}\":{value}", $"\"{member}\":-1", StringComparison.Ordinal));
        Refuse(whole.Replace($"\"{member}\":{value}", $"\"{member}\":\"0x00\"", StringComparison.Ordinal));
        Refuse(whole.Replace($"\"{member}\":{value}", $"\"{member}\":{value},\"{member}\":{value}", StringComparison.Ordinal));
        Refuse(whole.Replace($"\"{member}\":", $"\"{member}s\":", StringComparison.Ordinal));
        _ = file.Remove(member);
        Refuse(file.ToJsonString());
    }

    [Fact]
    public void What_is_no_receipt_is_refused()
    {
        string whole = ReceiptFile.ToJson(receipt);

        Refuse("");
        Refuse("null");
        Refuse("[]");
        Refuse(whole + "x");
        Refuse("// for you\n" + whole);
        Refuse(whole.Insert(1, "\"note\":\"\","));
        Refuse(whole.Replace("ztoken-receipt-1", "ztoken-receipt-2", StringComparison.Ordinal));
        Refuse(whole.Replace("\"block\": 12", "\"block\": 12.5", StringComparison.Ordinal));
        Refuse(whole.Replace("\"block\": 12", "\"block\": 18446744073709551616", StringComparison.Ordinal));
        Refuse(whole.Replace(receipt.Challenge.ToString(), Hash256.Zero.ToString(), StringComparison.Ordinal));
        Refuse(whole + new string(' ', ReceiptFile.LongestFile));
    }

    [Fact]
    public void A_challenge_is_a_text_or_thirty_two_bytes()
    {
        ReceiptChallenge chosen = ReceiptChallenge.Create(RandomSource.FromSeed([1]));

        Assert.True(ReceiptChallenge.TryParse(chosen.ToString(), out ReceiptChallenge parsed));
        Assert.Equal(chosen, parsed);
        Assert.NotEqual(chosen, ReceiptChallenge.Create(RandomSource.FromSeed([2])));
        Assert.Equal(ReceiptChallenge.FromText("case 4711"), ReceiptChallenge.FromText("case 4711"));
        Assert.NotEqual(ReceiptChallenge.FromText("case 4711"), ReceiptChallenge.FromText("case 4712"));
        Assert.False(ReceiptChallenge.TryParse("case 4711", out _));
        Assert.False(ReceiptChallenge.TryParse(Hash256.Zero.ToString(), out _));
        Assert.Throws<ArgumentException>(() => ReceiptChallenge.FromText(" "));
    }

    private static void Refuse(string json) => Assert.False(ReceiptFile.TryRead(Encoding.UTF8.GetBytes(json), out _), json);

    private static SignatureHash IdOf(byte number) => SignatureHash.TryRead(Hash256.Of([number]).ToBytes(), out SignatureHash id) ? id : throw new InvalidOperationException();

    private static PaymentDisclosure DisclosureOf(byte payee)
    {
        using KeeperKey key = KeeperKey.Create(RandomSource.FromSeed([payee]));
        byte[] bytes = new byte[PaymentDisclosure.SizeInBytes];
        (bytes[0], bytes[1], bytes[4]) = (1, (byte)DisclosingParty.Payer, payee);
        key.PublicKey.WriteTo(bytes.AsSpan(5));
        return PaymentDisclosure.TryRead(bytes, out PaymentDisclosure? disclosure) ? disclosure : throw new InvalidOperationException();
    }
}
