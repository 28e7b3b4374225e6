using System.Buffers;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <summary>Makes proofs with one key. Safe for use by several threads, though one proof already uses all processors.</summary>
/// <remarks>
/// J. Groth (2016), section 3.2: four sums of points in G1, one in G2, and six transforms over the domain. The sums are
/// where the time goes (<c>docs/performance.md</c>); they take variable time in the witness, as in every prover: do not prove
/// where an attacker can time it.
/// </remarks>
/// <param name="key">The key of the circuit.</param>
public sealed class Prover(ProvingKey key)
{
    /// <summary>
    /// The name of the <see cref="System.Diagnostics.ActivitySource"/> that has an activity for each stage of a proof: check, quotient, sum H, sum A,
    /// sum B1, sum B2, sum C, blinding.
    /// </summary>
    public const string ActivitySourceName = "ZToken.Groth16.Prover";

    private readonly QuotientEvaluator quotient = new(
        EvaluationDomain.OfAtLeast((key ?? throw new ArgumentNullException(nameof(key))).DomainSize, RootOfUnity.OfFive));

    /// <summary>The key that proofs are made with.</summary>
    public ProvingKey Key { get; } = key;

    /// <summary>Proves the statement that a witness satisfies.</summary>
    /// <param name="witness">The values of the circuit's wires.</param>
    /// <param name="source">Where the two blinding scalars come from, or null for the operating system's generator.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="ArgumentException">The witness belongs to a circuit of another shape, or it does not satisfy its own: the message names the constraint.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Proof Prove(Witness witness, RandomSource? source = null, ComputeOptions? options = null)
    {
        source ??= RandomSource.System;
        // snarkjs draws r first, then s.
        Blinding blinding = new(Fr.Random(source), Fr.Random(source));
        return Prove(witness, blinding, options);
    }

    /// <summary>Proves with given blinding scalars, for comparison with another prover.</summary>
    /// <inheritdoc cref="Prove(Witness, RandomSource?, ComputeOptions?)"/>
    public Proof Prove(Witness witness, Blinding blinding, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(blinding);
        if (!Key.Fits(witness.System))
        {
            throw new ArgumentException($"The key is for {Key.WireCount} wires, {Key.PublicInputCount} public inputs and {Key.DomainSize} rows; the circuit has {witness.System.WireCount}, {witness.System.PublicInputCount} and {ProvingKey.RowsOf(witness.System)}.", nameof(witness));
        }

        using ProofProgress progress = new(options ?? ComputeOptions.Default);
        _ = progress.Next("check", 0);
        if (witness.FirstFailure() is { } failure)
        {
            throw new ArgumentException($"The witness does not satisfy the circuit: {failure}", nameof(witness));
        }

        return ProveChecked(witness, blinding, progress);
    }

    private Proof ProveChecked(Witness witness, Blinding blinding, ProofProgress progress)
    {
        ReadOnlySpan<Fr> wires = witness.Wires;
        ReadOnlySpan<Fr> privateWires = wires[(Key.PublicInputCount + 1)..];

        G1Point hSum = SumOfQuotient(witness, progress);
        G1Point aSum = Key.A.SumVarTime(wires, progress.Next("sum A", 0.15));
        G1Point b1Sum = Key.B1.SumVarTime(wires, progress.Next("sum B1", 0.15));
        G2Point b2Sum = Key.B2.SumVarTime(wires, progress.Next("sum B2", 0.35));
        G1Point cSum = Key.C.SumVarTime(privateWires, progress.Next("sum C", 0.15));

        _ = progress.Next("blinding", 0);
        Fr r = blinding.R, s = blinding.S;
        G1Point a = aSum + Key.VerifyingKey.Alpha + (Key.DeltaG1 * r);
        G1Point b1 = b1Sum + Key.BetaG1 + (Key.DeltaG1 * s);
        G2Point b2 = b2Sum + Key.VerifyingKey.Beta + (Key.VerifyingKey.Delta * s);
        G1Point c = cSum + hSum + (a * s) + (b1 * r) - (Key.DeltaG1 * (r * s));
        progress.Finish();
        return new Proof(a.ToAffine(), b2.ToAffine(), c.ToAffine());
    }

    // The quotient's values replace A's: they are the scalars of the H points.
    private G1Point SumOfQuotient(Witness witness, ProofProgress progress)
    {
        int size = Key.DomainSize;
        Fr[] left = ArrayPool<Fr>.Shared.Rent(size);
        Fr[] right = ArrayPool<Fr>.Shared.Rent(size);
        try
        {
            Span<Fr> a = left.AsSpan(0, size), b = right.AsSpan(0, size);
            a.Clear();
            b.Clear();
            witness.CopyFactors(a, b);
            // The rows that the key adds: the constant and the public inputs times zero.
            witness.Wires[..(Key.PublicInputCount + 1)].CopyTo(a[witness.System.RowCount..]);
            quotient.Evaluate(a, b, a, progress.Next("quotient", 0.05));
            return Key.H.SumVarTime(a, progress.Next("sum H", 0.15));
        }
        finally
        {
            ArrayPool<Fr>.Shared.Return(left, clearArray: true);
            ArrayPool<Fr>.Shared.Return(right, clearArray: true);
        }
    }
}
