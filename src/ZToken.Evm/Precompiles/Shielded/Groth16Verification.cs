using System.Buffers.Binary;
using ZToken.Algebra;
using ZToken.Groth16;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Proofs of Groth16: <c>verify(address,bytes,uint256[])</c>, as IGroth16Verifier.sol has it. The key is the code of an account.</summary>
/// <remarks>
/// Key, proof and inputs that are malformed give false. What is no canonical encoding of the three arguments, and another function, fail. The account is read
/// without becoming warm; gas depends on the length of the input alone, so it is the same whatever the account holds and however the verdict was found.
/// </remarks>
/// <param name="state">The block's state, in which the key's account is.</param>
/// <param name="keys">Keys that were read before.</param>
/// <param name="allowsDevelopmentKeys">Whether keys made from a public seed count on this chain.</param>
/// <param name="verdicts">What a block's proofs were found to be beforehand.</param>
/// <param name="noted">On a dry pass: where proofs are noted, and taken to hold.</param>
internal sealed class Groth16Verification(WorldState state, VerifyingKeyCache keys, bool allowsDevelopmentKeys, BlockVerdicts verdicts, BlockClaims? noted) : IPrecompile
{
    // Address, offsets of both arrays, length of the proof; then the proof, the length of the inputs, and these.
    private const int HeadWords = 3;

    private static readonly uint verify = Calls.SelectorOf("verify(address,bytes,uint256[])");

    public long GasOf(ReadOnlySpan<byte> input)
    {
        const int Fixed = Calls.SelectorSize + ((HeadWords + 2) * Calls.WordSize) + Proof.UncompressedSizeInBytes;
        return ZTokenPrices.Proof + (PrecompileInput.WordsOf(input[Math.Min(input.Length, Fixed)..]) * ZTokenPrices.ProofInput);
    }

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        if (Calls.FunctionOf(input) != verify || !TryRead(input[Calls.SelectorSize..], out Address account, out ReadOnlySpan<byte> proof, out ReadOnlySpan<byte> inputs))
        {
            return false;
        }

        output = Calls.Answer(Verify(account, proof, inputs));
        return true;
    }

    private bool Verify(in Address account, ReadOnlySpan<byte> proof, ReadOnlySpan<byte> inputs)
    {
        // Before anything is looked up: a claim is known by its bytes one after another, and with any length they could be cut in another place.
        if (proof.Length != Proof.UncompressedSizeInBytes)
        {
            return false;
        }

        Hash256 code = state.CodeHashOf(account);
        Hash256 id = IdOf(code, proof, inputs);
        if (verdicts.TryFind(id, out bool holds))
        {
            return holds;
        }

        // The number of inputs first: it bounds what reading a key that is not in the cache can take by what was paid.
        ReadOnlySpan<byte> bytes = state.CodeOf(account);
        if (bytes.Length != VerifyingKeyCode.SizeOf(inputs.Length / Calls.WordSize) || !keys.TryFind(code, bytes, out VerifyingKeyCode? key) ||
            (key.IsDevelopment && !allowsDevelopmentKeys) || !TryElements(inputs, out Fr[] elements) || !Proof.TryReadUncompressedUnchecked(proof, out Proof? read))
        {
            return false;
        }

        return (noted is not null && noted.TryAdd(id, key.Key, new ProofWithInputs(read, elements))) || new Verifier(key.Key).Verify(read, elements) == ProofVerdict.Valid;
    }

    private static Hash256 IdOf(in Hash256 code, ReadOnlySpan<byte> proof, ReadOnlySpan<byte> inputs)
    {
        byte[] claim = new byte[Hash256.SizeInBytes + proof.Length + inputs.Length];
        code.WriteTo(claim);
        proof.CopyTo(claim.AsSpan(Hash256.SizeInBytes));
        inputs.CopyTo(claim.AsSpan(Hash256.SizeInBytes + proof.Length));
        return Hash256.Of(claim);
    }

    private static bool TryElements(ReadOnlySpan<byte> words, out Fr[] elements)
    {
        elements = new Fr[words.Length / Calls.WordSize];
        for (int i = 0; i < elements.Length; i++)
        {
            if (!Fr.TryReadBigEndian(words.Slice(i * Calls.WordSize, Calls.WordSize), out elements[i]))
            {
                return false;
            }
        }

        return true;
    }

    // As compilers encode it: the proof right after the head, the inputs right after the proof, and nothing more.
    private static bool TryRead(ReadOnlySpan<byte> arguments, out Address account, out ReadOnlySpan<byte> proof, out ReadOnlySpan<byte> inputs)
    {
        account = default;
        proof = inputs = default;
        if (arguments.Length % Calls.WordSize != 0 || arguments[..Math.Min(12, arguments.Length)].ContainsAnyExcept((byte)0) ||
            !TryCount(arguments, 1, out int proofAt) || proofAt != HeadWords * Calls.WordSize || !TryCount(arguments, 2, out int inputsAt) ||
            !TryCount(arguments, HeadWords, out int proofLength))
        {
            return false;
        }

        int proofStart = proofAt + Calls.WordSize, padded = (proofLength + Calls.WordSize - 1) / Calls.WordSize * Calls.WordSize;
        if (inputsAt != proofStart + padded || !TryCount(arguments, inputsAt / Calls.WordSize, out int inputCount) ||
            arguments.Length - inputsAt - Calls.WordSize != (long)inputCount * Calls.WordSize ||
            arguments[(proofStart + proofLength)..inputsAt].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        proof = arguments.Slice(proofStart, proofLength);
        inputs = arguments[(inputsAt + Calls.WordSize)..];
        return Address.TryRead(arguments[12..Calls.WordSize], out account);
    }

    // A length or an offset: no more than there are bytes.
    private static bool TryCount(ReadOnlySpan<byte> arguments, int index, out int count)
    {
        count = 0;
        int start = index * Calls.WordSize;
        if (arguments.Length < start + Calls.WordSize || arguments.Slice(start, Calls.WordSize - sizeof(uint)).ContainsAnyExcept((byte)0))
        {
            return false;
        }

        uint value = BinaryPrimitives.ReadUInt32BigEndian(arguments[(start + Calls.WordSize - sizeof(uint))..]);
        count = (int)Math.Min(value, int.MaxValue);
        return value <= (uint)arguments.Length;
    }
}
