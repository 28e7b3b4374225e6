using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>"I know a number that this chain of squarings takes to that one": a circuit of any size for tests and benchmarks.</summary>
/// <remarks>
/// 2^logSize - 3 constraints, so that with the two rows that a Groth16 key adds a domain of 2^logSize is full but for one
/// row. Every wire's value is as good as random over the whole field: the worst case for a prover. No security is
/// claimed for the chain itself.
/// </remarks>
/// <param name="logSize">The domain's size as a power of two, 3 to 24.</param>
public sealed class ChainCircuit(int logSize) : Circuit<Fr>
{
    /// <inheritdoc/>
    public override string Name => $"chain-{logSize}";

    private int Links => logSize is >= 3 and <= 24 ? (1 << logSize) - 4 : throw new InvalidOperationException("A chain's size is 2^3 to 2^24.");

    /// <summary>Where the chain takes a number: the public input.</summary>
    public Fr EndOf(Fr start)
    {
        Fr value = start;
        for (int link = 0; link < Links; link++)
        {
            value = value.Square() + Fr.FromUInt64((ulong)link + 1);
        }

        return value;
    }

    /// <inheritdoc/>
    protected override void Define(CircuitBuilder<Fr> cs)
    {
        Wire end = cs.Public(EndOf, "end");
        Wire value = cs.Private(start => start, "start");
        for (int link = 0; link < Links; link++)
        {
            value = cs.Square(value) + ((ulong)link + 1);
        }

        cs.AssertEqual(value, end);
    }
}
