using System.Text;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Testing;

namespace ZToken.Wallet.Tests;

public class PaymentFileTests
{
    private const string Header = "key,recipient,asset,amount,end-to-end id,purpose,text\n";
    private const string Good = "k1,DEMOBANKBXX,dEUR,1234.56,E2E-1,INTC,invoice 7\n";

    private static readonly PaymentFileTerms terms = new()
    {
        Coins = [new DeployedCoin(new AssetId(1), "dEUR", Address.FromWord(new Word(8))), new DeployedCoin(new AssetId(2), "dUSD", Address.FromWord(new Word(9)))],
        Network = Network.Development,
    };

    private readonly SampleRegistry registry = new("DEMOBANKAXX", "DEMOBANKBXX", "DEMOBANKCXX");

    [Fact]
    public void A_payment_has_what_its_line_says()
    {
        PaymentOrder order = Assert.Single(Read(Header + Good).Orders);

        Assert.Equal((PaymentKey.Parse("k1"), "DEMOBANKBXX", new AssetId(1), new Amount(1234_56)), (order.Key, order.Recipient, order.Asset, order.Amount));
        Assert.Equal(("E2E-1", "INTC", "invoice 7"), (order.Remittance.EndToEndId, order.Remittance.Purpose, order.Remittance.Text));
    }

    [Theory]
    [InlineData("Amount,TEXT,Recipient,End_to_End ID,key,Asset\n10,\"a, \"\"b\"\"\",DEMOBANKBXX,E,k,2\n")]
    [InlineData("\uFEFFamount,text,recipient,EndToEndId,key,asset\r\n10.0,\"a, \"\"b\"\"\",DEMOBANKBXX,E,k,DUSD\r\n\r\n")]
    [InlineData("amount,text,recipient,end-to-end-id,key,asset\n\"10.00\",\"a, \"\"b\"\"\",\"DEMOBANKBXX\",E,k,dUSD")]
    public void Order_and_spelling_of_columns_quotes_byte_order_marks_and_line_ends_do_not_matter(string text)
    {
        PaymentOrder order = Assert.Single(Read(text).Orders);

        Assert.Equal((PaymentKey.Parse("k"), "DEMOBANKBXX", new AssetId(2), new Amount(10_00)), (order.Key, order.Recipient, order.Asset, order.Amount));
        Assert.Equal(("E", "", "a, \"b\""), (order.Remittance.EndToEndId, order.Remittance.Purpose, order.Remittance.Text));
    }

    [Theory]
    [InlineData("k2,DEMOBANKBX,dEUR,1,,,", 2, "'DEMOBANKBX' is no recipient")]
    [InlineData("k2,,dEUR,1,,,", 2, "recipient: '' is no recipient")]
    [InlineData("k2,7LTWFZYICNSX8D621K87,dEUR,1,,,", 2, "check digits are those of another LEI")]
    [InlineData("k2,DEMOBANKZXX,dEUR,1,,,", 2, "no member of the ledger is called 'DEMOBANKZXX'")]
    [InlineData("k2,DEMOBANKBXX,dGBP,1,,,", 3, "asset: the ledger has no coin 'dGBP': it has dEUR, dUSD")]
    [InlineData("k2,DEMOBANKBXX,dEUR,\"1,5\",,,", 4, "amount: '1,5' is no amount: give digits with a point")]
    [InlineData("k2,DEMOBANKBXX,dEUR,\"1,234.56\",,,", 4, "'1,234.56' is no amount")]
    [InlineData("k2,DEMOBANKBXX,dEUR,-1,,,", 4, "'-1' is no amount")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1.234,,,", 4, "'1.234' is no amount")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1e3,,,", 4, "'1e3' is no amount")]
    [InlineData("k2,DEMOBANKBXX,dEUR,184467440737095516.16,,,", 4, "is no amount")]
    [InlineData("k2,DEMOBANKBXX,dEUR,0.00,,,", 4, "amount: the amount is zero")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,123456789012345678901234567890123456,,", 5, "end-to-end id: the end-to-end id has 36 characters; 35 are allowed")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,,intc,", 6, "purpose: the purpose is a code of 4 capital letters or digits")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,,,a\u0007b", 7, "text: control characters")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,,,\"a\nb\"", 7, "text: control characters")]
    [InlineData("k 2,DEMOBANKBXX,dEUR,1,,,", 1, "'k 2' is no key")]
    [InlineData(",DEMOBANKBXX,dEUR,1,,,", 1, "'' is no key")]
    [InlineData("k1,DEMOBANKBXX,dEUR,1,,,", 1, "key: the payment of line 2 has the same key 'k1'")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,,", 0, "there are 6 fields, the first line names 7 columns")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,000.00,,,", 0, "there are 8 fields")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,,,\"open", 0, "a quote is opened here and never closed")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,,,\"a\"b", 0, "there is text after a closing quote")]
    [InlineData("k2,DEMOBANKBXX,dEUR,1,,,a\"b", 0, "a quote stands within a field")]
    public void What_is_wrong_with_a_payment_is_told_with_its_line_and_column_and_nothing_is_paid(string line, int column, string message)
    {
        PaymentFileError error = Assert.Single(Refuse(Header + Good + line + "\n"));

        Assert.Equal((3, column), (error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(column == 0 ? "line 3: " : $"line 3, column {column}: ", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.ToString());
    }

    [Theory]
    [InlineData("", 0, "the column 'recipient' is missing")]
    [InlineData("recipient,asset\nDEMOBANKBXX,dEUR\n", 0, "the column 'amount' is missing")]
    [InlineData("recipient;asset;amount\nDEMOBANKBXX;dEUR;1\n", 0, "separated by semicolons or tabs")]
    [InlineData("recipient,asset,amount,Amount\nDEMOBANKBXX,dEUR,1,1\n", 4, "the column 'Amount' is there twice")]
    [InlineData("recipient,asset,amount,iban\nDEMOBANKBXX,dEUR,1,1\n", 4, "there is no column 'iban'")]
    [InlineData("recipient,asset,\"amount\n", 0, "a quote is opened here and never closed")]
    [InlineData(Header, 0, "the file has no payments")]
    public void What_is_wrong_with_the_first_line_is_told(string text, int column, string message) =>
        Assert.Contains(Refuse(text), error => error.Line == 1 && error.Column == column && error.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void All_errors_of_a_file_are_told_in_its_order()
    {
        IReadOnlyList<PaymentFileError> errors = Refuse(Header + "k 1,NOBODY,dGBP,x,,intc,\n" + Good + "\n\nk3,\"DEMO\nBANK\",dEUR,1,,,\nk4,DEMOBANKBXX,dEUR,0,,,\n");

        Assert.Equal([(2, 1), (2, 2), (2, 3), (2, 4), (2, 6), (6, 2), (8, 4)], errors.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public void A_file_full_of_errors_is_not_read_to_its_end()
    {
        IReadOnlyList<PaymentFileError> errors = Refuse(Header + string.Concat(Enumerable.Repeat("k,DEMOBANKBXX,dEUR,0,,,\n", 200)));

        Assert.InRange(errors.Count, PaymentFile.MostErrors, PaymentFile.MostErrors + 7);
        Assert.Contains("the rest of the file was not looked at", errors[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_and_binary_files_are_refused_with_the_line()
    {
        byte[] latin = [.. Encoding.UTF8.GetBytes(Header + Good), .. Encoding.Latin1.GetBytes("k2,DEMOBANKBXX,dEUR,1,,,Müller\n")];

        PaymentFileError error = Assert.Single(Refuse(latin));
        Assert.Equal(3, error.Line);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.Single(Refuse([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Header + Good)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_too_large_are_refused_unread()
    {
        Assert.Contains("16777216 are allowed", Assert.Single(Refuse(new byte[PaymentFile.MostBytes + 1])).Message, StringComparison.Ordinal);
        string many = "recipient,asset,amount\n" + string.Concat(Enumerable.Repeat("DEMOBANKBXX,dEUR,1\n", PaymentFile.MostPayments + 1));
        PaymentFileError error = Assert.Single(Refuse(many));
        Assert.Equal(PaymentFile.MostPayments + 2, error.Line);
    }

    [Fact]
    public void A_recipient_that_cannot_be_paid_now_is_an_error_where_the_registry_is_known()
    {
        registry.Remove(registry.Follower.Members.ElementAt(1), forEver: false);

        Assert.Contains("cannot be paid in the current epoch", Assert.Single(Refuse(Header + Good)).Message, StringComparison.Ordinal);
        Assert.True(PaymentFile.TryRead(Encoding.UTF8.GetBytes(Header + Good), terms, out PaymentFile? file, out _));
        Assert.Single(file.Orders);
    }

    [Fact]
    public void Without_a_column_of_keys_the_same_payments_have_the_same_keys_however_the_file_is_saved()
    {
        PaymentFile file = Read("recipient,asset,amount,text\nDEMOBANKBXX,dEUR,1.50,\nDEMOBANKBXX,dEUR,1.50,\n");

        Assert.False(file.HasKeys);
        Assert.Equal(2, file.Orders.Select(order => order.Key).Distinct().Count());
        Assert.All(file.Orders, order => Assert.StartsWith("file-", order.Key.ToString(), StringComparison.Ordinal));
        Assert.Equal(KeysOf(file), KeysOf(Read("\uFEFFasset,\"text\",amount,recipient\r\ndEUR,,1.5,DEMOBANKBXX\r\n\r\ndEUR,,1.50,DEMOBANKBXX\r\n")));
    }

    [Theory]
    [InlineData("DEMOBANKBXX,dEUR,1.51,\n")]
    [InlineData("DEMOBANKCXX,dEUR,1.50,\n")]
    [InlineData("DEMOBANKBXX,dUSD,1.50,\n")]
    [InlineData("DEMOBANKBXX,dEUR,1.50,x\n")]
    [InlineData("DEMOBANKBXX,dEUR,1.50,\nDEMOBANKBXX,dEUR,1.50,\n")]
    public void Without_a_column_of_keys_another_file_has_other_keys(string payments) =>
        Assert.Empty(KeysOf(Read("recipient,asset,amount,text\nDEMOBANKBXX,dEUR,1.50,\n")).Intersect(KeysOf(Read("recipient,asset,amount,text\n" + payments))));

    [Fact]
    public void The_sample_pays_two_hundred_times_to_the_two_other_banks()
    {
        byte[] content = File.ReadAllBytes(Path.Combine(Requires.RepositoryRoot, "samples", "payments-200.csv"));

        Assert.True(PaymentFile.TryRead(content, terms with { Registry = registry.Follower }, out PaymentFile? file, out IReadOnlyList<PaymentFileError> errors), string.Join('\n', errors));
        Assert.True(file.HasKeys);
        Assert.Equal(200, file.Orders.Count);
        Assert.Equal(["DEMOBANKBXX", "DEMOBANKCXX"], file.Orders.Select(order => order.Recipient).Distinct().Order());
        Assert.All(file.Orders, order => Assert.Equal(new AssetId(1), order.Asset));
        Assert.InRange(file.Orders.Select(order => order.Amount).Distinct().Count(), 150, 200);
        Assert.Equal(200, file.Orders.Select(order => order.Remittance.EndToEndId).Distinct().Count());
    }

    private static IEnumerable<PaymentKey> KeysOf(PaymentFile file) => file.Orders.Select(order => order.Key);

    private PaymentFile Read(string text)
    {
        Assert.True(PaymentFile.TryRead(Encoding.UTF8.GetBytes(text), terms with { Registry = registry.Follower }, out PaymentFile? file, out IReadOnlyList<PaymentFileError> errors), string.Join('\n', errors));
        return file;
    }

    private IReadOnlyList<PaymentFileError> Refuse(string text) => Refuse(Encoding.UTF8.GetBytes(text));

    private IReadOnlyList<PaymentFileError> Refuse(byte[] content)
    {
        Assert.False(PaymentFile.TryRead(content, terms with { Registry = registry.Follower }, out PaymentFile? file, out IReadOnlyList<PaymentFileError> errors));
        Assert.Null(file);
        return errors;
    }
}
