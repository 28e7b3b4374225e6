namespace ZToken.Contracts;

/// <summary>Where proofs, permutations and signatures are checked.</summary>
public enum VerifierHome
{
    /// <summary>In the precompiles of our own chain.</summary>
    Precompiles,

    /// <summary>In Solidity, on any chain with EIP-2537.</summary>
    Solidity,
}
