using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>What proofs of one circuit are checked with. Immutable; safe for use by several threads.</summary>
/// <remarks>
/// J. Groth (2016), section 3.2. Beside the points themselves the key holds e(alpha, beta) and the lines of Miller's algorithm for
/// beta, -gamma and -delta, so that a check computes the lines of one G2 point only.
/// </remarks>
public sealed class VerifyingKey
{
    /// <summary>More public inputs than any circuit has.</summary>
    public const int MaxInputCount = (1 << 20) - 1;

    // Public inputs from which on buckets are faster than stored multiples of each point, whose table would also grow past a few megabytes.
    private const int FewestForBuckets = 64;

    // Sums that cost as much more without stored multiples as these take to make. A key that somebody brings along for one proof must not cost that.
    private const int SumsBeforeMultiples = 100;

    private static readonly ComputeOptions singleThread = new() { Threads = 1 };

    private readonly G1Affine[] inputPoints;
    private readonly Lazy<SmallFixedBaseTable> inputMultiples;
    private int sums;

    private VerifyingKey(in G1Affine alpha, in G2Affine beta, in G2Affine gamma, in G2Affine delta, G1Affine[] inputPoints)
    {
        Alpha = alpha;
        Beta = beta;
        Gamma = gamma;
        Delta = delta;
        this.inputPoints = inputPoints;
        inputMultiples = new Lazy<SmallFixedBaseTable>(() => new SmallFixedBaseTable(inputPoints.AsSpan(1)));
        AlphaBeta = Pairing.Of(alpha, beta);
        PreparedBeta = new G2Prepared(beta);
        MinusGamma = new G2Prepared(-gamma);
        MinusDelta = new G2Prepared(-delta);
    }

    /// <summary>alpha in G1.</summary>
    public G1Affine Alpha { get; }

    /// <summary>beta in G2.</summary>
    public G2Affine Beta { get; }

    /// <summary>gamma in G2; the generator in keys of a ceremony in snarkjs's formats.</summary>
    public G2Affine Gamma { get; }

    /// <summary>delta in G2.</summary>
    public G2Affine Delta { get; }

    /// <summary>The points of the constant one and of each public input: (beta A_i(tau) + alpha B_i(tau) + C_i(tau)) / gamma.</summary>
    public ReadOnlySpan<G1Affine> InputPoints => inputPoints;

    /// <summary>Public inputs of the statement.</summary>
    public int InputCount => inputPoints.Length - 1;

    /// <summary>e(alpha, beta).</summary>
    public Gt AlphaBeta { get; }

    internal G2Prepared PreparedBeta { get; }

    internal G2Prepared MinusGamma { get; }

    internal G2Prepared MinusDelta { get; }

    /// <summary>Makes a key of points from outside, checking each. Variable time.</summary>
    /// <param name="alpha">alpha in G1.</param>
    /// <param name="beta">beta in G2.</param>
    /// <param name="gamma">gamma in G2.</param>
    /// <param name="delta">delta in G2.</param>
    /// <param name="inputPoints">One point for the constant one, and one for each public input.</param>
    /// <param name="key">The key, or null where it is refused.</param>
    /// <param name="allowUncontributed">
    /// Accepts gamma = delta. Under such a key anyone can prove anything; only tools that handle the files of a ceremony under way want that.
    /// </param>
    /// <returns>Why the points are refused, or <see cref="VerifyingKeyRefusal.None"/>.</returns>
    /// <remarks>An input point at infinity is refused too: that public input would not be bound by any proof.</remarks>
    public static VerifyingKeyRefusal TryCreate(
        in G1Affine alpha,
        in G2Affine beta,
        in G2Affine gamma,
        in G2Affine delta,
        ReadOnlySpan<G1Affine> inputPoints,
        out VerifyingKey? key,
        bool allowUncontributed = false)
    {
        key = null;
        if (inputPoints.Length is 0 or > MaxInputCount + 1)
        {
            return VerifyingKeyRefusal.WrongInputPointCount;
        }

        if (!IsValid(alpha) || !IsValid(beta) || !IsValid(gamma) || !IsValid(delta))
        {
            return VerifyingKeyRefusal.InvalidPoint;
        }

        foreach (ref readonly G1Affine point in inputPoints)
        {
            if (!IsValid(point))
            {
                return VerifyingKeyRefusal.InvalidPoint;
            }
        }

        if (!allowUncontributed && (gamma == delta || gamma == -delta))
        {
            return VerifyingKeyRefusal.GammaEqualsDelta;
        }

        key = new VerifyingKey(alpha, beta, gamma, delta, inputPoints.ToArray());
        return VerifyingKeyRefusal.None;
    }

    /// <summary>I_0 + sum x_i I_i over the public inputs x_i. Variable time.</summary>
    internal G1Affine CombineInputs(ReadOnlySpan<Fr> inputs) => inputs.Length < FewestForBuckets && IsUsedOften()
        ? inputMultiples.Value.SumVarTime(inputPoints[0], inputs)
        : (new G1Point(inputPoints[0]) + MultiScalar.SumVarTime(inputPoints.AsSpan(1), inputs, singleThread)).ToAffine();

    private bool IsUsedOften() => Volatile.Read(ref sums) >= SumsBeforeMultiples || Interlocked.Increment(ref sums) >= SumsBeforeMultiples;

    private static bool IsValid<TField>(in AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField> => !point.IsInfinity && Group<TField>.Contains(point);
}
