using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Evm;

/// <summary>Poseidon2 over four elements of Fr: <c>permute(uint256[4])</c> and <c>node(uint256[4])</c>, as IPoseidon2.sol has them.</summary>
/// <remarks>A word that is not below r, an input of another length and another function fail.</remarks>
internal sealed class Poseidon2Permutation : IPrecompile
{
    private static readonly uint permute = Calls.SelectorOf("permute(uint256[4])");

    private static readonly uint node = Calls.SelectorOf("node(uint256[4])");

    public long GasOf(ReadOnlySpan<byte> input) => ZTokenPrices.Permutation;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        uint function = Calls.FunctionOf(input);
        if ((function != permute && function != node) || !Calls.HasWords(input, Poseidon2Parameters.Width))
        {
            return false;
        }

        Span<Fr> state = stackalloc Fr[Poseidon2Parameters.Width];
        for (int i = 0; i < state.Length; i++)
        {
            if (!Calls.TryElement(input, i, out state[i]))
            {
                return false;
            }
        }

        if (function == node)
        {
            output = new byte[Calls.WordSize];
            Poseidon2.Node(state[0], state[1], state[2], state[3]).WriteBigEndian(output);
            return true;
        }

        Poseidon2.Permute(state);
        output = new byte[Poseidon2Parameters.Width * Calls.WordSize];
        for (int i = 0; i < state.Length; i++)
        {
            state[i].WriteBigEndian(output.AsSpan(i * Calls.WordSize));
        }

        return true;
    }
}
