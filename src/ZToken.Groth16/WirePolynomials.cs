using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <summary>The polynomials of a circuit's wires at the secret tau, overwritten on disposal.</summary>
/// <remarks>
/// A_i is the polynomial whose value at the j-th element of the domain is the coefficient of wire i in row j of the matrix A, so
/// A_i(tau) = sum over j of a_ji L_j(tau). After the circuit's rows comes a row for the constant and for each public input, in A alone,
/// which makes their polynomials independent: without it the prover could move value from one public input to another.
/// </remarks>
internal sealed class WirePolynomials : IDisposable
{
    public WirePolynomials(ConstraintSystem system, in Fr tau)
    {
        EvaluationDomain domain = EvaluationDomain.OfAtLeast(ProvingKey.RowsOf(system), RootOfUnity.OfFive);
        Fr[] lagrange = new Fr[domain.Size];
        domain.LagrangeAt(tau, lagrange);
        A = Sum(system, system.A, lagrange);
        B = Sum(system, system.B, lagrange);
        C = Sum(system, system.C, lagrange);
        for (int wire = 0; wire <= system.PublicInputCount; wire++)
        {
            A[wire] += lagrange[system.RowCount + wire];
        }

        Wipe(lagrange);
        H = OddLagrange(domain, tau);
    }

    /// <summary>A_i(tau) for each wire i.</summary>
    public Fr[] A { get; }

    /// <summary>B_i(tau) for each wire i.</summary>
    public Fr[] B { get; }

    /// <summary>C_i(tau) for each wire i.</summary>
    public Fr[] C { get; }

    /// <summary>L_(2i+1)(tau) over the domain of twice the size, for each element i of the domain.</summary>
    public Fr[] H { get; }

    public void Dispose()
    {
        Wipe(A);
        Wipe(B);
        Wipe(C);
        Wipe(H);
    }

    private static Fr[] Sum(ConstraintSystem system, ConstraintMatrix matrix, Fr[] lagrange)
    {
        Fr[] sums = new Fr[system.WireCount];
        ReadOnlySpan<Fr> coefficients = system.Coefficients;
        for (int row = 0; row < system.RowCount; row++)
        {
            foreach (Term term in matrix[row])
            {
                sums[term.Wire] += coefficients[term.Coefficient] * lagrange[row];
            }
        }

        return sums;
    }

    private static Fr[] OddLagrange(EvaluationDomain domain, in Fr tau)
    {
        Fr[] all = new Fr[2 * domain.Size];
        new EvaluationDomain(domain.LogSize + 1, domain.Root).LagrangeAt(tau, all);
        Fr[] odd = new Fr[domain.Size];
        for (int i = 0; i < odd.Length; i++)
        {
            odd[i] = all[(2 * i) + 1];
        }

        Wipe(all);
        return odd;
    }

    private static void Wipe(Fr[] values) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(values.AsSpan()));
}
