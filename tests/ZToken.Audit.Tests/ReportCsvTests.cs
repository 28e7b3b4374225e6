using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Audit.Tests;

public sealed class ReportCsvTests : IDisposable
{
    private readonly AuditedTown town = new();

    public void Dispose() => town.Dispose();

    [Fact]
    public void A_report_has_a_line_for_each_movement_under_the_names_of_its_columns()
    {
        ReportedMovement payment = Payment("INV-1", "rent"), shield = payment with { Kind = ReportedKind.Shield, Payer = null, PayerName = null, Account = Address.Zero, Remittance = Remittance.None };
        string[] lines = ReportCsv.Of(new AuditReport(9, [payment, shield])).Split("\r\n");

        Assert.Equal(["", "time,block,kind,payer,payer_name,payee,payee_name,account,asset,symbol,amount,end_to_end_id,purpose,text,transaction,bundle,number"], [lines[3], lines[0]]);
        Assert.StartsWith("2026-01-31T16:00:00Z,1,payment,0,DEMOBANKAXX,1,DEMOBANKBXX,,1,dEUR,2.00,INV-1,,rent,0x", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"2026-01-31T16:00:00Z,1,shield,,,1,DEMOBANKBXX,{Address.Zero},1,dEUR,2.00,,,,0x", lines[2], StringComparison.Ordinal);
        Assert.EndsWith($",{payment.Recorded.Bundle.Id},0", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"yes\"", "\"say \"\"yes\"\"\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x,y", "\"'@x,y\"")]
    public void What_a_payer_wrote_stays_in_its_cell_and_is_no_formula(string text, string cell) =>
        Assert.Contains($",,,{cell},0x", ReportCsv.Of(new AuditReport(9, [Payment("", text)])), StringComparison.Ordinal);

    [Fact]
    public void A_memo_that_is_no_remittance_is_shown_as_text_and_quoted_where_it_has_lines()
    {
        ReportedMovement payment = Payment("", "") with { Memo = "two\r\nlines" };
        Assert.Contains(",\"two\r\nlines\",0x", ReportCsv.Of(new AuditReport(9, [payment])), StringComparison.Ordinal);
    }

    private ReportedMovement Payment(string endToEndId, string text)
    {
        Assert.True(Remittance.TryCreate(endToEndId, "", text, out Remittance? remittance, out _));
        return new ReportedMovement
        {
            Kind = ReportedKind.Payment,
            Time = new DateTimeOffset(2026, 1, 31, 17, 0, 0, TimeSpan.FromHours(1)),
            Recorded = town.Transfer(0, [(1, 500)], [(1, 200)]).Recorded,
            Payer = AuditedTown.IndexOf(0),
            PayerName = "DEMOBANKAXX",
            Payee = AuditedTown.IndexOf(1),
            PayeeName = "DEMOBANKBXX",
            Asset = AuditedTown.Euro,
            Symbol = "dEUR",
            Amount = new Amount(200),
            Remittance = remittance,
        };
    }
}
