using System.Text;

namespace ZToken.Wallet.Tests;

public class StatementCsvTests
{
    [Fact]
    public void Every_movement_is_a_line_with_what_it_was()
    {
        string[] lines = Write().Split("\r\n");

        Assert.Equal("time,block,kind,direction,counterparty,account,amount,asset,balance,end-to-end id,purpose,text,key,transaction,bundle,number", lines[0]);
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("2026-11-23T09:00:00Z,10,shielded,credit,,0x", lines[1], StringComparison.Ordinal);
        Assert.Contains(",800.00,dEUR,800.00,,,,,0x", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2026-11-23T10:00:00Z,11,sent,debit,DEMOBANKBXX,,250.10,dEUR,549.90,E2E <1>,INTC,\"invoice 7 & \"\"8\"\", Müller", lines[2], StringComparison.Ordinal);
        Assert.Equal("", lines[5]);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49 30 1", "\"'+49 30 1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    public void A_text_that_a_spreadsheet_would_run_is_made_harmless(string text, string written)
    {
        Movement movement = SampleHistory.Create(0, MovementKind.Received, SampleHistory.Euro, 1_00, 1_00);
        string byRemittance = Write(movement with { Remittance = SampleHistory.RemittanceOf("E", "", text) });
        string byMemo = Write(movement with { Memo = text });
        string byReference = Write(movement with { Remittance = SampleHistory.RemittanceOf(text, "", "t") });

        Assert.Contains($",1.00,dEUR,1.00,E,,{written},,0x", byRemittance, StringComparison.Ordinal);
        Assert.Contains($",1.00,dEUR,1.00,,,{written},,0x", byMemo, StringComparison.Ordinal);
        Assert.Contains($",1.00,dEUR,1.00,{written},,t,,0x", byReference, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_begin_like_formulas_are_made_harmless_too() => Assert.Contains(",\"'=key\",0x", Write(), StringComparison.Ordinal);

    private static string Write(params Movement[] movements)
    {
        using MemoryStream written = new();
        StatementCsv.Write(Statement.Create(movements.Length == 0 ? SampleHistory.Movements : movements, SampleHistory.Euro, SampleHistory.Holder, SampleHistory.Start.AddDays(1)), written);
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
