using System.Text.Json;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.Evm.Tests;

/// <summary>What the contracts' own tests are held to, as calls of the precompiles: contracts/test/fixtures.</summary>
internal static class ContractVectors
{
    public static readonly Address Key = Address.FromWord(new Word(0x5a5401));

    private static readonly AbiFunction verifyProof = AbiFunction.Parse("verify(address,bytes,uint256[])");

    private static readonly AbiFunction verifySignature = AbiFunction.Parse("verify(uint256,uint256,bytes32,bytes32,uint256,bytes32)");

    public static byte[] KeyCode { get; } = Bytes(Read("groth16").GetProperty("key"));

    public static (string Name, byte[] Input, bool Holds)[] Proofs { get; } =
        [.. Read("groth16").GetProperty("cases").EnumerateArray().Select(test => (Name(test), Proof(Bytes(test.GetProperty("proof")), Words(test.GetProperty("inputs"))), test.GetProperty("holds").GetBoolean()))];

    public static (string Name, byte[] Input, bool Holds)[] Signatures { get; } =
        [.. Read("redjubjub").GetProperty("signatures").EnumerateArray().Select(test => (Name(test), Signature(test), test.GetProperty("holds").GetBoolean()))];

    public static (string Name, byte[] Words, bool Valid, bool Prime)[] Points { get; } =
        [.. Read("redjubjub").GetProperty("points").EnumerateArray().Select(test =>
            (Name(test), (byte[])[.. Bytes(test.GetProperty("u")), .. Bytes(test.GetProperty("v"))], test.GetProperty("valid").GetBoolean(), test.GetProperty("prime").GetBoolean()))];

    /// <summary>The call of the verifier.</summary>
    public static byte[] Proof(byte[] proof, byte[][] inputs) => Proof(Key, proof, inputs);

    public static byte[] Proof(in Address key, byte[] proof, byte[][] inputs)
    {
        int padded = (proof.Length + 31) / 32 * 32;
        return
        [
            .. verifyProof.Selector, .. key.ToWord().ToBytes(), .. Number(96), .. Number(96 + 32 + padded), .. Number(proof.Length), .. proof, .. new byte[padded - proof.Length],
            .. Number(inputs.Length), .. inputs.SelectMany(input => input),
        ];
    }

    /// <summary>The proof and the inputs of a case.</summary>
    public static (byte[] Proof, byte[][] Inputs) ProofAndInputs(int index)
    {
        JsonElement test = Read("groth16").GetProperty("cases")[index];
        return (Bytes(test.GetProperty("proof")), Words(test.GetProperty("inputs")));
    }

    private static byte[] Signature(JsonElement test) =>
        [.. verifySignature.Selector, .. new[] { "rkU", "rkV", "message", "r", "rU", "s" }.SelectMany(name => Bytes(test.GetProperty(name)))];

    private static byte[] Number(int value) => new Word((ulong)value).ToBytes();

    private static byte[][] Words(JsonElement list) => [.. list.EnumerateArray().Select(Bytes)];

    private static byte[] Bytes(JsonElement text) => Convert.FromHexString(text.GetString()![2..]);

    private static string Name(JsonElement test) => test.GetProperty("name").GetString()!;

    private static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "contracts/test/fixtures", name + ".json"))).RootElement;
}
