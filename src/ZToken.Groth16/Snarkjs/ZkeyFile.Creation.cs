using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <content>Keys of our own setup for snarkjs.</content>
public sealed partial class ZkeyFile
{
    /// <summary>The file of a key that <see cref="Setup"/> made, so that snarkjs proves with it.</summary>
    /// <remarks>
    /// There was no first phase and nobody contributed: the circuit's hash is zero and the list of contributions empty, so that
    /// <c>snarkjs zkey verify</c> refuses the file, and <see cref="TryCreateKey"/> takes it only when told to.
    /// </remarks>
    /// <exception cref="ArgumentException">The key is for another circuit.</exception>
    public static ZkeyFile From(ConstraintSystem system, ProvingKey key)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(key);
        if (!key.Fits(system))
        {
            throw new ArgumentException("The key does not fit the circuit.", nameof(key));
        }

        VerifyingKey verifyingKey = key.VerifyingKey;
        return new ZkeyFile
        {
            Alpha = verifyingKey.Alpha,
            BetaG1 = key.BetaG1,
            Beta = verifyingKey.Beta,
            Gamma = verifyingKey.Gamma,
            DeltaG1 = key.DeltaG1,
            Delta = verifyingKey.Delta,
            InputPoints = verifyingKey.InputPoints.ToArray(),
            A = key.A.ToArray(),
            B1 = key.B1.ToArray(),
            B2 = key.B2.ToArray(),
            C = key.C.ToArray(),
            H = key.H.ToArray(),
            Coefficients = EntriesOf(system),
            CircuitHash = new byte[CircuitHashSize],
            Contributions = [],
        };
    }

    /// <summary>Whether the matrices A and B of this key are those of a system, in whatever order they stand.</summary>
    /// <remarks>The key's points could still be another circuit's; <c>Phase2.Verify</c> tells, from the first phase. This finds a file that was mixed up.</remarks>
    public bool HasMatricesOf(ConstraintSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        ZkeyCoefficient[] ours = EntriesOf(system), theirs = Coefficients.ToArray();
        Array.Sort(ours, ByPlace);
        Array.Sort(theirs, ByPlace);
        return WireCount == system.WireCount && PublicInputCount == system.PublicInputCount && ours.AsSpan().SequenceEqual(theirs);
    }

    private static int ByPlace(ZkeyCoefficient a, ZkeyCoefficient b) => (a.Matrix, a.Row, a.Wire).CompareTo((b.Matrix, b.Row, b.Wire));

    private static ZkeyCoefficient[] EntriesOf(ConstraintSystem system)
    {
        List<ZkeyCoefficient> entries = [];
        for (int row = 0; row < system.RowCount; row++)
        {
            Add(0, row, system.A[row]);
            Add(1, row, system.B[row]);
        }

        // The rows that make the polynomials of the constant and of the public inputs independent.
        for (int wire = 0; wire <= system.PublicInputCount; wire++)
        {
            entries.Add(new ZkeyCoefficient(0, system.RowCount + wire, wire, Fr.One));
        }

        return [.. entries];

        void Add(byte matrix, int row, ReadOnlySpan<Term> terms)
        {
            foreach (Term term in terms)
            {
                entries.Add(new ZkeyCoefficient(matrix, row, term.Wire, system.Coefficients[term.Coefficient]));
            }
        }
    }
}
