using ZToken.Crypto;

namespace ZToken.Constraints;

/// <summary>Writes the rows of permutations into one circuit; the template's coefficients are interned once.</summary>
internal sealed class Poseidon2Rows
{
    /// <summary>Wires of a permutation: x^2, x^4 and *next* of every S-box, in this order.</summary>
    public const int WireCount = 3 * Poseidon2Template.SboxCount;

    private static readonly RowLabel square = new("x", "x"), fourth = new("x^2", "x^2"), fifth = new("x^4", "x", "x^5");

    private readonly CircuitBuilder cs;
    private readonly Term[][] products;
    private readonly Term[][] finals;
    private readonly List<Term> scratch = [];

    public Poseidon2Rows(CircuitBuilder cs)
    {
        this.cs = cs;
        products = Array.ConvertAll(Poseidon2Template.Instance.Products, Intern);
        finals = Array.ConvertAll(Poseidon2Template.Instance.Finals, Intern);
    }

    public Wire[] Permute(ReadOnlySpan<Wire> state)
    {
        Slot[] inputs = FirstInputs(state);
        SlotRange wires = cs.AllocateWires(WireCount);
        Slot final = AppendFinals(wires);
        cs.Program.Run(new Poseidon2Step(inputs, wires, new SlotRange(final, finals.Length)));
        for (int sbox = 0; sbox < Poseidon2Template.SboxCount; sbox++)
        {
            int source = Poseidon2Template.InputOf(sbox);
            Slot x = source >= 0 ? wires[(3 * source) + 2] : source == -1 ? inputs[sbox] : final + (-2 - source);
            Slot xx = wires[3 * sbox], xxxx = wires[(3 * sbox) + 1];
            cs.AddRow(x, x, xx, square);
            cs.AddRow(xx, xx, xxxx, fourth);
            cs.AddRow(xxxx, x, cs.AppendProduct(At(products[sbox], wires)), fifth);
        }

        // The last round's next wires are the state that comes out.
        Wire[] output = new Wire[Poseidon2Parameters.Width];
        for (int lane = 0; lane < output.Length; lane++)
        {
            output[lane] = cs.WireAt(wires[WireCount - 1 - (3 * (output.Length - 1 - lane))]);
        }

        return output;
    }

    // What enters the first S-boxes: the external matrix times the state, plus round constants.
    private Slot[] FirstInputs(ReadOnlySpan<Wire> state)
    {
        Slot[] inputs = new Slot[Poseidon2Parameters.Width];
        for (int row = 0; row < inputs.Length; row++)
        {
            Wire sum = cs.Constant(Poseidon2Parameters.RoundConstants(0)[row]);
            for (int lane = 0; lane < state.Length; lane++)
            {
                sum += (ulong)Poseidon2Parameters.ExternalMatrix[(Poseidon2Parameters.Width * row) + lane] * state[lane];
            }

            inputs[row] = cs.SlotOf(sum);
        }

        return inputs;
    }

    private Slot AppendFinals(SlotRange wires)
    {
        Slot first = cs.AppendFactor(At(finals[0], wires));
        for (int i = 1; i < finals.Length; i++)
        {
            _ = cs.AppendFactor(At(finals[i], wires));
        }

        return first;
    }

    // Template terms name S-boxes, -1 being the constant one; these name wires.
    private ReadOnlySpan<Term> At(Term[] template, SlotRange wires)
    {
        scratch.Clear();
        foreach (Term term in template)
        {
            scratch.Add(term with { Wire = term.Wire < 0 ? 0 : wires[(3 * term.Wire) + 2].Index });
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(scratch);
    }

    private Term[] Intern((int Next, Algebra.Fr Coefficient)[] form) =>
        Array.ConvertAll(form, term => new Term(term.Next, cs.Coefficients.Intern(term.Coefficient)));
}
