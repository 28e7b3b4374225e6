using System.Numerics;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>The Grain LFSR that makes Poseidon's constants (appendix E of the Poseidon paper, generate_parameters_grain.sage of its authors).</summary>
internal sealed class GrainLfsr
{
    private readonly Queue<bool> state = new();

    public GrainLfsr(int width, int fullRounds, int partialRounds)
    {
        // Field 1 (prime), S-box 0 (a power), n, t, R_F, R_P, thirty ones.
        Seed(1, 2);
        Seed(0, 4);
        Seed(Fr.BitLength, 12);
        Seed(width, 12);
        Seed(fullRounds, 10);
        Seed(partialRounds, 10);
        Seed((1 << 30) - 1, 30);
        for (int i = 0; i < 160; i++)
        {
            _ = Clock();
        }
    }

    /// <summary>The next value below the modulus; those above it are thrown away.</summary>
    public Fr NextBelowModulus()
    {
        BigInteger value = Next();
        while (value >= Fr.Modulus)
        {
            value = Next();
        }

        return Fr.FromBigInteger(value);
    }

    /// <summary>The next value, reduced.</summary>
    public Fr NextReduced() => Fr.FromBigInteger(Next());

    private void Seed(int value, int bits)
    {
        for (int i = bits - 1; i >= 0; i--)
        {
            state.Enqueue(((value >> i) & 1) != 0);
        }
    }

    private bool Clock()
    {
        bool[] bits = [.. state];
        bool feedback = bits[62] ^ bits[51] ^ bits[38] ^ bits[23] ^ bits[13] ^ bits[0];
        _ = state.Dequeue();
        state.Enqueue(feedback);
        return feedback;
    }

    // Bits come in pairs: the second counts where the first is one.
    private bool NextBit()
    {
        while (!Clock())
        {
            _ = Clock();
        }

        return Clock();
    }

    private BigInteger Next()
    {
        BigInteger value = BigInteger.Zero;
        for (int i = 0; i < Fr.BitLength; i++)
        {
            value = (value << 1) + (NextBit() ? 1 : 0);
        }

        return value;
    }
}
