using System.Buffers.Binary;

namespace ZToken.Evm.Tests;

/// <summary>What running costs the garbage collector.</summary>
public class AllocationTests
{
    // As many rounds as the data says, each with arithmetic, bits, memory, hashing, storage that is read and storage that is set to what it is,
    // the environment and jumps.
    private const string Loop = "5f35" + "5b"
        + "60016002026003196004016005166006176007188019505050"
        + "60205160405260206020" + "2050"
        + "5f54505f5f555f5c50"
        + "3050303150325033503450" + "3a5043504750485059505850"
        + "6001900380600257" + "00";

    private const long Slack = 4096;

    [Fact]
    public void Operations_allocate_nothing()
    {
        TestChain chain = new(Loop);
        AllocatedBy(chain, rounds: 10);
        long few = AllocatedBy(chain, rounds: 10);
        long many = AllocatedBy(chain, rounds: 100_000);

        Assert.InRange(many, 0, few + Slack);
    }

    private static long AllocatedBy(TestChain chain, uint rounds)
    {
        byte[] data = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(28), rounds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ExecutionOutcome outcome = chain.Call(gas: 10_000_000_000, data);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(HaltReason.Success, outcome.Halt);
        Assert.True(outcome.GasUsed > 300UL * rounds, "The loop did not run.");
        return after - before;
    }
}
