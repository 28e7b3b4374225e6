using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Where ZToken's own precompiles are, and the rules of a block that has them.</summary>
public static class ZTokenPrecompiles
{
    /// <summary>IGroth16Verifier: 0x5a540001, "ZT" and a number.</summary>
    public static Address Groth16Verifier { get; } = Address.FromWord(new Word(0x5a540001));

    /// <summary>IPoseidon2: 0x5a540002.</summary>
    public static Address Poseidon2 { get; } = Address.FromWord(new Word(0x5a540002));

    /// <summary>IRedJubjub: 0x5a540003.</summary>
    public static Address RedJubjub { get; } = Address.FromWord(new Word(0x5a540003));

    /// <summary>A chain's rules with ZToken's precompiles, for the transactions or calls that run on one state.</summary>
    /// <param name="rules">The chain's rules without them.</param>
    /// <param name="state">The state that will be run on: keys are read from its accounts.</param>
    /// <param name="keys">Keys that were read before, for all blocks.</param>
    /// <param name="allowsDevelopmentKeys">Whether keys made from a public seed count on this chain.</param>
    /// <param name="verdicts">What was found of the block's proofs and signatures beforehand; without them each is checked where it is asked about.</param>
    public static Fork Add(Fork rules, WorldState state, VerifyingKeyCache keys, bool allowsDevelopmentKeys, BlockVerdicts? verdicts = null) =>
        Add(rules, state, keys, allowsDevelopmentKeys, verdicts ?? BlockVerdicts.None, noted: null);

    internal static Fork Add(Fork rules, WorldState state, VerifyingKeyCache keys, bool allowsDevelopmentKeys, BlockVerdicts verdicts, BlockClaims? noted)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(keys);
        return rules
            .WithPrecompile(Groth16Verifier, new Groth16Verification(state, keys, allowsDevelopmentKeys, verdicts, noted))
            .WithPrecompile(Poseidon2, new Poseidon2Permutation())
            .WithPrecompile(RedJubjub, new RedJubjubVerification(verdicts, noted));
    }
}
