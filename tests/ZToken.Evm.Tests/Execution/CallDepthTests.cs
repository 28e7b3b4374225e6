using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>How deep calls go.</summary>
public class CallDepthTests
{
    // Counts itself in slot 0, calls itself with all gas and gives slot 0.
    private const string CallsItself = "5f54600101" + "5f55" + "5f5f5f5f5f305af150" + "5f545f5260205ff3";

    private const int SmallStack = 128 * 1024;

    [Fact]
    public void Calls_1024_deep_fit_on_a_small_thread()
    {
        TestChain chain = new(CallsItself);
        ExecutionOutcome? outcome = null;
        Thread thread = new(() => outcome = chain.Call(gas: 1_000_000_000_000_000), SmallStack);
        thread.Start();
        thread.Join();

        Assert.Equal(HaltReason.Success, outcome!.Halt);
        Assert.Equal(new Word(Limits.CallDepth + 1), Word.ReadBigEndian(outcome.Output));
    }
}
