using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The values of a system's wires, and with them those of the linear forms that are factors of its rows.</summary>
/// <remarks>A secret of whoever proves, zeroed by <see cref="Dispose"/>. Nothing says that it satisfies the system: see <see cref="FirstFailure"/>.</remarks>
public sealed class Witness : IDisposable
{
    private readonly Fr[] values;

    internal Witness(ConstraintSystem system, Fr[] values)
    {
        System = system;
        this.values = values;
    }

    /// <summary>The system whose wires these are.</summary>
    public ConstraintSystem System { get; }

    /// <summary>The values of all wires: one, the public inputs, the private wires.</summary>
    public ReadOnlySpan<Fr> Wires => values.AsSpan(0, System.WireCount);

    /// <summary>The public inputs in the order of the statement.</summary>
    public ReadOnlySpan<Fr> PublicInputs => values.AsSpan(1, System.PublicInputCount);

    /// <summary>A witness from the values of the wires alone, as a file has them.</summary>
    /// <exception cref="ArgumentException">The number of values is not that of the wires, or the first is not one.</exception>
    public static Witness FromWires(ConstraintSystem system, ReadOnlySpan<Fr> wires)
    {
        ArgumentNullException.ThrowIfNull(system);
        Fr[] extended = new Fr[system.FactorCount];
        system.Extend(wires, extended);
        return new Witness(system, extended);
    }

    /// <summary>Writes A w and B w, a value for each row: what a prover transforms.</summary>
    /// <remarks>Copies only: the factors' values are known already. C w is their product wherever the witness satisfies the system.</remarks>
    public void CopyFactors(Span<Fr> left, Span<Fr> right)
    {
        ReadOnlySpan<int> a = System.A.Forms, b = System.B.Forms;
        for (int row = 0; row < a.Length; row++)
        {
            left[row] = values[a[row]];
            right[row] = values[b[row]];
        }
    }

    /// <summary>The first row that these wires do not satisfy, or null where all hold. Every form is computed anew.</summary>
    public ConstraintFailure? FirstFailure() => System.FirstFailure(Wires);

    /// <summary>Overwrites all values with zeros.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(values.AsSpan()));
}
