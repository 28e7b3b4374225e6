using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>A Groth16 proving key with the matrices of its circuit and the record of its ceremony, as snarkjs keeps them: a file <c>.zkey</c>.</summary>
/// <remarks>
/// Read with all points on their curves, and no more than that: such files are also what passes between the contributors of a
/// ceremony. <see cref="TryCreateKey"/> checks what a prover needs, <c>Phase2.Verify</c> that the key belongs to its
/// circuit and to the first phase of its setup.
/// </remarks>
public sealed partial class ZkeyFile
{
    private uint[] order = [.. newOrder];

    /// <summary>alpha in G1.</summary>
    public required G1Affine Alpha { get; init; }

    /// <summary>beta in G1.</summary>
    public required G1Affine BetaG1 { get; init; }

    /// <summary>beta in G2.</summary>
    public required G2Affine Beta { get; init; }

    /// <summary>gamma in G2: the generator.</summary>
    public required G2Affine Gamma { get; init; }

    /// <summary>delta in G1.</summary>
    public required G1Affine DeltaG1 { get; init; }

    /// <summary>delta in G2.</summary>
    public required G2Affine Delta { get; init; }

    /// <summary>The points of the constant and of each public input; snarkjs calls them IC.</summary>
    public required ReadOnlyMemory<G1Affine> InputPoints { get; init; }

    /// <summary>A_i(tau) in G1 for each wire i.</summary>
    public required ReadOnlyMemory<G1Affine> A { get; init; }

    /// <summary>B_i(tau) in G1 for each wire i.</summary>
    public required ReadOnlyMemory<G1Affine> B1 { get; init; }

    /// <summary>B_i(tau) in G2 for each wire i.</summary>
    public required ReadOnlyMemory<G2Affine> B2 { get; init; }

    /// <summary>(beta A_i(tau) + alpha B_i(tau) + C_i(tau)) / delta in G1 for each private wire i.</summary>
    public required ReadOnlyMemory<G1Affine> C { get; init; }

    /// <summary>L_(2i+1)(tau) / delta in G1 over the domain of twice the size, for each element i of the domain.</summary>
    public required ReadOnlyMemory<G1Affine> H { get; init; }

    /// <summary>The entries of A and B, those of the rows for the constant and the public inputs included.</summary>
    public required ReadOnlyMemory<ZkeyCoefficient> Coefficients { get; init; }

    /// <summary>BLAKE2b-512 of the key before the first contribution: what every contribution is bound to.</summary>
    public required ReadOnlyMemory<byte> CircuitHash { get; init; }

    /// <summary>The contributions to the second phase, in order.</summary>
    public required IReadOnlyList<Contribution> Contributions { get; init; }

    /// <summary>Wires of the circuit, the constant one included.</summary>
    public int WireCount => A.Length;

    /// <summary>Public inputs of the circuit.</summary>
    public int PublicInputCount => InputPoints.Length - 1;

    /// <summary>Elements of the domain, a power of two.</summary>
    public int DomainSize => H.Length;

    /// <summary>What the record of the ceremony says: a key whose one contribution says that it is of a development key is one.</summary>
    public KeyOrigin Origin => Contributions is [{ Name: Phase2.DevelopmentName }] ? KeyOrigin.Development : KeyOrigin.Ceremony;

    /// <summary>Makes the key ready for a prover, after checking every point.</summary>
    /// <remarks>
    /// A point outside the subgroup would not make false proofs, but proofs that give away the witness modulo small numbers. About 5
    /// microseconds a point in G1 and 15 in G2, on all threads.
    /// </remarks>
    /// <param name="key">The key, or null where it is refused.</param>
    /// <param name="allowUncontributed">Accepts a key without contributions, under which anyone can prove anything.</param>
    /// <param name="options">Threads and cancellation.</param>
    public VerifyingKeyRefusal TryCreateKey(out ProvingKey? key, bool allowUncontributed = false, ComputeOptions? options = null)
    {
        key = null;
        options ??= ComputeOptions.Default;
        if (Contributions.Count == 0 && !allowUncontributed)
        {
            return VerifyingKeyRefusal.Uncontributed;
        }

        VerifyingKeyRefusal refusal = VerifyingKey.TryCreate(Alpha, Beta, Gamma, Delta, InputPoints.Span, out VerifyingKey? verifyingKey, allowUncontributed);
        if (verifyingKey is null)
        {
            return refusal;
        }

        if (!HasSameRatio(BetaG1, Beta) || !HasSameRatio(DeltaG1, Delta))
        {
            return VerifyingKeyRefusal.GroupsDiffer;
        }

        if (!PointCheck.AreInSubgroup<Fp>(options, A, B1, C, H) || !PointCheck.AreInSubgroup<Fp2>(options, B2))
        {
            return VerifyingKeyRefusal.InvalidPoint;
        }

        key = new ProvingKey(
            verifyingKey,
            Origin,
            BetaG1,
            DeltaG1,
            Query<Fp>.Create(A.Span, rows: 1, options),
            Query<Fp>.Create(B1.Span, rows: 1, options),
            Query<Fp2>.Create(B2.Span, rows: 1, options),
            Query<Fp>.Create(C.Span, rows: 1, options),
            Query<Fp>.Create(H.Span, rows: 1, options));
        return VerifyingKeyRefusal.None;
    }

    // e(P, G2) = e(G1, Q).
    private static bool HasSameRatio(in G1Affine p, in G2Affine q) =>
        G1.Contains(p) && Pairing.IsProductOne([(p, G2.Generator), (-G1.Generator, q)]);

    /// <summary>This key with the hash of its circuit.</summary>
    internal ZkeyFile WithCircuitHash(byte[] circuitHash) => With(circuitHash, DeltaG1, Delta, C, H, Contributions, order);

    /// <summary>This key after another contribution.</summary>
    internal ZkeyFile WithContribution(Contribution contribution, in G2Affine delta, G1Affine[] c, G1Affine[] h) =>
        With(CircuitHash, contribution.DeltaAfter, delta, c, h, [.. Contributions, contribution], contributedOrder);

    private ZkeyFile With(
        ReadOnlyMemory<byte> circuitHash,
        in G1Affine deltaG1,
        in G2Affine delta,
        ReadOnlyMemory<G1Affine> c,
        ReadOnlyMemory<G1Affine> h,
        IReadOnlyList<Contribution> contributions,
        uint[] sections) => new()
        {
            order = sections,
            Alpha = Alpha,
            BetaG1 = BetaG1,
            Beta = Beta,
            Gamma = Gamma,
            DeltaG1 = deltaG1,
            Delta = delta,
            InputPoints = InputPoints,
            A = A,
            B1 = B1,
            B2 = B2,
            C = c,
            H = h,
            Coefficients = Coefficients,
            CircuitHash = circuitHash,
            Contributions = contributions,
        };
}
