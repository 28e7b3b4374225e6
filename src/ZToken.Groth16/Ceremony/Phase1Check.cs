using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>Whether the lists of a first phase are what they say they are, as far as a circuit's domain uses them.</summary>
/// <remarks>
/// Each check is one equation between sums with random factors below 2^128. The record of who contributed to the first phase is not
/// looked at: <c>snarkjs powersoftau verify</c> does that.
/// </remarks>
internal static class Phase1Check
{
    public static bool IsConsistent(PtauFile powers, int logSize, ComputeOptions options)
    {
        options = options with { Progress = null };
        int size = 1 << logSize;
        int count = (int)Math.Min(2L * size, (2L << powers.Power) - 1);
        G1Affine[] tau1 = powers.ReadG1(PtauSection.TauG1, 0, count);
        G2Affine[] tau2 = powers.ReadG2(PtauSection.TauG2, 0, size);
        G1Affine[] alpha = powers.ReadG1(PtauSection.AlphaTauG1, 0, size), beta = powers.ReadG1(PtauSection.BetaTauG1, 0, size);
        G2Affine beta2 = powers.ReadG2(PtauSection.BetaG2, 0, 1)[0];
        if (!PointCheck.AreInSubgroup<Fp>(options, tau1, alpha, beta) || !PointCheck.AreInSubgroup<Fp2>(options, tau2, new G2Affine[] { beta2 }))
        {
            return false;
        }

        return tau1[0] == G1.Generator && tau2[0] == G2.Generator
            && !tau1[1].IsInfinity && !alpha[0].IsInfinity && !beta[0].IsInfinity
            && ArePowers(tau1, tau2[1], options)
            && ArePowers(alpha, tau2[1], options)
            && ArePowers(beta, tau2[1], options)
            && ArePowers(tau2, tau1[1], options)
            && Pairing.IsProductOne([(beta[0], G2.Generator), (-G1.Generator, beta2)])
            && AreLagrange(powers.ReadLagrangeG1(PtauSection.LagrangeTauG1, logSize), tau1.AsSpan(0, size), options)
            && AreLagrange(powers.ReadLagrangeG1(PtauSection.LagrangeAlphaTauG1, logSize), alpha, options)
            && AreLagrange(powers.ReadLagrangeG1(PtauSection.LagrangeBetaTauG1, logSize), beta, options)
            && AreLagrange<Fp2>(powers.ReadLagrangeG2(logSize), tau2, options)
            && AreOddLagrange(powers.ReadLagrangeG1(PtauSection.LagrangeTauG1, logSize + 1), tau1, options);
    }

    /// <summary>Random factors below 2^128.</summary>
    public static Fr[] RandomFactors(int count)
    {
        Fr[] factors = new Fr[count];
        Span<byte> bytes = stackalloc byte[16];
        foreach (ref Fr factor in factors.AsSpan())
        {
            RandomSource.System.Fill(bytes);
            factor = Fr.FromWideLittleEndian(bytes);
        }

        return factors;
    }

    // Each point is tau times the one before.
    private static bool ArePowers(ReadOnlySpan<G1Affine> points, in G2Affine tau, ComputeOptions options)
    {
        Fr[] factors = RandomFactors(points.Length - 1);
        G1Affine low = MultiScalar.SumVarTime(points[..^1], factors, options).ToAffine(), high = MultiScalar.SumVarTime(points[1..], factors, options).ToAffine();
        return Pairing.IsProductOne([(low, tau), (-high, G2.Generator)]);
    }

    private static bool ArePowers(ReadOnlySpan<G2Affine> points, in G1Affine tau, ComputeOptions options)
    {
        Fr[] factors = RandomFactors(points.Length - 1);
        G2Affine low = MultiScalar.SumVarTime(points[..^1], factors, options).ToAffine(), high = MultiScalar.SumVarTime(points[1..], factors, options).ToAffine();
        return Pairing.IsProductOne([(tau, low), (-G1.Generator, high)]);
    }

    // sum z_i L_i(tau) is the polynomial with the values z_i at tau, and that is the sum of its coefficients times the powers.
    private static bool AreLagrange<TField>(AffinePoint<TField>[] lagrange, ReadOnlySpan<AffinePoint<TField>> powers, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
    {
        if (!PointCheck.AreInSubgroup<TField>(options, lagrange))
        {
            return false;
        }

        Fr[] values = RandomFactors(lagrange.Length);
        JacobianPoint<TField> sum = MultiScalar.SumVarTime<TField>(lagrange, values, options);
        EvaluationDomain.OfAtLeast(values.Length, RootOfUnity.OfFive).Interpolate(values, options);
        return sum == MultiScalar.SumVarTime(powers, values, options);
    }

    // Of the double domain only the odd points are used, and of its powers the highest may not be in the file: the values are
    // chosen so that its coefficient is zero. What that cannot see is a multiple of that coefficient, which is zero in every quotient, too.
    private static bool AreOddLagrange(G1Affine[] lagrange, ReadOnlySpan<G1Affine> powers, ComputeOptions options)
    {
        EvaluationDomain domain = EvaluationDomain.OfAtLeast(lagrange.Length, RootOfUnity.OfFive);
        Fr[] random = RandomFactors(lagrange.Length / 2), values = new Fr[lagrange.Length];
        Fr highest = Fr.Zero, element = domain.Generator, step = domain.Generator.Square();
        for (int i = 0; i < random.Length - 1; i++)
        {
            values[(2 * i) + 1] = random[i];
            highest += random[i] * element;
            element *= step;
        }

        values[^1] = -highest * element.Invert();
        if (!PointCheck.AreInSubgroup<Fp>(options, lagrange))
        {
            return false;
        }

        G1Point sum = MultiScalar.SumVarTime<Fp>(lagrange, values, options);
        domain.Interpolate(values, options);
        return values[^1].IsZero && sum == MultiScalar.SumVarTime(powers[..(values.Length - 1)], values.AsSpan(..^1), options);
    }
}
