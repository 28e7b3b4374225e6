using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Checks proofs of one circuit, one at a time. Safe for use by several threads.</summary>
/// <remarks>
/// e(A, B) = e(alpha, beta) e(X, gamma) e(C, delta), where X = I_0 + sum x_i I_i for public inputs x_i: three Miller loops, two of them with
/// lines that the key holds, and one final exponentiation. Variable time: nothing here is secret. <see cref="BatchVerifier"/> checks many
/// proofs for a fraction of the cost each.
/// </remarks>
/// <param name="key">The key of the circuit.</param>
public sealed class Verifier(VerifyingKey key)
{
    /// <summary>The key that proofs are checked with.</summary>
    public VerifyingKey Key { get; } = key ?? throw new ArgumentNullException(nameof(key));

    /// <summary>Checks a proof and its public inputs as they came: every encoding, every subgroup, the number of inputs, the equation.</summary>
    /// <param name="proof">192 bytes, see <see cref="Proof"/>.</param>
    /// <param name="inputs">32 bytes for each public input, big-endian.</param>
    public ProofVerdict Verify(ReadOnlySpan<byte> proof, ReadOnlySpan<byte> inputs)
    {
        if (inputs.Length != (long)Key.InputCount * Fr.SizeInBytes)
        {
            return ProofVerdict.WrongInputCount;
        }

        Fr[] values = new Fr[Key.InputCount];
        for (int i = 0; i < values.Length; i++)
        {
            if (!Fr.TryReadBigEndian(inputs.Slice(i * Fr.SizeInBytes, Fr.SizeInBytes), out values[i]))
            {
                return ProofVerdict.InputNotCanonical;
            }
        }

        return Proof.TryRead(proof, out Proof? decoded) ? CheckEquation(decoded, values) : ProofVerdict.MalformedProof;
    }

    /// <summary>Checks a proof, whose points may come from anywhere, for these public inputs.</summary>
    public ProofVerdict Verify(Proof proof, ReadOnlySpan<Fr> inputs)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (inputs.Length != Key.InputCount)
        {
            return ProofVerdict.WrongInputCount;
        }

        return proof.IsWellFormed ? CheckEquation(proof, inputs) : ProofVerdict.MalformedProof;
    }

    /// <summary>The pairing equation alone, for points that are known to lie in their subgroups.</summary>
    internal ProofVerdict CheckEquation(Proof proof, ReadOnlySpan<Fr> inputs)
    {
        G1Affine x = Key.CombineInputs(inputs);
        Gt product = Pairing.Product([(proof.A, proof.B)], [(x, Key.MinusGamma), (proof.C, Key.MinusDelta)]);
        return product == Key.AlphaBeta ? ProofVerdict.Valid : ProofVerdict.EquationFails;
    }
}
