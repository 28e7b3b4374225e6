namespace ZToken.Evm;

/// <summary>What ZToken's precompiles cost, in gas: 100 for each microsecond that a call takes at most, and a quarter more for machines that are not like ours.</summary>
/// <remarks>
/// 100 gas a microsecond is about what KECCAK256 costs in the same run; most of Ethereum's own precompiles cost less. A call takes most with a key that was not read
/// before and with no verdict found beforehand. docs/performance.md, "Gas", has all times and the command. Rounded to what is easy to remember.
/// </remarks>
internal static class ZTokenPrices
{
    /// <summary>A permutation of Poseidon2: 24 us.</summary>
    public const long Permutation = 3_000;

    /// <summary>Whether a point is a valid key, on the curve and not of small order: 1.5 us.</summary>
    public const long ValidKey = 200;

    /// <summary>Whether a point is of prime order: 12.4 us.</summary>
    public const long PrimeOrder = 1_500;

    /// <summary>A signature: 132 us.</summary>
    public const long Signature = 16_000;

    /// <summary>A proof and the fixed part of its key: 2.0 ms, of which 0.4 where the key is known.</summary>
    public const long Proof = 250_000;

    /// <summary>A public input and its point of the key: 48 us.</summary>
    public const long ProofInput = 6_000;
}
