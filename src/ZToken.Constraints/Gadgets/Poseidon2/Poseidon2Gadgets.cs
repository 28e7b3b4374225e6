using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Constraints;

/// <summary>Poseidon2 inside a circuit, with the modes of <see cref="Poseidon2"/>: 264 constraints a permutation.</summary>
/// <remarks>
/// Three constraints for each of the 88 S-boxes x^5; everything else is linear and free. Sound: x^2 and x^4 are determined
/// by their rows, and the third row of each S-box determines one new wire (see <see cref="Poseidon2Template"/>); no input
/// needs a check.
/// </remarks>
public static class Poseidon2Gadgets
{
    private static readonly Fr lengthInCapacity = Fr.FromUInt64(2).Power([64]) * Fr.FromUInt64(Poseidon2.Rate);
    private static readonly Fr epochInCapacity = Fr.FromUInt64(2).Power([96]);

    /// <summary>The hash of three elements. 264 constraints.</summary>
    public static Wire Hash(this CircuitBuilder cs, HashDomain domain, Wire a, Wire b, Wire c)
    {
        ArgumentNullException.ThrowIfNull(cs);
        return Permute(cs, a, b, c, Capacity(cs, domain))[0];
    }

    /// <summary>The hash of three elements that belongs to an epoch. 264 constraints.</summary>
    /// <remarks>**Not checked: that the epoch has 32 bits.** It must be held to them elsewhere: 2^96 has an inverse, so some element would turn this capacity into that of any other domain.</remarks>
    public static Wire Hash(this CircuitBuilder cs, HashDomain domain, Wire a, Wire b, Wire c, Wire epoch)
    {
        ArgumentNullException.ThrowIfNull(cs);
        return Permute(cs, a, b, c, Capacity(cs, domain) + (epochInCapacity * epoch))[0];
    }

    /// <summary>The lanes that the sponge gives for three elements. 264 constraints for every three lanes begun.</summary>
    /// <remarks>Encryption is a lane plus a message, which is free. Nobody may ever see two messages under one lane.</remarks>
    public static Wire[] Squeeze(this CircuitBuilder cs, HashDomain domain, Wire a, Wire b, Wire c, int count)
    {
        ArgumentNullException.ThrowIfNull(cs);
        Wire[] lanes = new Wire[count];
        Wire[] state = [a, b, c, Capacity(cs, domain)];
        for (int i = 0; i < count; i++)
        {
            if (i % Poseidon2.Rate == 0)
            {
                state = Permute(cs, state[0], state[1], state[2], state[3]);
            }

            lanes[i] = state[i % Poseidon2.Rate];
        }

        return lanes;
    }

    /// <summary>The parent of four nodes of a tree. 264 constraints.</summary>
    public static Wire Node(this CircuitBuilder cs, Wire a, Wire b, Wire c, Wire d)
    {
        ArgumentNullException.ThrowIfNull(cs);
        return Permute(cs, a, b, c, d)[0] + a;
    }

    private static Wire Capacity(CircuitBuilder cs, HashDomain domain) => cs.Constant(Fr.FromUInt64(domain.Tag) + lengthInCapacity);

    private static Wire[] Permute(CircuitBuilder cs, Wire a, Wire b, Wire c, Wire d)
    {
        using GadgetScope scope = cs.Gadget("poseidon2");
        return cs.Shared(builder => new Poseidon2Rows(builder)).Permute([a, b, c, d]);
    }
}
