using CsCheck;
using ZToken.Algebra;

namespace ZToken.Groth16.Tests;

/// <summary>Bytes from outside give a value or a refusal, and nothing else: a bounded run in every test run.</summary>
public sealed class DecoderFuzzTests
{
    private const int Iterations = 1000;

    private static readonly byte[] r1cs = Vectors.Written(R1csFile.From(Sample.Circuit.System).Write);

    // A whole file in which some stretches were overwritten, cut out or doubled.
    private static Gen<byte[]> Damaged(byte[] whole) =>
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 64], Gen.Byte.Array[0, 16]).Array[1, 4].Select(damages =>
        {
            List<byte> bytes = [.. whole];
            foreach ((int at, int length, byte[] instead) in damages)
            {
                int start = Math.Min(at, bytes.Count);
                bytes.RemoveRange(start, Math.Min(length, bytes.Count - start));
                bytes.InsertRange(start, instead);
            }

            return bytes.ToArray();
        });

    [Fact]
    public void Binary_files() => Gen.OneOf(
            Damaged(r1cs), Damaged(Vectors.Cubic("cubic.r1cs")), Damaged(Vectors.Cubic("witness.wtns")), Damaged(Vectors.Cubic("cubic_final.zkey")), Damaged(Vectors.Cubic("pot4_0000.ptau")), Gen.Byte.Array[0, 200])
        .Sample(
            bytes =>
            {
                Assert.True(!R1csFile.TryRead(bytes, out R1csFile? constraints) || Vectors.Written(constraints.Write).SequenceEqual(bytes));
                Assert.True(!WtnsFile.TryRead(bytes, out WtnsFile? wires) || Vectors.Written(wires.Write).SequenceEqual(bytes));
                Assert.True(!ZkeyFile.TryRead(bytes, out ZkeyFile? key) || Vectors.Written(key.Write).SequenceEqual(bytes));
                Assert.True(!PtauFile.TryRead(bytes, out PtauFile? powers) || Vectors.Written(powers.Write).SequenceEqual(bytes));
            },
            iter: Iterations,
            threads: 1);

    [Fact]
    public void Json_files() => Gen.OneOf(
            Damaged(Vectors.Cubic("proof.json")), Damaged(Vectors.Cubic("public.json")), Damaged(Vectors.Cubic("verification_key.json")), Gen.Byte.Array[0, 200])
        .Sample(
            bytes =>
            {
                _ = ProofJson.TryRead(bytes, out _);
                _ = PublicInputsJson.TryRead(bytes, out _);
                _ = VerifyingKeyJson.TryRead(bytes, out _);
            },
            iter: Iterations,
            threads: 1);

    [Fact]
    public void Proofs_of_192_bytes() => Gen.OneOf(Damaged(ProofJson.Read(Vectors.Cubic("proof.json")).ToBytes()), Gen.Byte.Array[192])
        .Sample(bytes => Assert.True(!Proof.TryRead(bytes, out Proof? proof) || proof.ToBytes().SequenceEqual(bytes)), iter: Iterations, threads: 1);

    [Fact]
    public void Every_change_of_one_bit_of_a_proof_is_refused()
    {
        Verifier verifier = new(VerifyingKeyJson.Read(Vectors.Cubic("verification_key.json")));
        byte[] inputs = new byte[Fr.SizeInBytes];
        PublicInputsJson.Read(Vectors.Cubic("public.json"))[0].WriteBigEndian(inputs);
        byte[] proof = ProofJson.Read(Vectors.Cubic("proof.json")).ToBytes();
        Assert.Equal(ProofVerdict.Valid, verifier.Verify(proof, inputs));
        for (int bit = 0; bit < 8 * proof.Length; bit += 3)
        {
            proof[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(ProofVerdict.Valid, verifier.Verify(proof, inputs));
            proof[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
