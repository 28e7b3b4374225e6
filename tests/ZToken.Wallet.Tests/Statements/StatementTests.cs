using ZToken.Notes;

namespace ZToken.Wallet.Tests;

public class StatementTests
{
    private static readonly DateTimeOffset now = SampleHistory.Start.AddDays(1);

    [Fact]
    public void A_statement_of_everything_begins_with_nothing_and_ends_with_the_balance()
    {
        Statement statement = Statement.Create(SampleHistory.Movements, SampleHistory.Euro, SampleHistory.Holder, now);

        Assert.Equal((Amount.Zero, new Amount(600_15)), (statement.Opening, statement.Closing));
        Assert.Equal(4, statement.Movements.Count);
        Assert.Equal((SampleHistory.Start, now), (statement.From, statement.Before));
        Assert.Equal((2, (UInt128)900_25), statement.SumOf(credits: true));
        Assert.Equal((2, (UInt128)300_10), statement.SumOf(credits: false));
    }

    [Theory]
    [InlineData(0, 1, 0, 1, 800_00)]
    [InlineData(1, 4, 800_00, 2, 650_15)]
    [InlineData(2, 3, 549_90, 0, 549_90)]
    [InlineData(4, 4, 650_15, 0, 650_15)]
    [InlineData(5, 9, 600_15, 0, 600_15)]
    public void The_balances_of_a_time_are_those_before_and_after_it(int from, int before, ulong opening, int movements, ulong closing)
    {
        Statement statement = Statement.Create(
            SampleHistory.Movements, SampleHistory.Euro, SampleHistory.Holder, now, SampleHistory.Start.AddHours(from), SampleHistory.Start.AddHours(before));

        Assert.Equal((new Amount(opening), movements, new Amount(closing)), (statement.Opening, statement.Movements.Count, statement.Closing));
        Assert.Equal((UInt128)opening + statement.SumOf(credits: true).Cents - statement.SumOf(credits: false).Cents, closing);
    }

    [Fact]
    public void A_history_without_movements_has_a_statement_of_nothing()
    {
        Statement statement = Statement.Create([], SampleHistory.Euro, SampleHistory.Holder, now);

        Assert.Equal((Amount.Zero, Amount.Zero, 0), (statement.Opening, statement.Closing, statement.Movements.Count));
        Assert.Equal(now, statement.From);
    }

    [Fact]
    public void A_movement_of_this_very_second_is_in_the_statement_that_ends_now() =>
        Assert.Equal(4, Statement.Create(SampleHistory.Movements, SampleHistory.Euro, SampleHistory.Holder, SampleHistory.Start.AddHours(4)).Movements.Count);

    [Fact]
    public void A_history_that_does_not_add_up_is_refused()
    {
        Movement[] wrong = [.. SampleHistory.Movements];
        wrong[3] = wrong[3] with { Amount = new Amount(100_26) };

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => Statement.Create(wrong, SampleHistory.Euro, SampleHistory.Holder, now));
        Assert.Contains("do not add up in block 13", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Statement.Create(SampleHistory.Movements[1..], SampleHistory.Euro, SampleHistory.Holder, now));
    }

    [Fact]
    public void A_time_that_ends_before_it_begins_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => Statement.Create(SampleHistory.Movements, SampleHistory.Euro, SampleHistory.Holder, now, now, SampleHistory.Start));

    [Theory]
    [InlineData("dEUR", "EUR")]
    [InlineData("EUR", "EUR")]
    [InlineData("dUSDC", null)]
    [InlineData("EU", null)]
    [InlineData("deur", null)]
    [InlineData("", null)]
    public void A_symbols_currency_is_its_three_capitals(string symbol, string? code)
    {
        Assert.Equal(code is not null, CurrencyCode.TryFromSymbol(symbol, out CurrencyCode currency));
        Assert.Equal(code ?? "", currency.ToString());
    }
}
