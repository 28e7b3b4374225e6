using System.Runtime.CompilerServices;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>The hash of notes, keys and trees: the permutation Poseidon2 over <see cref="Fr"/> and what is built of it.</summary>
/// <remarks>
/// The parameters are in <see cref="Poseidon2Parameters"/>. 488 products a permutation; the time depends on no value.
/// </remarks>
public static partial class Poseidon2
{
    /// <summary>Elements that the sponge takes and gives at a time; the fourth of the state is the capacity.</summary>
    public const int Rate = Poseidon2Parameters.Width - 1;

    /// <summary>What an unused leaf of a tree holds.</summary>
    /// <remarks>
    /// BLAKE2b-512 of no input with the personalisation <see cref="Domains.EmptyLeaf"/>, as a little-endian integer modulo r: nobody knows
    /// what hashes to it, and it is neither zero nor a value that a capacity takes.
    /// </remarks>
    public static Fr EmptyLeaf { get; } = CreateEmptyLeaf();

    /// <summary>Permutes a state of four elements in place.</summary>
    /// <exception cref="ArgumentException">The state does not have four elements.</exception>
    public static void Permute(Span<Fr> state)
    {
        if (state.Length != Poseidon2Parameters.Width)
        {
            throw new ArgumentException("The state has four elements.", nameof(state));
        }

        Permute(ref state[0], ref state[1], ref state[2], ref state[3]);
    }

    /// <summary>Hashes three elements: lane 0 of the sponge.</summary>
    /// <param name="domain">What the hash is for.</param>
    /// <param name="a">The first element.</param>
    /// <param name="b">The second element.</param>
    /// <param name="c">The third element.</param>
    /// <param name="epoch">The epoch to which the hash belongs, where it belongs to one.</param>
    public static Fr Hash(HashDomain domain, in Fr a, in Fr b, in Fr c, uint epoch = 0)
    {
        Fr s0 = a;
        Fr s1 = b;
        Fr s2 = c;
        Fr s3 = domain.Capacity(Rate, epoch);
        Permute(ref s0, ref s1, ref s2, ref s3);
        return s0;
    }

    /// <summary>The lanes that the sponge gives for three elements: 0, 1, 2, and after each further permutation the next three.</summary>
    /// <remarks>With a secret among the three elements, a keystream.</remarks>
    public static void Squeeze(HashDomain domain, in Fr a, in Fr b, in Fr c, Span<Fr> lanes)
    {
        Span<Fr> state = [a, b, c, domain.Capacity(Rate, epoch: 0)];
        while (!lanes.IsEmpty)
        {
            Permute(state);
            int count = Math.Min(lanes.Length, Rate);
            state[..count].CopyTo(lanes);
            lanes = lanes[count..];
        }

        state.Clear();
    }

    /// <summary>The parent of four nodes of a tree: element 0 of the permuted state plus the first child.</summary>
    /// <remarks>
    /// The feed-forward makes the permutation one-way, so that all four elements can be inputs. Without a domain: no value hashed elsewhere may
    /// stand where a node stands, which the trees' fixed depth and the leaves' own hashing see to.
    /// </remarks>
    public static Fr Node(in Fr a, in Fr b, in Fr c, in Fr d)
    {
        Fr s0 = a;
        Fr s1 = b;
        Fr s2 = c;
        Fr s3 = d;
        Permute(ref s0, ref s1, ref s2, ref s3);
        return s0 + a;
    }

    private static void Permute(ref Fr state0, ref Fr state1, ref Fr state2, ref Fr state3)
    {
        const int FirstPartial = Poseidon2Parameters.Width * Poseidon2Parameters.FullRounds / 2;
        const int FirstFinal = FirstPartial + Poseidon2Parameters.PartialRounds;
        ReadOnlySpan<Fr> constants = Poseidon2Parameters.AllRoundConstants;
        Fr s0 = state0;
        Fr s1 = state1;
        Fr s2 = state2;
        Fr s3 = state3;
        MixExternal(ref s0, ref s1, ref s2, ref s3);
        FullRounds(constants[..FirstPartial], ref s0, ref s1, ref s2, ref s3);
        PartialRounds(constants[FirstPartial..FirstFinal], ref s0, ref s1, ref s2, ref s3);
        FullRounds(constants[FirstFinal..], ref s0, ref s1, ref s2, ref s3);
        state0 = s0;
        state1 = s1;
        state2 = s2;
        state3 = s3;
    }

    private static void FullRounds(ReadOnlySpan<Fr> constants, ref Fr s0, ref Fr s1, ref Fr s2, ref Fr s3)
    {
        for (int i = 0; i + 3 < constants.Length; i += Poseidon2Parameters.Width)
        {
            s0 = FifthPower(s0 + constants[i]);
            s1 = FifthPower(s1 + constants[i + 1]);
            s2 = FifthPower(s2 + constants[i + 2]);
            s3 = FifthPower(s3 + constants[i + 3]);
            MixExternal(ref s0, ref s1, ref s2, ref s3);
        }
    }

    private static void PartialRounds(ReadOnlySpan<Fr> constants, ref Fr s0, ref Fr s1, ref Fr s2, ref Fr s3)
    {
        ReadOnlySpan<Fr> diagonal = Poseidon2Parameters.InternalDiagonalMinusOne;
        foreach (ref readonly Fr constant in constants)
        {
            s0 = FifthPower(s0 + constant);
            Fr sum = s0 + s1 + (s2 + s3);
            s0 = sum + (s0 * diagonal[0]);
            s1 = sum + (s1 * diagonal[1]);
            s2 = sum + (s2 * diagonal[2]);
            s3 = sum + (s3 * diagonal[3]);
        }
    }

    private static Fr FifthPower(in Fr x) => x.Square().Square() * x;

    // The external matrix with 8 additions and 4 doublings (appendix B of the paper).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixExternal(ref Fr s0, ref Fr s1, ref Fr s2, ref Fr s3)
    {
        Fr first = s0 + s1;
        Fr second = s2 + s3;
        Fr a = s1.Double() + second;
        Fr b = s3.Double() + first;
        Fr c = second.Double().Double() + b;
        Fr d = first.Double().Double() + a;
        s0 = b + d;
        s1 = d;
        s2 = a + c;
        s3 = c;
    }

    private static Fr CreateEmptyLeaf()
    {
        Span<byte> digest = stackalloc byte[Blake2b.MaxLength];
        Blake2b.HashData([], digest, personalization: Domains.EmptyLeaf);
        return Fr.FromWideLittleEndian(digest);
    }
}
