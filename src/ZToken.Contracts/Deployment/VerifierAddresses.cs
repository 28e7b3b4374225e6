using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>The addresses of the precompiles of our chain, which are the same on every one.</summary>
public static class VerifierAddresses
{
    /// <summary>Groth16.</summary>
    public static Address Groth16 { get; } = Address.FromWord(new Word(0x5a54_0001));

    /// <summary>Poseidon2.</summary>
    public static Address Poseidon2 { get; } = Address.FromWord(new Word(0x5a54_0002));

    /// <summary>RedJubjub.</summary>
    public static Address RedJubjub { get; } = Address.FromWord(new Word(0x5a54_0003));
}
