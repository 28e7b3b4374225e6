using System.Numerics;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Testing;

namespace ZToken.Groth16.Tests;

/// <summary>Proofs, good and bad, with our verdict: the contract's tests hold its own verifier to them, and those of the precompile theirs.</summary>
public sealed class ContractVectorTests
{
    private const string Path = "contracts/test/fixtures/groth16.json";

    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    private static readonly G1Affine smallOrder = new(Fp.Zero, Fp.FromUInt64(2));

    [Fact]
    public void The_contract_is_tested_with_our_verdicts() =>
        GeneratedFile.AssertIs(Path, JsonSerializer.Serialize(new { key = Hex(new VerifyingKeyCode(Sample.VerifyingKey, IsDevelopment: true).ToBytes()), cases = Cases() }, indented) + "\n");

    private static object[] Cases()
    {
        using Witness witness = Sample.Circuit.Solve((3, 5, 9));
        Proof proof = Sample.Prover.Prove(witness, RandomSource.FromSeed("contract vectors"u8));
        Fr[] inputs = Sample.Inputs(3, 5, 9);
        byte[] bytes = proof.ToUncompressedBytes();
        return
        [
            Case("a proof that holds", proof, inputs),
            Case("the same turned into another", new Proof(-proof.A, -proof.B, proof.C), inputs),
            Case("another first input", proof, [inputs[0] + Fr.One, .. inputs[1..]]),
            Case("another last input", proof, [.. inputs[..2], inputs[2] + Fr.One]),
            Case("an input too few", proof, inputs[..2]),
            Case("an input too many", proof, [.. inputs, Fr.Zero]),
            Case("A with the other sign", proof with { A = -proof.A }, inputs),
            Case("C is A", proof with { C = proof.A }, inputs),
            Case("A at infinity", proof with { A = G1Affine.Infinity }, inputs),
            Case("B at infinity", proof with { B = G2Affine.Infinity }, inputs),
            Case("C at infinity", proof with { C = G1Affine.Infinity }, inputs),
            Case("A of small order", proof with { A = smallOrder }, inputs),
            Case("C with a part of small order", proof with { C = (new G1Point(proof.C) + new G1Point(smallOrder)).ToAffine() }, inputs),
            Case("A off the curve", Changed(bytes, 127), inputs),
            Case("B off the curve", Changed(bytes, 383), inputs),
            Case("padding that is not zero", Changed(bytes, 0), inputs),
            Case("a byte too few", bytes[..^1], inputs),
            Case("a byte too many", [.. bytes, 0], inputs),
            Case("nothing", [], inputs),
            Noncanonical(bytes, inputs),
        ];
    }

    private static object Case(string name, Proof proof, Fr[] inputs) => Case(name, proof.ToUncompressedBytes(), inputs);

    private static object Case(string name, byte[] proof, Fr[] inputs)
    {
        bool holds = Proof.TryReadUncompressedUnchecked(proof, out Proof? read) && Sample.Verifier.Verify(read, inputs) == ProofVerdict.Valid;
        Assert.Equal(holds, Proof.TryReadUncompressed(proof, out Proof? strict) && Sample.Verifier.Verify(strict, inputs) == ProofVerdict.Valid);
        return new { name, proof = Hex(proof), inputs = Array.ConvertAll(inputs, input => Word(input.ToBigInteger())), holds };
    }

    // The same residue, written as an integer not below r.
    private static object Noncanonical(byte[] proof, Fr[] inputs)
    {
        string[] words = Array.ConvertAll(inputs, input => Word(input.ToBigInteger()));
        words[1] = Word(inputs[1].ToBigInteger() + Fr.Modulus);
        return new { name = "an input that is not canonical", proof = Hex(proof), inputs = words, holds = false };
    }

    private static byte[] Changed(byte[] bytes, int index)
    {
        byte[] changed = [.. bytes];
        changed[index] ^= 1;
        return changed;
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);

    private static string Word(BigInteger value) => "0x" + Convert.ToHexStringLower(value.ToByteArray(isUnsigned: true, isBigEndian: true)).PadLeft(64, '0');
}
