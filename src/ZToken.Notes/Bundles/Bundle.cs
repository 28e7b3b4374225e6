using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A transfer as it travels: statement, proof, memos, terms and signature. It names no account of its parties, and anybody may submit it.</summary>
/// <remarks>
/// Wire form, all integers big-endian, no padding: form (1 byte, 1), shape code (1), version of the verifying key (4), expiry (8), depositor (20),
/// target (20), agreement (32), signature (64), proof (192), public inputs (32 each), memo ciphertexts (272 each). The shape fixes the length.
/// </remarks>
public sealed class Bundle
{
    /// <summary>Bytes of a proof: Groth16 over BLS12-381, compressed.</summary>
    public const int ProofSize = 192;

    private const byte Form = 1;
    private const int HeaderSize = 1 + 1 + sizeof(uint) + sizeof(ulong) + (2 * AccountId.SizeInBytes) + AgreementReference.SizeInBytes;

    private readonly byte[] proof;
    private readonly byte[] signature;

    /// <summary>Puts a bundle together.</summary>
    /// <exception cref="ArgumentException">Proof or signature have a wrong length, or effects or memos do not fit the shape.</exception>
    public Bundle(TransferStatement statement, uint verifyingKeyVersion, ReadOnlySpan<byte> proof, ImmutableArray<MemoCiphertext> memos, TransferTerms terms, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(terms);
        if (proof.Length != ProofSize || signature.Length != RedJubjubSignature.SizeInBytes)
        {
            throw new ArgumentException("A proof has 192 bytes and a signature 64.", nameof(proof));
        }

        if (!statement.Effects.FitsShape)
        {
            throw new ArgumentException($"The effects must be as many as {statement.Effects.Shape} has.", nameof(statement));
        }

        if (memos.IsDefault || memos.Length != statement.Effects.Shape.Payments)
        {
            throw new ArgumentException("There must be as many memos as payments.", nameof(memos));
        }

        (Statement, VerifyingKeyVersion, Memos, Terms, this.proof, this.signature) = (statement, verifyingKeyVersion, memos, terms, proof.ToArray(), signature.ToArray());
    }

    /// <summary>What is proven.</summary>
    public TransferStatement Statement { get; }

    /// <summary>The version of the verifying key.</summary>
    public uint VerifyingKeyVersion { get; }

    /// <summary>One for each payment.</summary>
    public ImmutableArray<MemoCiphertext> Memos { get; }

    /// <summary>Where and until when. Chain and contract are not in the wire form: they are those of whoever reads it.</summary>
    public TransferTerms Terms { get; }

    /// <summary>The proof; nothing says that it holds.</summary>
    public ReadOnlySpan<byte> Proof => proof;

    /// <summary>The spend authorisation; nothing says that it holds.</summary>
    public ReadOnlySpan<byte> Signature => signature;

    /// <summary>The bundle's id, which is what was signed.</summary>
    public SignatureHash Id => SignatureHash.Of(Statement.Effects, VerifyingKeyVersion, Terms, Memos);

    /// <summary>Bytes of the wire form.</summary>
    public int SizeInBytes => SizeOf(Statement.Effects.Shape);

    /// <summary>Bytes of the wire form of a shape.</summary>
    public static int SizeOf(TransferShape shape) =>
        HeaderSize + RedJubjubSignature.SizeInBytes + ProofSize + (shape.PublicInputs * Fr.SizeInBytes) + (shape.Payments * MemoCiphertext.SizeInBytes);

    /// <summary>The same bundle proven anew, under newer roots of the same epoch: the signature stands.</summary>
    /// <exception cref="ArgumentException">The proof has a wrong length.</exception>
    public Bundle ProvenAgain(NoteRoot noteRoot, MemberRoot memberRoot, ReadOnlySpan<byte> newProof) =>
        new(new TransferStatement(noteRoot, memberRoot, Statement.Effects), VerifyingKeyVersion, newProof, Memos, Terms, signature);

    /// <summary>Writes the wire form.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> rest = writer.GetSpan(SizeInBytes);
        rest[0] = Form;
        rest[1] = Statement.Effects.Shape.Code;
        BinaryPrimitives.WriteUInt32BigEndian(rest[2..], VerifyingKeyVersion);
        BinaryPrimitives.WriteUInt64BigEndian(rest[6..], Terms.Expiry);
        Terms.Depositor.WriteTo(rest[14..]);
        Terms.Target.WriteTo(rest[34..]);
        Terms.Agreement.WriteTo(rest[54..]);
        rest = rest[HeaderSize..];
        signature.CopyTo(rest);
        proof.CopyTo(rest[signature.Length..]);
        rest = rest[(signature.Length + ProofSize)..];
        foreach (Fr input in Statement.ToPublicInputs())
        {
            input.WriteBigEndian(rest);
            rest = rest[Fr.SizeInBytes..];
        }

        foreach (MemoCiphertext memo in Memos)
        {
            memo.Bytes.CopyTo(rest);
            rest = rest[MemoCiphertext.SizeInBytes..];
        }

        writer.Advance(SizeInBytes);
    }

    /// <summary>Reads the wire form.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="chainId">The reader's chain.</param>
    /// <param name="contract">The z-contract that it was sent to.</param>
    /// <param name="bundle">The bundle.</param>
    /// <returns>
    /// False where form or shape are unknown, the length is not the shape's, a public input is not below r, or epoch, amounts or asset exceed their bits.
    /// Whether the bundle holds is another question: see <see cref="BundleRules"/> and the proof.
    /// </returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ulong chainId, AccountId contract, [NotNullWhen(true)] out Bundle? bundle)
    {
        bundle = null;
        if (bytes.Length < HeaderSize || bytes[0] != Form || !TransferShape.TryFromCode(bytes[1], out TransferShape shape) || bytes.Length != SizeOf(shape))
        {
            return false;
        }

        _ = AccountId.TryRead(bytes.Slice(14, AccountId.SizeInBytes), out AccountId depositor);
        _ = AccountId.TryRead(bytes.Slice(34, AccountId.SizeInBytes), out AccountId target);
        _ = AgreementReference.TryRead(bytes.Slice(54, AgreementReference.SizeInBytes), out AgreementReference agreement);
        ReadOnlySpan<byte> signatureBytes = bytes.Slice(HeaderSize, RedJubjubSignature.SizeInBytes);
        ReadOnlySpan<byte> proofBytes = bytes.Slice(HeaderSize + signatureBytes.Length, ProofSize);
        ReadOnlySpan<byte> rest = bytes[(HeaderSize + signatureBytes.Length + ProofSize)..];
        Fr[] inputs = new Fr[shape.PublicInputs];
        for (int i = 0; i < inputs.Length; i++, rest = rest[Fr.SizeInBytes..])
        {
            if (!Fr.TryReadBigEndian(rest[..Fr.SizeInBytes], out inputs[i]))
            {
                return false;
            }
        }

        if (!TransferStatement.TryFromPublicInputs(shape, inputs, out TransferStatement? statement))
        {
            return false;
        }

        var memos = ImmutableArray.CreateBuilder<MemoCiphertext>(shape.Payments);
        for (int i = 0; i < shape.Payments; i++, rest = rest[MemoCiphertext.SizeInBytes..])
        {
            _ = MemoCiphertext.TryRead(rest[..MemoCiphertext.SizeInBytes], out MemoCiphertext? memo);
            memos.Add(memo!);
        }

        TransferTerms terms = new()
        {
            ChainId = chainId,
            Contract = contract,
            Expiry = BinaryPrimitives.ReadUInt64BigEndian(bytes[6..]),
            Depositor = depositor,
            Target = target,
            Agreement = agreement,
        };
        bundle = new Bundle(statement, BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]), proofBytes, memos.MoveToImmutable(), terms, signatureBytes);
        return true;
    }
}
