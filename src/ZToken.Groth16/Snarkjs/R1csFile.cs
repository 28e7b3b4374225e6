using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16;

/// <summary>A constraint system as circom and snarkjs exchange it: a file <c>.r1cs</c>.</summary>
/// <remarks>
/// Wire 0 is the constant one, then follow the public outputs, the public inputs and the private wires. Terms stay as they
/// were read, in their order, so that writing gives the same bytes; <see cref="ToConstraintSystem"/> sorts and joins them.
/// Custom gates (sections 4 and 5), which Groth16 cannot prove, are refused.
/// </remarks>
public sealed partial class R1csFile
{
    private readonly List<int> termCounts = [];
    private readonly List<(int Wire, Fr Coefficient)> terms = [];
    private readonly List<int> starts = [0];
    private uint[] order = [HeaderSection, ConstraintSection, LabelSection];
    private ulong[] labels = [];

    private R1csFile(int wireCount, int publicOutputCount, int publicInputCount, int privateInputCount, ulong labelCount)
    {
        WireCount = wireCount;
        PublicOutputCount = publicOutputCount;
        PublicInputCount = publicInputCount;
        PrivateInputCount = privateInputCount;
        LabelCount = labelCount;
    }

    /// <summary>All wires, the constant one included.</summary>
    public int WireCount { get; }

    /// <summary>Outputs of the program that wrote the file; they are public and come first.</summary>
    public int PublicOutputCount { get; }

    /// <summary>Public inputs of that program.</summary>
    public int PublicInputCount { get; }

    /// <summary>Private inputs of that program; further private wires are intermediate values.</summary>
    public int PrivateInputCount { get; }

    /// <summary>Signals of that program before it was simplified.</summary>
    public ulong LabelCount { get; }

    /// <summary>Public wires, outputs and inputs together, which a verifier is given.</summary>
    public int PublicCount => PublicOutputCount + PublicInputCount;

    /// <summary>Constraints.</summary>
    public int RowCount => termCounts.Count / 3;

    /// <summary>The file of a constraint system; its public inputs are inputs, its wires are their own labels.</summary>
    /// <remarks>The number of private inputs, of which nothing depends, is stated as that of all private wires.</remarks>
    public static R1csFile From(ConstraintSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        R1csFile file = new(system.WireCount, 0, system.PublicInputCount, system.WireCount - system.PublicInputCount - 1, (ulong)system.WireCount)
        {
            labels = [.. Enumerable.Range(0, system.WireCount).Select(wire => (ulong)wire)],
        };
        for (int row = 0; row < system.RowCount; row++)
        {
            foreach (ConstraintMatrix matrix in (ReadOnlySpan<ConstraintMatrix>)[system.A, system.B, system.C])
            {
                foreach (Term term in matrix[row])
                {
                    file.terms.Add((term.Wire, system.Coefficients[term.Coefficient]));
                }

                file.EndSide();
            }
        }

        return file;
    }

    /// <summary>The constraint system of the file.</summary>
    public ConstraintSystem ToConstraintSystem()
    {
        ConstraintSystemBuilder builder = new(WireCount, PublicCount);
        List<Term>[] sides = [[], [], []];
        for (int row = 0; row < RowCount; row++)
        {
            for (int side = 0; side < sides.Length; side++)
            {
                sides[side].Clear();
                foreach ((int wire, Fr coefficient) in Side(row, side))
                {
                    sides[side].Add(new Term(wire, builder.Coefficient(coefficient)));
                }
            }

            builder.AddRow([.. sides[0]], [.. sides[1]], [.. sides[2]]);
        }

        return builder.Build();
    }

    /// <summary>The terms of one side of a row in the order of the file; side 0 is A, 1 is B, 2 is C.</summary>
    internal ReadOnlySpan<(int Wire, Fr Coefficient)> Side(int row, int side)
    {
        int index = (3 * row) + side;
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(terms).Slice(starts[index], termCounts[index]);
    }

    private void EndSide()
    {
        termCounts.Add(terms.Count - starts[^1]);
        starts.Add(terms.Count);
    }
}
