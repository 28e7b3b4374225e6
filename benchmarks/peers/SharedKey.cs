using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Peers;

/// <summary>A development key in snarkjs's format, so that every prover here works with the same points.</summary>
internal static class SharedKey
{
    /// <summary>The key as a .zkey file has it; its ceremony is the one contribution that marks it as insecure.</summary>
    public static ZkeyFile ToZkey(ProvingKey key, ConstraintSystem system) => new()
    {
        Alpha = key.VerifyingKey.Alpha,
        BetaG1 = key.BetaG1,
        Beta = key.VerifyingKey.Beta,
        Gamma = key.VerifyingKey.Gamma,
        DeltaG1 = key.DeltaG1,
        Delta = key.VerifyingKey.Delta,
        InputPoints = key.VerifyingKey.InputPoints.ToArray(),
        A = key.A.ToArray(),
        B1 = key.B1.ToArray(),
        B2 = key.B2.ToArray(),
        C = key.C.ToArray(),
        H = key.H.ToArray(),
        Coefficients = Coefficients(system).ToArray(),
        CircuitHash = new byte[Contribution.HashSizeInBytes],
        Contributions =
        [
            new Contribution
            {
                DeltaAfter = key.DeltaG1,
                S = G1.Generator,
                Sx = key.DeltaG1,
                Spx = key.VerifyingKey.Delta,
                Transcript = new byte[Contribution.HashSizeInBytes],
                Name = Phase2.DevelopmentName,
            },
        ],
    };

    private static IEnumerable<ZkeyCoefficient> Coefficients(ConstraintSystem system)
    {
        for (int row = 0; row < system.RowCount; row++)
        {
            foreach (Term term in system.A[row].ToArray())
            {
                yield return new ZkeyCoefficient(0, row, term.Wire, system.Coefficients[term.Coefficient]);
            }

            foreach (Term term in system.B[row].ToArray())
            {
                yield return new ZkeyCoefficient(1, row, term.Wire, system.Coefficients[term.Coefficient]);
            }
        }

        for (int wire = 0; wire <= system.PublicInputCount; wire++)
        {
            yield return new ZkeyCoefficient(0, system.RowCount + wire, wire, Fr.One);
        }
    }
}
