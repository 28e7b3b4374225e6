using System.Numerics;
using ZToken.Algebra;

namespace ZToken.Groth16;

public static partial class Phase2
{
    // snarkjs hashes the H points in blocks of this many and takes the last block for full: see HashPowers.
    private const int PowersPerHashBlock = 1 << 14;

    /// <summary>The key of a circuit before the first contribution: delta is one, and anyone can prove anything under it.</summary>
    /// <remarks>The same bytes as snarkjs's <c>zkey new</c>. A few additions for each entry of the matrices.</remarks>
    /// <param name="circuit">The circuit.</param>
    /// <param name="powers">The result of a first phase, prepared for the second.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="InvalidOperationException">The powers of tau are not prepared, or too few for the circuit.</exception>
    /// <exception cref="MalformedFileException">A point of the file is not on its curve.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ZkeyFile Begin(R1csFile circuit, PtauFile powers, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        ArgumentNullException.ThrowIfNull(powers);
        ProofProgress progress = new(options ?? ComputeOptions.Default);
        int log = LogDomainSize(circuit);
        G1Affine[] tau = powers.ReadLagrangeG1(PtauSection.LagrangeTauG1, log);
        G1Affine[] alphaTau = powers.ReadLagrangeG1(PtauSection.LagrangeAlphaTauG1, log), betaTau = powers.ReadLagrangeG1(PtauSection.LagrangeBetaTauG1, log);
        LagrangeSums sums = new(circuit);
        G1Affine[] a = sums.Sum(tau, null, null, progress.Next(0.15));
        G1Affine[] b1 = sums.Sum(null, tau, null, progress.Next(0.15));
        G2Affine[] b2 = sums.Sum(null, powers.ReadLagrangeG2(log), null, progress.Next(0.3));
        G1Affine[] mixed = sums.Sum(betaTau, alphaTau, tau, progress.Next(0.4));
        ZkeyFile key = new()
        {
            Alpha = powers.ReadG1(PtauSection.AlphaTauG1, 0, 1)[0],
            BetaG1 = powers.ReadG1(PtauSection.BetaTauG1, 0, 1)[0],
            Beta = powers.ReadG2(PtauSection.BetaG2, 0, 1)[0],
            Gamma = G2.Generator,
            DeltaG1 = G1.Generator,
            Delta = G2.Generator,
            InputPoints = mixed.AsMemory(..(circuit.PublicCount + 1)),
            A = a,
            B1 = b1,
            B2 = b2,
            C = mixed.AsMemory(circuit.PublicCount + 1),
            H = OddPoints(powers.ReadLagrangeG1(PtauSection.LagrangeTauG1, log + 1)),
            Coefficients = CoefficientsOf(circuit),
            CircuitHash = default,
            Contributions = [],
        };
        ZkeyFile hashed = key.WithCircuitHash(HashOf(key, powers, log));
        progress.Finish();
        return hashed;
    }

    private static int LogDomainSize(R1csFile circuit)
    {
        long rows = (long)circuit.RowCount + circuit.PublicCount + 1;
        int log = Math.Max(1, 64 - BitOperations.LeadingZeroCount((ulong)rows - 1));
        return log < EvaluationDomain.MaxLogSize ? log : throw new InvalidOperationException($"A circuit of {rows} rows is too big for any domain.");
    }

    private static G1Affine[] OddPoints(G1Affine[] points)
    {
        G1Affine[] odd = new G1Affine[points.Length / 2];
        for (int i = 0; i < odd.Length; i++)
        {
            odd[i] = points[(2 * i) + 1];
        }

        return odd;
    }

    private static ZkeyCoefficient[] CoefficientsOf(R1csFile circuit)
    {
        List<ZkeyCoefficient> coefficients = [];
        for (int row = 0; row < circuit.RowCount; row++)
        {
            for (byte matrix = 0; matrix < 2; matrix++)
            {
                foreach ((int wire, Fr value) in circuit.Side(row, matrix))
                {
                    coefficients.Add(new ZkeyCoefficient(matrix, row, wire, value));
                }
            }
        }

        for (int wire = 0; wire <= circuit.PublicCount; wire++)
        {
            coefficients.Add(new ZkeyCoefficient(0, circuit.RowCount + wire, wire, Fr.One));
        }

        return [.. coefficients];
    }

    private static byte[] HashOf(ZkeyFile key, PtauFile powers, int log)
    {
        using CeremonyHash hash = new();
        _ = hash.Append(key.Alpha).Append(key.BetaG1).Append(key.Beta).Append(key.Gamma).Append(key.DeltaG1).Append(key.Delta);
        _ = hash.AppendList(key.InputPoints.Span);
        HashPowers(hash, powers, log);
        return hash.AppendList(key.C.Span).AppendList(key.A.Span).AppendList(key.B1.Span).AppendList(key.B2.Span).Finish();
    }

    // The points (tau^n - 1) tau^i for i below n - 1. snarkjs 0.7.6 states that number and, where it is above 2^14, hashes full
    // blocks of 2^14 points none the less, one point more than it says; so the last power needed is 2n - 1, not 2n - 2.
    private static void HashPowers(CeremonyHash hash, PtauFile powers, int log)
    {
        int size = 1 << log, stated = size - 1;
        int hashed = stated <= PowersPerHashBlock ? stated : size;
        if (hashed == size && powers.Power == log)
        {
            throw new InvalidOperationException($"For a domain of 2^{log} snarkjs's circuit hash takes powers of tau of 2^{log + 1} or more.");
        }

        _ = hash.AppendCount(stated);
        for (int first = 0; first < hashed; first += PowersPerHashBlock)
        {
            int count = Math.Min(PowersPerHashBlock, hashed - first);
            G1Affine[] low = powers.ReadG1(PtauSection.TauG1, first, count), high = powers.ReadG1(PtauSection.TauG1, first + (long)size, count);
            G1Point[] differences = new G1Point[count];
            for (int i = 0; i < count; i++)
            {
                differences[i] = new G1Point(high[i]) + (-low[i]);
            }

            G1Point.BatchNormalize(differences, low);
            foreach (ref readonly G1Affine point in low.AsSpan())
            {
                _ = hash.Append(point);
            }
        }
    }
}
