using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Looks for wires whose value a system does not fix: it changes one wire of a good witness and looks only at the rows that hold it.</summary>
/// <remarks>
/// A wire that can be changed alone without any row failing is underconstrained. That every such change fails does not
/// prove the opposite: several wires may move together (see <see cref="FreedomAudit"/> for those that move a little).
/// </remarks>
public sealed class MutationAudit
{
    private readonly ConstraintSystem system;
    private readonly Fr[] factors;
    private readonly int[] starts;
    private readonly (int Row, int Side, int Coefficient)[] uses;

    /// <summary>Indexes where each wire is used; cost and memory in proportion to the terms of the system.</summary>
    /// <exception cref="ArgumentException">The witness does not satisfy its system.</exception>
    public MutationAudit(Witness witness)
    {
        ArgumentNullException.ThrowIfNull(witness);
        system = witness.System;
        factors = new Fr[system.FactorCount];
        system.Extend(witness.Wires, factors);
        if (system.FirstFailureOf(factors) is { } failure)
        {
            throw new ArgumentException("The witness fails already: " + failure, nameof(witness));
        }

        (starts, uses) = IndexUses(system);
    }

    /// <summary>Rows in which a wire stands.</summary>
    public IEnumerable<int> RowsOf(int wire) => uses[starts[wire]..starts[wire + 1]].Select(use => use.Row).Distinct();

    /// <summary>Whether some row fails when this wire alone takes another value.</summary>
    public bool Notices(int wire, Fr value)
    {
        Fr change = value - factors[wire];
        ReadOnlySpan<(int Row, int Side, int Coefficient)> all = uses.AsSpan(starts[wire]..starts[wire + 1]);
        Span<Fr> sides = stackalloc Fr[3];
        for (int i = 0; i < all.Length;)
        {
            int row = all[i].Row;
            sides[0] = factors[system.A.Forms[row]];
            sides[1] = factors[system.B.Forms[row]];
            sides[2] = sides[0] * sides[1];
            for (; i < all.Length && all[i].Row == row; i++)
            {
                sides[all[i].Side] += system.Coefficients[all[i].Coefficient] * change;
            }

            if (sides[0] * sides[1] != sides[2])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The wires that can take one of a few other values without any row failing.</summary>
    /// <remarks>Tries the value plus and minus one, its negative, its opposite as a bit, its double, zero, and a random one.</remarks>
    public IReadOnlyList<int> FindUnnoticed(RandomSource random)
    {
        List<int> unnoticed = [];
        for (int wire = 1; wire < system.WireCount; wire++)
        {
            Fr value = factors[wire];
            ReadOnlySpan<Fr> others = [value + Fr.One, value - Fr.One, -value, Fr.One - value, value.Double(), Fr.Zero, Fr.Random(random)];
            foreach (Fr other in others)
            {
                if (other != value && !Notices(wire, other))
                {
                    unnoticed.Add(wire);
                    break;
                }
            }
        }

        return unnoticed;
    }

    private static (int[] Starts, (int Row, int Side, int Coefficient)[] Uses) IndexUses(ConstraintSystem system)
    {
        int[] next = new int[system.WireCount + 1];
        ForEachUse(system, (wire, _) => next[wire + 1]++);
        for (int wire = 0; wire < system.WireCount; wire++)
        {
            next[wire + 1] += next[wire];
        }

        int[] firsts = [.. next];
        var index = new (int Row, int Side, int Coefficient)[firsts[^1]];
        ForEachUse(system, (wire, use) => index[next[wire]++] = use);
        return (firsts, index);
    }

    private static void ForEachUse(ConstraintSystem system, Action<int, (int Row, int Side, int Coefficient)> action)
    {
        ReadOnlySpan<ConstraintMatrix> sides = [system.A, system.B, system.C];
        for (int row = 0; row < system.RowCount; row++)
        {
            for (int side = 0; side < 3; side++)
            {
                foreach (Term term in sides[side][row])
                {
                    action(term.Wire, (row, side, term.Coefficient));
                }
            }
        }
    }
}
