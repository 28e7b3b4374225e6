using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Testing;

namespace ZToken.Wallet.Tests;

public class StatementXmlTests
{
    private static readonly XNamespace camt = StatementXml.Namespace;
    private static readonly DateTimeOffset now = SampleHistory.Start.AddDays(1);

    [Fact]
    public void Statements_have_the_form_of_the_message()
    {
        XDocument document = Write(StatementOf(SampleHistory.Euro), StatementOf(SampleHistory.Dollar));

        Assert.Equal(["EUR", "USD"], document.Descendants(camt + "Acct").Select(account => account.Element(camt + "Ccy")!.Value));
        Assert.Equal(5, document.Descendants(camt + "Ntry").Count());
    }

    [Fact]
    public void Balances_and_entries_add_up()
    {
        foreach (XElement statement in Write(StatementOf(SampleHistory.Euro), StatementOf(SampleHistory.Dollar)).Descendants(camt + "Stmt"))
        {
            decimal balance = Money(statement.Elements(camt + "Bal").First());
            foreach (XElement entry in statement.Elements(camt + "Ntry"))
            {
                balance += entry.Element(camt + "CdtDbtInd")!.Value == "CRDT" ? Money(entry) : -Money(entry);
            }

            Assert.Equal(Money(statement.Elements(camt + "Bal").Last()), balance);
            Assert.Equal(
                balance - Money(statement.Elements(camt + "Bal").First()),
                decimal.Parse(statement.Descendants(camt + "TtlCdtNtries").Single().Element(camt + "Sum")!.Value, CultureInfo.InvariantCulture)
                    - decimal.Parse(statement.Descendants(camt + "TtlDbtNtries").Single().Element(camt + "Sum")!.Value, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_payment_has_its_references_its_parties_and_its_purpose()
    {
        XElement[] entries = [.. Write(StatementOf(SampleHistory.Euro)).Descendants(camt + "Ntry")];
        XElement sent = entries[1], received = entries[2], shielded = entries[0];

        Assert.Equal(("250.10", "DBIT", "E2E <1>", "INTC"), (sent.Element(camt + "Amt")!.Value, sent.Element(camt + "CdtDbtInd")!.Value, Only(sent, "EndToEndId"), sent.Descendants(camt + "Purp").Single().Value));
        Assert.Equal("DEMOBANKBXX", Only(sent.Descendants(camt + "Cdtr").Single(), "BICFI"));
        Assert.Equal("invoice 7 & \"8\", Müller\uFFFD", Only(sent, "Ustrd"));
        Assert.Equal("7LTWFZYICNSX8D621K86", Only(received.Descendants(camt + "Dbtr").Single(), "LEI"));
        Assert.Equal("PMNTRCDTFICT", received.Element(camt + "BkTxCd")!.Value);
        Assert.Equal("SHIELDEDZToken", shielded.Element(camt + "BkTxCd")!.Value);
        Assert.Contains($"coins of {SampleHistory.Holder.Account}", Only(shielded, "AddtlTxInf"), StringComparison.Ordinal);
        Assert.Contains(SampleHistory.Movements[0].Bundle.ToString(), Only(shielded, "AddtlTxInf"), StringComparison.Ordinal);
        Assert.Equal(entries.Length, entries.Select(entry => entry.Element(camt + "NtryRef")!.Value).Distinct().Count());
    }

    [Fact]
    public void A_long_memo_goes_on_several_lines_without_what_xml_cannot_hold()
    {
        string[] lines = [.. Write(StatementOf(SampleHistory.Euro)).Descendants(camt + "Ntry").ElementAt(2).Descendants(camt + "Ustrd").Select(line => line.Value)];

        Assert.Equal(2, lines.Length);
        Assert.Equal(SampleHistory.Memo.Replace('\u0001', '\uFFFD').Replace('\uFFFE', '\uFFFD'), string.Concat(lines));
    }

    [Fact]
    public void A_time_in_which_nothing_moved_has_two_equal_balances_and_no_entry()
    {
        Statement statement = Statement.Create(SampleHistory.Movements, SampleHistory.Euro, SampleHistory.Holder, now, SampleHistory.Start.AddHours(10), SampleHistory.Start.AddHours(11));
        XDocument document = Write(statement);

        Assert.Equal(["600.15", "600.15"], document.Descendants(camt + "Bal").Select(balance => balance.Element(camt + "Amt")!.Value));
        Assert.Empty(document.Descendants(camt + "Ntry"));
    }

    [Fact]
    public void What_the_message_cannot_say_is_refused_before_anything_is_written()
    {
        DeployedCoin nameless = SampleHistory.Euro with { Symbol = "POINTS" };
        Movement[] rich = [SampleHistory.Create(0, MovementKind.Shielded, SampleHistory.Euro, 1_000_000_000_000_000_000, 1_000_000_000_000_000_000)];
        using MemoryStream written = new();

        Assert.Contains("no currency code", Assert.Throws<InvalidDataException>(() => StatementXml.Write([StatementOf(SampleHistory.Dollar), StatementOf(nameless)], written)).Message, StringComparison.Ordinal);
        Statement tooMuch = Statement.Create(rich, SampleHistory.Euro, SampleHistory.Holder, now);
        Assert.Contains("18 digits", Assert.Throws<InvalidDataException>(() => StatementXml.Write([tooMuch], written)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => StatementXml.Write([], written));
        Assert.Equal(0, written.Length);
    }

    [Fact]
    public void The_test_of_the_form_finds_what_is_out_of_place()
    {
        XDocument document = Write(StatementOf(SampleHistory.Euro));
        XElement entry = document.Descendants(camt + "Ntry").First();
        entry.Add(entry.Element(camt + "Amt"));

        Assert.Throws<XmlSchemaValidationException>(() => document.Validate(Schema(), null));
    }

    private static Statement StatementOf(DeployedCoin coin) => Statement.Create(SampleHistory.Movements, coin, SampleHistory.Holder, now);

    private static XDocument Write(params Statement[] statements)
    {
        using MemoryStream written = new();
        StatementXml.Write(statements, written);
        written.Position = 0;
        XDocument document = XDocument.Load(written);
        document.Validate(Schema(), null);
        return document;
    }

    private static XmlSchemaSet Schema()
    {
        XmlSchemaSet schemas = new();
        using XmlReader reader = XmlReader.Create(Path.Combine(Requires.RepositoryRoot, "tests", "ZToken.Wallet.Tests", "Statements", "statement-subset.xsd"));
        _ = schemas.Add(StatementXml.Namespace, reader);
        return schemas;
    }

    private static decimal Money(XElement parent) => decimal.Parse(parent.Element(camt + "Amt")!.Value, CultureInfo.InvariantCulture);

    private static string Only(XElement parent, string name) => Assert.Single(parent.Descendants(camt + name)).Value;
}
