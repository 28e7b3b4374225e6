using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Evm;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Benchmarks;

/// <summary>Calls of ZToken's own precompiles. Proofs with the number of inputs that each shape has, with a key that was read before and with one that was not.</summary>
internal static class ZTokenCalls
{
    // Uses of a key, after which its verifier is as fast as it gets.
    private const int UsesBefore = 200;

    private static readonly RandomSource random = RandomSource.FromSeed("gas of ZToken"u8);

    private static readonly AbiFunction verifyProof = AbiFunction.Parse("verify(address,bytes,uint256[])");

    public static IEnumerable<GasCall> All()
    {
        WorldState state = new(new MemoryNodeStore(), new MemoryNodeStore(), PatriciaTrie.EmptyRoot);
        VerifyingKeyCache keys = new();
        Fork fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: false);
        IPrecompile hashes = fork.Precompiles.Find(ZTokenPrecompiles.Poseidon2)!;
        IPrecompile signatures = fork.Precompiles.Find(ZTokenPrecompiles.RedJubjub)!;
        IPrecompile proofs = fork.Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!;
        byte[] four = [.. Enumerable.Range(0, 4).SelectMany(_ => Element(Fr.Random(random)))];
        yield return Call("Poseidon2 permute", hashes, "permute(uint256[4])", four);
        yield return Call("Poseidon2 node", hashes, "node(uint256[4])", four);

        byte[] signature = Signature();
        yield return Call("RedJubjub verify", signatures, "verify(uint256,uint256,bytes32,bytes32,uint256,bytes32)", signature);
        yield return Call("RedJubjub isValidKey", signatures, "isValidKey(uint256,uint256)", signature[..64]);
        yield return Call("RedJubjub isPrimeOrder", signatures, "isPrimeOrder(uint256,uint256)", signature[..64]);

        int[] counts = [1, .. TransferShape.All.Select(shape => shape.PublicInputs), VerifyingKeyCode.MaxInputCount];
        foreach (int count in counts)
        {
            Address account = Address.FromWord(new Word(0x1000 + (ulong)count));
            byte[] input = Proof(state, account, count);
            for (int i = 0; i < UsesBefore; i++)
            {
                GasCall.Check("Groth16 verify", proofs, input);
            }

            yield return GasCall.Of($"Groth16 verify, {count} inputs", proofs, input, isOurs: true);
            IPrecompile unread = proofs;
            yield return new GasCall($"Groth16 verify, {count} inputs, key not read before", proofs.GasOf(input), true, () => GasCall.Check("Groth16 verify", unread, input))
            {
                Prepare = () => unread = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, new VerifyingKeyCache(), allowsDevelopmentKeys: false).Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!,
            };
        }
    }

    private static GasCall Call(string name, IPrecompile precompile, string function, byte[] words) =>
        GasCall.Of(name, precompile, [.. AbiFunction.Parse(function).Selector, .. words], isOurs: true);

    // rk, message, R, its u coordinate, S.
    private static byte[] Signature()
    {
        byte[] message = new byte[32], bytes = new byte[RedJubjubSignature.SizeInBytes];
        random.Fill(message);
        using Secret<JubjubScalar> secret = new(JubjubScalar.Random(random));
        RedJubjubSignature signature = RedJubjub.SpendAuthorization.Sign(secret, message, random);
        signature.WriteTo(bytes);
        JubjubAffine key = RedJubjub.SpendAuthorization.PublicKeyOf(secret).Point;
        return [.. Element(key.U), .. Element(key.V), .. message, .. bytes[..32], .. Element(signature.R.U), .. bytes[32..]];
    }

    private static byte[] Proof(WorldState state, in Address account, int count)
    {
        TrapdoorKey key = new(count, random);
        state.SetCode(account, new VerifyingKeyCode(key.Key, IsDevelopment: false).ToBytes());
        Fr[] inputs = [.. Enumerable.Range(0, count).Select(_ => Fr.Random(random))];
        AbiValue words = AbiValue.List(inputs.Select(input => (AbiValue)Word.ReadBigEndian(Element(input))));
        return verifyProof.EncodeCall(account, key.Prove(inputs, random).ToUncompressedBytes(), words);
    }

    private static byte[] Element(in Fr value)
    {
        byte[] bytes = new byte[Fr.SizeInBytes];
        value.WriteBigEndian(bytes);
        return bytes;
    }
}
