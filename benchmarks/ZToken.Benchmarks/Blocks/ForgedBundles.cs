using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.Benchmarks;

/// <summary>Bundles that the z-contract takes and that pay nobody: notes, ciphertexts and memos are at random, since no contract can tell; so are the proofs, made with the
/// key's secrets, since no verifier can.</summary>
/// <param name="key">The verifying key whose secrets are known.</param>
/// <param name="shape">The shape.</param>
/// <param name="version">The key's version on the chain.</param>
/// <param name="home">The z-contract.</param>
/// <param name="expiry">Until when they may be taken.</param>
internal sealed class ForgedBundles(TrapdoorKey key, TransferShape shape, uint version, ContractHome home, ulong expiry)
{
    // epoch before; rk, E and the three public amounts after.
    private const int InputsAround = 1 + 2 + 2 + 3;

    public Bundle Make((NoteRoot Notes, MemberRoot Members) roots, Epoch epoch, RandomSource source, out ProofWithInputs proven)
    {
        using Secret<JubjubScalar> signer = new(JubjubScalar.Random(source));
        JubjubAffine randomizedKey = RedJubjub.SpendAuthorization.PublicKeyOf(signer).Point, ephemeral = Generators.View.Multiply(JubjubScalar.Random(source)).ToAffine();
        int between = shape.PublicInputs - 2 - InputsAround;
        Fr[] inputs =
        [
            roots.Notes.Value, roots.Members.Value, Fr.FromUInt64(epoch.Number), .. Enumerable.Range(0, between).Select(_ => Fr.Random(source)),
            randomizedKey.U, randomizedKey.V, ephemeral.U, ephemeral.V, Fr.Zero, Fr.Zero, Fr.Zero,
        ];
        if (!TransferStatement.TryFromPublicInputs(shape, inputs, out TransferStatement? statement))
        {
            throw new InvalidOperationException("Public inputs of the right number are no statement.");
        }

        MemoCiphertext[] memos = [.. Enumerable.Range(0, shape.Payments).Select(_ => RandomMemo(source))];
        TransferTerms terms = new() { ChainId = home.ChainId, Contract = home.ZToken.ToAccount(), Expiry = expiry };
        byte[] hash = new byte[SignatureHash.SizeInBytes], signature = new byte[RedJubjubSignature.SizeInBytes];
        SignatureHash.Of(statement.Effects, version, terms, memos).WriteTo(hash);
        RedJubjub.SpendAuthorization.Sign(signer, hash, source).WriteTo(signature);
        Proof proof = key.Prove(inputs, source);
        proven = new ProofWithInputs(proof, inputs);
        return new Bundle(statement, version, proof.ToBytes(), [.. memos], terms, signature);
    }

    private static MemoCiphertext RandomMemo(RandomSource source)
    {
        byte[] memo = new byte[MemoCiphertext.SizeInBytes];
        source.Fill(memo);
        return MemoCiphertext.TryRead(memo, out MemoCiphertext? ciphertext) ? ciphertext : throw new InvalidOperationException("Bytes of the right number are no memo.");
    }
}
