namespace ZToken.Evm;

/// <summary>What ZToken's precompiles cost, in gas: 100 for each microsecond that they take alone, on one core and with nothing prepared.</summary>
/// <remarks>docs/performance.md, "Gas of our precompiles", has the measured times, those of standard precompiles beside them, and the command.</remarks>
internal static class ZTokenPrices
{
    /// <summary>A permutation of Poseidon2.</summary>
    public const long Permutation = 1_000;

    /// <summary>Whether a point is a valid key: on the curve and not of small order.</summary>
    public const long ValidKey = 500;

    /// <summary>Whether a point is of prime order.</summary>
    public const long PrimeOrder = 10_000;

    /// <summary>A signature.</summary>
    public const long Signature = 20_000;

    /// <summary>A proof and the fixed part of its key.</summary>
    public const long Proof = 300_000;

    /// <summary>A public input, and its point of the key, which must be looked at where the key is not in the cache.</summary>
    public const long ProofInput = 6_000;
}
