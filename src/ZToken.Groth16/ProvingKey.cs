using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <summary>What proofs of one circuit are made with. Immutable; safe for use by several threads.</summary>
/// <remarks>
/// The points are those of a snarkjs key, so a key goes to that format and back without change: gamma is the generator, and
/// the H points are the Lagrange basis on the odd coset of the domain of twice the size, divided by delta.
/// </remarks>
public sealed class ProvingKey
{
    /// <summary>A key from its parts.</summary>
    /// <exception cref="ArgumentException">The numbers of points do not fit together.</exception>
    public ProvingKey(
        VerifyingKey verifyingKey,
        KeyOrigin origin,
        in G1Affine betaG1,
        in G1Affine deltaG1,
        Query<Fp> a,
        Query<Fp> b1,
        Query<Fp2> b2,
        Query<Fp> c,
        Query<Fp> h)
    {
        ArgumentNullException.ThrowIfNull(verifyingKey);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b1);
        ArgumentNullException.ThrowIfNull(b2);
        ArgumentNullException.ThrowIfNull(c);
        ArgumentNullException.ThrowIfNull(h);
        if (b1.Count != a.Count || b2.Count != a.Count || c.Count != a.Count - verifyingKey.InputCount - 1)
        {
            throw new ArgumentException($"The queries have {a.Count}, {b1.Count}, {b2.Count} and {c.Count} points: not those of one circuit with {verifyingKey.InputCount} public inputs.", nameof(c));
        }

        if (!int.IsPow2(h.Count))
        {
            throw new ArgumentException($"The domain has {h.Count} elements, which is no power of two.", nameof(h));
        }

        VerifyingKey = verifyingKey;
        Origin = origin;
        BetaG1 = betaG1;
        DeltaG1 = deltaG1;
        A = a;
        B1 = b1;
        B2 = b2;
        C = c;
        H = h;
    }

    /// <summary>What the proofs are checked with.</summary>
    public VerifyingKey VerifyingKey { get; }

    /// <summary>Who knows the secrets behind the key.</summary>
    public KeyOrigin Origin { get; }

    /// <summary>beta in G1.</summary>
    public G1Affine BetaG1 { get; }

    /// <summary>delta in G1.</summary>
    public G1Affine DeltaG1 { get; }

    /// <summary>A_i(tau) in G1 for each wire i.</summary>
    public Query<Fp> A { get; }

    /// <summary>B_i(tau) in G1 for each wire i.</summary>
    public Query<Fp> B1 { get; }

    /// <summary>B_i(tau) in G2 for each wire i.</summary>
    public Query<Fp2> B2 { get; }

    /// <summary>(beta A_i(tau) + alpha B_i(tau) + C_i(tau)) / delta for each private wire i.</summary>
    public Query<Fp> C { get; }

    /// <summary>L_(2i+1)(tau) / delta over the domain of twice the size, for each element i of the domain.</summary>
    public Query<Fp> H { get; }

    /// <summary>Wires of the circuit, the constant one included.</summary>
    public int WireCount => A.Count;

    /// <summary>Public inputs of the circuit.</summary>
    public int PublicInputCount => VerifyingKey.InputCount;

    /// <summary>Elements of the domain, a power of two.</summary>
    public int DomainSize => H.Count;

    /// <summary>Rows of the domain that a system takes: its own, and one for the constant and each public input.</summary>
    public static int RowsOf(ConstraintSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return checked(system.RowCount + system.PublicInputCount + 1);
    }

    /// <summary>Whether the key's shape is that of a system. That it is the key of that very system, only a digest can say.</summary>
    public bool Fits(ConstraintSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WireCount == WireCount && system.PublicInputCount == PublicInputCount && RowsOf(system) <= DomainSize;
    }

    /// <summary>The same key with stored multiples of its points, which make proofs faster and take memory.</summary>
    /// <param name="rows">Stored multiples of each point, itself included, up to <see cref="FixedBaseShape.AllRows"/>: 96 bytes each in G1, 192 in G2.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    public ProvingKey WithTables(int rows = FixedBaseShape.AllRows, ComputeOptions? options = null)
    {
        options ??= ComputeOptions.Default;
        ProofProgress progress = new(options);
        return new ProvingKey(
            VerifyingKey,
            Origin,
            BetaG1,
            DeltaG1,
            A.WithRows(rows, progress.Next(0.15)),
            B1.WithRows(rows, progress.Next(0.15)),
            B2.WithRows(rows, progress.Next(0.4)),
            C.WithRows(rows, progress.Next(0.15)),
            H.WithRows(rows, progress.Next(0.15)));
    }
}
