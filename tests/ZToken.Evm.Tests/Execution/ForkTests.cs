using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>Rules are values: another price or precompile is another fork, and the old one is as it was.</summary>
public class ForkTests
{
    private static readonly Address mine = Address.FromWord(new Word(0x5a01));

    // Calls 0x5a01 with 32 bytes of the data and all gas, and gives what came back.
    private const string Forwards = "5f355f52" + "60205f60205f" + "5f" + "615a01" + "5af1" + "60205260405ff3";

    [Fact]
    public void A_precompile_is_found_by_its_address()
    {
        TestChain chain = new(Forwards, Fork.CancunWithBls.WithPrecompile(mine, new Doubles(gas: 1000)));
        byte[] output = chain.Call(100_000, new Word(21).ToBytes()).Output;

        Assert.Equal(new Word(42), Word.ReadBigEndian(output.AsSpan(0, 32)));
        Assert.Equal(Word.One, Word.ReadBigEndian(output.AsSpan(32)));
    }

    [Fact]
    public void A_precompile_costs_what_it_says()
    {
        ulong cheap = GasWith(new Doubles(gas: 1000));
        Assert.Equal(cheap + 2345, GasWith(new Doubles(gas: 3345)));
    }

    [Fact]
    public void A_precompile_that_cannot_be_paid_fails_and_takes_its_gas()
    {
        TestChain chain = new(Forwards, Fork.CancunWithBls.WithPrecompile(mine, new Doubles(gas: 1_000_000)));
        ExecutionOutcome outcome = chain.Call(100_000, new Word(21).ToBytes());

        Assert.Equal(Word.Zero, Word.ReadBigEndian(outcome.Output.AsSpan(32)));
        Assert.InRange(outcome.GasUsed, 98_000UL, 100_000UL);
    }

    [Fact]
    public void Without_it_the_address_is_an_account_like_others()
    {
        byte[] output = new TestChain(Forwards).Call(100_000, new Word(21).ToBytes()).Output;
        Assert.Equal(new Word(21), Word.ReadBigEndian(output.AsSpan(0, 32)));
        Assert.Null(Fork.CancunWithBls.Precompiles.Find(mine));
    }

    [Fact]
    public void Precompiles_of_a_fork_are_warm_from_the_start()
    {
        // EXTCODESIZE costs 2500 less where the address is warm.
        string code = "615a013b00";
        ulong cold = new TestChain(code).Call(100_000).GasUsed;
        ulong warm = new TestChain(code, Fork.CancunWithBls.WithPrecompile(mine, new Doubles(gas: 1))).Call(100_000).GasUsed;
        Assert.Equal(cold - 2500, warm);
    }

    [Fact]
    public void Other_prices_are_another_fork()
    {
        GasSchedule dear = GasSchedule.Cancun with { Keccak = 130 };
        ulong usual = new TestChain("5f5f2000").Call(100_000).GasUsed;
        Assert.Equal(usual + 100, new TestChain("5f5f2000", new Fork("dear", dear, PrecompileTable.Cancun)).Call(100_000).GasUsed);
    }

    private static ulong GasWith(IPrecompile precompile)
    {
        ExecutionOutcome outcome = new TestChain(Forwards, Fork.CancunWithBls.WithPrecompile(mine, precompile)).Call(100_000, new Word(21).ToBytes());
        Assert.Equal(Word.One, Word.ReadBigEndian(outcome.Output.AsSpan(32)));
        return outcome.GasUsed;
    }

    private sealed class Doubles(long gas) : IPrecompile
    {
        public long GasOf(ReadOnlySpan<byte> input) => gas;

        public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
        {
            output = (Word.ReadBigEndian(input) + Word.ReadBigEndian(input)).ToBytes();
            return true;
        }
    }
}
