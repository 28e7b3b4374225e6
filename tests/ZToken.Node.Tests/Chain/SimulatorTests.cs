using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

public sealed class SimulatorTests : IDisposable
{
    private static readonly Address Somebody = Address.FromWord(new Word(0x50b));

    private readonly Chain chain = Chain.Open(null, Genesis.Development());
    private readonly Simulator simulator;

    public SimulatorTests() => simulator = new Simulator(chain, new SimulationLimits { Time = TimeSpan.FromSeconds(0.3), Gas = 1_000_000_000_000 });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_call_sees_the_state_of_the_block_it_asks_for_and_changes_nothing()
    {
        Address counter = Make(TestContract.Counter);
        BlockHeader before = chain.Head.Header;
        Mine(Transfers.Call(1, 0, counter));

        SimulationOutcome outcome = simulator.Call(new Transaction { To = counter }, Somebody, chain.Head.Header, Stop);

        Assert.True(outcome.Succeeded);
        Assert.InRange(outcome.GasUsed, 21_000UL, 60_000UL);
        Assert.Equal(Word.One, chain.StateAt(chain.Head.Header).StorageOf(counter, Word.Zero));
        Assert.Equal(Word.Zero, chain.StateAt(before).StorageOf(counter, Word.Zero));
    }

    [Fact]
    public void A_call_that_reverts_gives_the_data()
    {
        Address counter = Make(TestContract.Counter);
        SimulationOutcome outcome = simulator.Call(new Transaction { To = counter, Data = new byte[] { 1, 2, 3 } }, Somebody, chain.Head.Header, Stop);
        Assert.Equal((false, HaltReason.Revert), (outcome.Succeeded, outcome.Halt));
        Assert.Equal([1, 2, 3], outcome.Output);
    }

    [Fact]
    public void What_runs_too_long_is_stopped_and_the_next_call_runs()
    {
        Address endless = Make(TestContract.Endless);

        SimulationOutcome outcome = simulator.Call(new Transaction { To = endless }, Somebody, chain.Head.Header, Stop);

        Assert.Equal((SimulationRefusal.TimeOut, false), (outcome.Refusal, outcome.Succeeded));
        Assert.True(simulator.Call(new Transaction { To = Somebody }, Somebody, chain.Head.Header, Stop).Succeeded);
    }

    [Fact]
    public async Task Calls_beyond_the_number_that_may_run_at_once_wait_or_are_told()
    {
        Address endless = Make(TestContract.Endless);
        using Simulator one = new(chain, new SimulationLimits { Time = TimeSpan.FromSeconds(0.3), Gas = 1_000_000_000_000, AtOnce = 1 });
        SimulationOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => one.Call(new Transaction { To = endless }, Somebody, chain.Head.Header, Stop))));
        Assert.All(outcomes, outcome => Assert.Equal(SimulationRefusal.TimeOut, outcome.Refusal));
        Assert.True(one.Call(new Transaction { To = Somebody }, Somebody, chain.Head.Header, Stop).Succeeded);
    }

    [Fact]
    public void A_caller_who_gives_up_ends_his_call()
    {
        Address endless = Make(TestContract.Endless);
        using Simulator patient = new(chain, new SimulationLimits { Time = TimeSpan.FromMinutes(10), Gas = 1_000_000_000_000 });
        using CancellationTokenSource gone = new(TimeSpan.FromSeconds(0.2));
        Assert.ThrowsAny<OperationCanceledException>(() => patient.Call(new Transaction { To = endless }, Somebody, chain.Head.Header, gone.Token));
    }

    [Fact]
    public void Value_that_the_sender_lacks_and_gas_below_the_least_are_refused_by_name()
    {
        Assert.Equal(SimulationRefusal.BalanceTooLow, simulator.Call(new Transaction { To = Somebody, Value = 1 }, Somebody, chain.Head.Header, Stop).Refusal);
        Assert.Equal(SimulationRefusal.GasBelowIntrinsic, simulator.Call(new Transaction { To = Somebody, GasLimit = 20_999 }, Somebody, chain.Head.Header, Stop).Refusal);
    }

    [Fact]
    public void An_estimate_is_enough_and_hardly_more()
    {
        Address counter = Make(TestContract.Counter);
        Transaction call = new() { To = counter };

        GasEstimate estimate = simulator.Estimate(call, Transfers.Account(1), chain.Head.Header, Stop);

        Assert.True(estimate.Outcome.Succeeded);
        CommittedBlock block = Mine(Transfers.Call(1, 0, counter, gas: estimate.Gas));
        Assert.True(block.Receipts[0].Succeeded);
        Assert.InRange(estimate.Gas, block.Header.GasUsed, block.Header.GasUsed + (block.Header.GasUsed / 32));
        Assert.Equal(21_000UL, simulator.Estimate(new Transaction { To = Somebody }, Transfers.Account(1), chain.Head.Header, Stop).Gas);
        Assert.Equal(HaltReason.Revert, simulator.Estimate(call with { Data = new byte[] { 1 } }, Transfers.Account(1), chain.Head.Header, Stop).Outcome.Halt);
    }

    public void Dispose()
    {
        simulator.Dispose();
        chain.Dispose();
    }

    private Address Make(byte[] code)
    {
        Mine(Transfers.Create(0, 0, code));
        return Address.OfContract(Transfers.Account(0), 0);
    }

    private CommittedBlock Mine(SignedTransaction transaction)
    {
        BuiltBlock built = chain.Extend([transaction], parent => new BlockSeed(parent.Timestamp + 1));
        Assert.Empty(built.Refused);
        return built.Block;
    }
}
