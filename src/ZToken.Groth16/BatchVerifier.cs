using System.Buffers.Binary;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Checks many proofs of one circuit together, and names those that fail. Safe for use by several threads.</summary>
/// <remarks>
/// With a random 128-bit scalar z_i for each proof, all equations hold (but for a chance of 2^-126) exactly where
/// prod e(z_i A_i, B_i) = e(sum z_i alpha, beta) e(sum z_i X_i, gamma) e(sum z_i C_i, delta) does: one Miller loop a proof, three shared ones with
/// prepared lines, one final exponentiation, and the public inputs summed before they meet the key's points. A batch that fails is halved
/// until the bad proofs stand alone, about 2 log2 n more checks for each of them. The scalars are drawn anew for each batch, after the proofs are fixed.
/// </remarks>
/// <param name="key">The key of the circuit.</param>
public sealed class BatchVerifier(VerifyingKey key)
{
    private const int ScalarSizeInBytes = 16;

    private readonly Verifier single = new(key);

    /// <summary>The verdict of each proof, exactly that of <see cref="Verifier"/>.</summary>
    /// <param name="proofs">Proofs with their public inputs; their points may come from anywhere.</param>
    /// <param name="source">Where the random scalars come from, or null for the operating system's generator.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ProofVerdict[] Verify(IReadOnlyList<ProofWithInputs> proofs, RandomSource? source = null, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        options ??= ComputeOptions.Default;
        ProofVerdict[] verdicts = new ProofVerdict[proofs.Count];
        CheckForm(proofs, verdicts, options);
        List<int> candidates = [];
        for (int i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i] == ProofVerdict.Unchecked)
            {
                candidates.Add(i);
            }
        }

        Judge(proofs, [.. candidates], verdicts, source ?? RandomSource.System, options);
        options.Progress?.Report(1);
        return verdicts;
    }

    // Everything but the equation, each proof on its own.
    private void CheckForm(IReadOnlyList<ProofWithInputs> proofs, ProofVerdict[] verdicts, ComputeOptions options) =>
        Parallel.For(0, verdicts.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation }, i =>
        {
            ProofWithInputs item = proofs[i];
            if (item.Inputs.Length != single.Key.InputCount)
            {
                verdicts[i] = ProofVerdict.WrongInputCount;
            }
            else if (!item.Proof.IsWellFormed)
            {
                verdicts[i] = ProofVerdict.MalformedProof;
            }
        });

    private void Judge(IReadOnlyList<ProofWithInputs> proofs, ReadOnlySpan<int> indices, ProofVerdict[] verdicts, RandomSource source, ComputeOptions options)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        if (indices.Length == 0)
        {
            return;
        }

        if (indices.Length == 1)
        {
            ProofWithInputs alone = proofs[indices[0]];
            verdicts[indices[0]] = single.CheckEquation(alone.Proof, alone.Inputs.Span);
            return;
        }

        if (AllHold(proofs, indices, source, options))
        {
            foreach (int index in indices)
            {
                verdicts[index] = ProofVerdict.Valid;
            }

            return;
        }

        Judge(proofs, indices[..(indices.Length / 2)], verdicts, source, options);
        Judge(proofs, indices[(indices.Length / 2)..], verdicts, source, options);
    }

    private bool AllHold(IReadOnlyList<ProofWithInputs> proofs, ReadOnlySpan<int> indices, RandomSource source, ComputeOptions options)
    {
        VerifyingKey verifyingKey = single.Key;
        int count = indices.Length;
        Fr[] z = RandomScalars(count, source);
        G1Affine[] a = new G1Affine[count];
        G2Affine[] b = new G2Affine[count];
        G1Affine[] c = new G1Affine[count];
        // The factors of the key's points: of the constant one (also alpha's), then of each public input.
        Fr[] inputs = new Fr[verifyingKey.InputCount + 1];
        for (int i = 0; i < count; i++)
        {
            ProofWithInputs item = proofs[indices[i]];
            a[i] = item.Proof.A;
            b[i] = item.Proof.B;
            c[i] = item.Proof.C;
            inputs[0] += z[i];
            ReadOnlySpan<Fr> own = item.Inputs.Span;
            for (int j = 0; j < own.Length; j++)
            {
                inputs[j + 1] += z[i] * own[j];
            }
        }

        ComputeOptions quiet = options with { Progress = null };
        G1Point minusAlpha = -(verifyingKey.Alpha * inputs[0]);
        G1Point x = MultiScalar.SumVarTime<Fp>(verifyingKey.InputPoints, inputs, quiet);
        G1Point cSum = MultiScalar.SumVarTime<Fp>(c, z, quiet);
        Fp12 product = Pairing.MultiMillerLoop(
            ScaledPairs(a, z, b),
            [(minusAlpha.ToAffine(), verifyingKey.PreparedBeta), (x.ToAffine(), verifyingKey.MinusGamma), (cSum.ToAffine(), verifyingKey.MinusDelta)]);
        return Pairing.FinalExponentiation(product).IsOne;
    }

    private static (G1Affine P, G2Affine Q)[] ScaledPairs(G1Affine[] a, Fr[] z, G2Affine[] b)
    {
        G1Point[] scaled = new G1Point[a.Length];
        G1Affine[] affine = new G1Affine[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            scaled[i] = a[i] * z[i];
        }

        G1Point.BatchNormalize(scaled, affine);
        return [.. affine.Zip(b)];
    }

    private static Fr[] RandomScalars(int count, RandomSource source)
    {
        byte[] bytes = new byte[count * ScalarSizeInBytes];
        source.Fill(bytes);
        Fr[] scalars = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            UInt128 value = BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan(i * ScalarSizeInBytes));
            scalars[i] = (Fr.FromUInt64((ulong)(value >> 64)) * TwoTo64) + Fr.FromUInt64((ulong)value);
        }

        return scalars;
    }

    private static Fr TwoTo64 { get; } = Fr.FromUInt64(1UL << 32) * Fr.FromUInt64(1UL << 32);
}
