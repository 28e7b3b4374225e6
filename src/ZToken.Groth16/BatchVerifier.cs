using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Checks many proofs of one circuit together, and names those that fail. Safe for use by several threads.</summary>
/// <remarks>
/// With z_i one of 2^128 scalars, at random, for each proof, all equations hold (but for a chance of 2^-128) exactly where
/// prod e(z_i A_i, B_i) = e(sum z_i alpha, beta) e(sum z_i X_i, gamma) e(sum z_i C_i, delta) does: one Miller loop a proof, three shared ones with
/// prepared lines, one final exponentiation, and the public inputs summed before they meet the key's points. A batch that fails is halved
/// until the bad proofs stand alone, about 2 log2 n more checks for each of them. The scalars are drawn anew for each batch, after the proofs are fixed.
/// </remarks>
/// <param name="key">The key of the circuit.</param>
public sealed class BatchVerifier(VerifyingKey key)
{
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

    // Everything but the equation.
    private void CheckForm(IReadOnlyList<ProofWithInputs> proofs, ProofVerdict[] verdicts, ComputeOptions options)
    {
        G1Affine[] aAndC = new G1Affine[2 * proofs.Count];
        G2Affine[] b = new G2Affine[proofs.Count];
        for (int i = 0; i < proofs.Count; i++)
        {
            Proof proof = proofs[i].Proof;
            (aAndC[2 * i], b[i], aAndC[(2 * i) + 1]) = (proof.A, proof.B, proof.C);
        }

        ComputeOptions quiet = options with { Progress = null };
        bool[] aAndCInside = new bool[aAndC.Length];
        bool[] bInside = new bool[b.Length];
        G1.Contains(aAndC, aAndCInside, quiet);
        G2.Contains(b, bInside, quiet);
        for (int i = 0; i < verdicts.Length; i++)
        {
            bool anyInfinite = aAndC[2 * i].IsInfinity || b[i].IsInfinity || aAndC[(2 * i) + 1].IsInfinity;
            if (proofs[i].Inputs.Length != single.Key.InputCount)
            {
                verdicts[i] = ProofVerdict.WrongInputCount;
            }
            else if (anyInfinite || !aAndCInside[2 * i] || !bInside[i] || !aAndCInside[(2 * i) + 1])
            {
                verdicts[i] = ProofVerdict.MalformedProof;
            }
        }
    }

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
        EndomorphismScalar[] factors = new EndomorphismScalar[count];
        Fr[] z = new Fr[count];
        G1Affine[] a = new G1Affine[count];
        G2Affine[] b = new G2Affine[count];
        G1Affine[] c = new G1Affine[count];
        // The factors of the key's points: of the constant one (also alpha's), then of each public input.
        Fr[] inputs = new Fr[verifyingKey.InputCount + 1];
        for (int i = 0; i < count; i++)
        {
            ProofWithInputs item = proofs[indices[i]];
            factors[i] = EndomorphismScalar.Random(source);
            z[i] = factors[i].Value;
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
        G1Point x = MultiScalar.SumVarTime(verifyingKey.InputPoints, inputs, quiet);
        G1Point cSum = MultiScalar.SumVarTime<Fp>(c, z, quiet);
        EndomorphismScaling.MultiplyVarTime(a, factors, a, quiet);
        Fp12 product = Pairing.MillerLoopMany(a, b, quiet) * Pairing.MultiMillerLoop(
            [(minusAlpha.ToAffine(), verifyingKey.PreparedBeta), (x.ToAffine(), verifyingKey.MinusGamma), (cSum.ToAffine(), verifyingKey.MinusDelta)]);
        return Pairing.FinalExponentiation(product).IsOne;
    }
}
