using ZToken.Algebra;

namespace ZToken.Groth16;

public static partial class Phase2
{
    /// <summary>Whether a key is that of a circuit, made from a first phase by the contributions that its file records.</summary>
    /// <remarks>
    /// What snarkjs's <c>zkey verify</c> checks, and also that all points are of order r, that the powers of tau are such and fit their Lagrange points,
    /// and that there is a contribution. Who contributed, and who to the first phase (<c>powersoftau verify</c>), is for people to find out:
    /// from the hashes that contributors published. Sums with random factors: a wrong point passes with a chance of 2^-128.
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="circuit">Its circuit.</param>
    /// <param name="powers">The result of the first phase, prepared for the second.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="InvalidOperationException">The powers of tau are not prepared, or too few for the circuit.</exception>
    /// <exception cref="MalformedFileException">A point of the file of powers is not on its curve.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CeremonyVerdict Verify(ZkeyFile key, R1csFile circuit, PtauFile powers, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(powers);
        options ??= ComputeOptions.Default;
        if (key.Contributions.Count == 0)
        {
            return new CeremonyVerdict(CeremonyRefusal.Uncontributed);
        }

        if (key.WireCount != circuit.WireCount || key.PublicInputCount != circuit.PublicCount || key.DomainSize != 1 << LogDomainSize(circuit))
        {
            return new CeremonyVerdict(CeremonyRefusal.ShapeDiffers);
        }

        if (!Phase1Check.IsConsistent(powers, LogDomainSize(circuit), options))
        {
            return new CeremonyVerdict(CeremonyRefusal.PowersInconsistent);
        }

        CeremonyVerdict chain = VerifyChain(key, options);
        if (chain.Refusal != CeremonyRefusal.None)
        {
            return chain;
        }

        ZkeyFile fresh = Begin(circuit, powers, options);
        CeremonyRefusal refusal = CompareUnchanged(key, fresh);
        return new CeremonyVerdict(refusal == CeremonyRefusal.None ? CompareDivided(key, fresh, options) : refusal);
    }

    private static CeremonyVerdict VerifyChain(ZkeyFile key, ComputeOptions options)
    {
        G1Affine delta = G1.Generator;
        for (int i = 0; i < key.Contributions.Count; i++)
        {
            Contribution step = key.Contributions[i];
            CeremonyRefusal refusal = VerifyStep(key, i, delta, options);
            if (refusal != CeremonyRefusal.None)
            {
                return new CeremonyVerdict(refusal, i);
            }

            delta = step.DeltaAfter;
        }

        return new CeremonyVerdict(delta == key.DeltaG1 && SameRatio(G1.Generator, delta, G2.Generator, key.Delta) ? CeremonyRefusal.None : CeremonyRefusal.DeltaWrong);
    }

    private static CeremonyRefusal VerifyStep(ZkeyFile key, int index, in G1Affine deltaBefore, ComputeOptions options)
    {
        Contribution step = key.Contributions[index];
        if (!G1.Contains(step.DeltaAfter) || !G1.Contains(step.S) || !G1.Contains(step.Sx) || !G2.Contains(step.Spx))
        {
            return CeremonyRefusal.PointOutsideSubgroup;
        }

        byte[] transcript = Contribution.NextTranscript(key.CircuitHash.Span, key.Contributions.Take(index), step.S, step.Sx);
        if (!step.Transcript.Span.SequenceEqual(transcript))
        {
            return CeremonyRefusal.TranscriptWrong;
        }

        G2Affine sp = new ChaChaStream(transcript).NextG2();
        if (!SameRatio(step.S, step.Sx, sp, step.Spx) || !SameRatio(deltaBefore, step.DeltaAfter, sp, step.Spx))
        {
            return CeremonyRefusal.KeyNotProven;
        }

        if (step.Beacon is not { } beacon)
        {
            return CeremonyRefusal.None;
        }

        ChaChaStream stream = new(beacon.ComputeSeed(options.Cancellation));
        Fr expected = stream.NextFr();
        return stream.NextG1() == step.S && new G1Point(step.Sx) == step.S * expected ? CeremonyRefusal.None : CeremonyRefusal.BeaconWrong;
    }

    private static CeremonyRefusal CompareUnchanged(ZkeyFile key, ZkeyFile fresh)
    {
        if (key.Alpha != fresh.Alpha || key.BetaG1 != fresh.BetaG1 || key.Beta != fresh.Beta || key.Gamma != fresh.Gamma)
        {
            return CeremonyRefusal.FirstPhaseDiffers;
        }

        if (!key.InputPoints.Span.SequenceEqual(fresh.InputPoints.Span) || !key.A.Span.SequenceEqual(fresh.A.Span) || !key.B1.Span.SequenceEqual(fresh.B1.Span)
            || !key.B2.Span.SequenceEqual(fresh.B2.Span) || !key.Coefficients.Span.SequenceEqual(fresh.Coefficients.Span))
        {
            return CeremonyRefusal.CircuitDiffers;
        }

        return key.CircuitHash.Span.SequenceEqual(fresh.CircuitHash.Span) ? CeremonyRefusal.None : CeremonyRefusal.CircuitHashWrong;
    }

    private static CeremonyRefusal CompareDivided(ZkeyFile key, ZkeyFile fresh, ComputeOptions options)
    {
        if (!PointCheck.AreInSubgroup<Fp>(options, key.C, key.H))
        {
            return CeremonyRefusal.PointOutsideSubgroup;
        }

        if (!IsDividedByDelta(key.C, fresh.C, key.Delta, options))
        {
            return CeremonyRefusal.QueryCWrong;
        }

        return IsDividedByDelta(key.H, fresh.H, key.Delta, options) ? CeremonyRefusal.None : CeremonyRefusal.QueryHWrong;
    }

    // sum z_i P_i paired with delta is sum z_i (delta P_i) paired with the generator.
    private static bool IsDividedByDelta(ReadOnlyMemory<G1Affine> divided, ReadOnlyMemory<G1Affine> whole, in G2Affine delta, ComputeOptions options)
    {
        Fr[] factors = Phase1Check.RandomFactors(divided.Length);
        ComputeOptions quiet = options with { Progress = null };
        G1Affine left = MultiScalar.SumVarTime(divided.Span, factors, quiet).ToAffine();
        G1Affine right = MultiScalar.SumVarTime(whole.Span, factors, quiet).ToAffine();
        return Pairing.IsProductOne([(left, delta), (-right, G2.Generator)]);
    }

    // P1 : P2 = Q1 : Q2, none of them infinity.
    private static bool SameRatio(in G1Affine p1, in G1Affine p2, in G2Affine q1, in G2Affine q2) =>
        !p1.IsInfinity && !p2.IsInfinity && !q1.IsInfinity && !q2.IsInfinity && Pairing.IsProductOne([(p1, q2), (-p2, q1)]);
}
