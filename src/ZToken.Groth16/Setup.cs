using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <summary>Makes the keys of a circuit on one machine, from secrets that are then forgotten.</summary>
/// <remarks>
/// J. Groth (2016), section 3.2, with gamma = 1 and the points laid out as in snarkjs. Whoever learns the random source's output can prove
/// anything: such a key is for development. Keys for money come from a ceremony. The multiples of the generators take variable time in
/// the secrets, so do not run it where an attacker can time it.
/// </remarks>
public static class Setup
{
    /// <summary>The largest domain as a power of two.</summary>
    public const int MaxLogDomainSize = 26;

    /// <summary>Makes a proving key; the verifying key is part of it.</summary>
    /// <param name="system">The circuit.</param>
    /// <param name="source">Where tau, alpha, beta and delta come from, in this order.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="ArgumentException">The circuit has more rows than 2^<see cref="MaxLogDomainSize"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ProvingKey Generate(ConstraintSystem system, RandomSource source, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        int rows = ProvingKey.RowsOf(system);
        if (rows > 1 << MaxLogDomainSize)
        {
            throw new ArgumentException($"The circuit takes {rows} rows of a domain; at most 2^{MaxLogDomainSize} are possible.", nameof(system));
        }

        using SetupSecrets secrets = new(source);
        return Generate(system, secrets, options ?? ComputeOptions.Default);
    }

    private static ProvingKey Generate(ConstraintSystem system, SetupSecrets secrets, ComputeOptions options)
    {
        using WirePolynomials wires = new(system, secrets.Tau);
        int inputs = system.PublicInputCount;
        Fr[] inputScalars = new Fr[inputs + 1];
        Fr[] privateScalars = new Fr[system.WireCount - inputs - 1];
        try
        {
            Fr deltaInverse = secrets.Delta.Invert();
            for (int wire = 0; wire < system.WireCount; wire++)
            {
                Fr sum = (secrets.Beta * wires.A[wire]) + (secrets.Alpha * wires.B[wire]) + wires.C[wire];
                if (wire <= inputs)
                {
                    inputScalars[wire] = sum;
                }
                else
                {
                    privateScalars[wire - inputs - 1] = sum * deltaInverse;
                }
            }

            foreach (ref Fr h in wires.H.AsSpan())
            {
                h *= deltaInverse;
            }

            // One table of the generator's multiples for all the queries of a group.
            ComputeOptions quiet = options with { Progress = null };
            FixedBaseMultiples<Fp> inG1 = new(G1Affine.Generator, (3 * system.WireCount) + wires.H.Length, quiet);
            FixedBaseMultiples<Fp2> inG2 = new(G2Affine.Generator, system.WireCount, quiet);
            using ProofProgress progress = new(options);
            return new ProvingKey(
                VerifyingKeyOf(secrets, Multiply(inG1, inputScalars, quiet)),
                KeyOrigin.Development,
                (G1Affine.Generator * secrets.Beta).ToAffine(),
                (G1Affine.Generator * secrets.Delta).ToAffine(),
                QueryOf(inG1, wires.A, progress.Next(0.15)),
                QueryOf(inG1, wires.B, progress.Next(0.1)),
                QueryOf(inG2, wires.B, progress.Next(0.35)),
                QueryOf(inG1, privateScalars, progress.Next(0.2)),
                QueryOf(inG1, wires.H, progress.Next(0.2)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(inputScalars.AsSpan()));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(privateScalars.AsSpan()));
        }
    }

    private static VerifyingKey VerifyingKeyOf(SetupSecrets secrets, ReadOnlySpan<G1Affine> inputPoints)
    {
        VerifyingKeyRefusal refusal = VerifyingKey.TryCreate(
            (G1Affine.Generator * secrets.Alpha).ToAffine(),
            (G2Affine.Generator * secrets.Beta).ToAffine(),
            G2Affine.Generator,
            (G2Affine.Generator * secrets.Delta).ToAffine(),
            inputPoints,
            out VerifyingKey? key);
        return refusal == VerifyingKeyRefusal.None ? key! : throw new UnreachableException($"Random secrets made a key that is refused: {refusal}.");
    }

    private static Query<TField> QueryOf<TField>(FixedBaseMultiples<TField> generator, ReadOnlySpan<Fr> logarithms, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField> =>
        Query<TField>.Create(Multiply(generator, logarithms, options), rows: 1, options with { Progress = null });

    private static AffinePoint<TField>[] Multiply<TField>(FixedBaseMultiples<TField> generator, ReadOnlySpan<Fr> logarithms, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
    {
        AffinePoint<TField>[] points = new AffinePoint<TField>[logarithms.Length];
        generator.MultiplyVarTime(logarithms, points, options);
        return points;
    }
}
