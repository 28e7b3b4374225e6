using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A bundle as the z-contract's functions take it: words, with a proof that needs no decompression and a hint for the signature.</summary>
/// <remarks>
/// Whatever stands here can be sent, also what the contract refuses. <see cref="From"/> makes it of a bundle as it travels; <see cref="TryToBundle"/> goes back and is strict.
/// </remarks>
public sealed record ContractBundle
{
    /// <summary>The code of the shape.</summary>
    public required byte Shape { get; init; }

    /// <summary>The version of the verifying key.</summary>
    public required uint KeyVersion { get; init; }

    /// <summary>The last block time at which it may be taken.</summary>
    public required ulong Expiry { get; init; }

    /// <summary>Whose coins a shield takes.</summary>
    public Address Depositor { get; init; }

    /// <summary>Whom an unshield pays.</summary>
    public Address Target { get; init; }

    /// <summary>An agreement that it belongs to.</summary>
    public Hash256 Agreement { get; init; }

    /// <summary>A, B and C as EIP-2537 encodes points: 128 + 256 + 128 bytes.</summary>
    public required ReadOnlyMemory<byte> Proof { get; init; }

    /// <summary>R of the signature.</summary>
    public required Hash256 SignatureR { get; init; }

    /// <summary>The u coordinate of R, which spares the contract a square root.</summary>
    public required Word SignatureRU { get; init; }

    /// <summary>S of the signature, little-endian as it travels.</summary>
    public required Hash256 SignatureS { get; init; }

    /// <summary>The public inputs.</summary>
    public required ImmutableArray<Word> Inputs { get; init; }

    /// <summary>The memos' ciphertexts, one after another.</summary>
    public required ReadOnlyMemory<byte> Memos { get; init; }

    /// <summary>The contract's form of a bundle.</summary>
    /// <exception cref="ArgumentException">The bundle's proof or the R of its signature are no encodings of points: no contract could take it.</exception>
    public static ContractBundle From(Bundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (!Groth16.Proof.TryRead(bundle.Proof, out Proof? proof))
        {
            throw new ArgumentException("The bundle's proof is malformed.", nameof(bundle));
        }

        ReadOnlySpan<byte> signature = bundle.Signature;
        if (!JubjubAffine.TryRead(signature[..JubjubAffine.SizeInBytes], out JubjubAffine r))
        {
            throw new ArgumentException("The bundle's signature has no point R.", nameof(bundle));
        }

        return new ContractBundle
        {
            Shape = bundle.Statement.Effects.Shape.Code,
            KeyVersion = bundle.VerifyingKeyVersion,
            Expiry = bundle.Terms.Expiry,
            Depositor = bundle.Terms.Depositor.ToAddress(),
            Target = bundle.Terms.Target.ToAddress(),
            Agreement = AgreementOf(bundle.Terms),
            Proof = proof.ToUncompressedBytes(),
            SignatureR = Words.ToHash(signature[..JubjubAffine.SizeInBytes]),
            SignatureRU = r.U.ToWord(),
            SignatureS = Words.ToHash(signature[JubjubAffine.SizeInBytes..]),
            Inputs = [.. bundle.Statement.ToPublicInputs().Select(input => input.ToWord())],
            Memos = bundle.Memos.SelectMany(memo => memo.Bytes.ToArray()).ToArray(),
        };
    }

    /// <summary>The struct out of decoded values, whose types the decoder has checked.</summary>
    internal static ContractBundle Read(AbiValue value) => new()
    {
        Shape = (byte)value[0].Word.Low64,
        KeyVersion = (uint)value[1].Word.Low64,
        Expiry = value[2].Word.Low64,
        Depositor = value[3].Address,
        Target = value[4].Address,
        Agreement = Words.ToHash(value[5].Bytes.Span),
        Proof = value[6].Bytes,
        SignatureR = Words.ToHash(value[7].Bytes.Span),
        SignatureRU = value[8].Word,
        SignatureS = Words.ToHash(value[9].Bytes.Span),
        Inputs = [.. value[10].Items.Select(item => item.Word)],
        Memos = value[11].Bytes,
    };

    /// <summary>The struct for calldata.</summary>
    public AbiValue ToAbi() => AbiValue.List(
        new Word(Shape), new Word(KeyVersion), Expiry, Depositor, Target, Agreement, Proof.ToArray(), SignatureR, SignatureRU, SignatureS, AbiValue.List(Inputs.Select(input => (AbiValue)input)), Memos.ToArray());

    /// <summary>The bundle as it travels.</summary>
    /// <param name="chainId">The chain of the contract.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="bundle">The bundle.</param>
    /// <returns>False where shape, lengths, public inputs, proof or signature are not those of a bundle.</returns>
    public bool TryToBundle(ulong chainId, Address contract, [NotNullWhen(true)] out Bundle? bundle)
    {
        bundle = null;
        byte[] signature = [.. SignatureR.ToBytes(), .. SignatureS.ToBytes()];
        if (!TransferShape.TryFromCode(Shape, out TransferShape shape)
            || !BundleContent.TryRead(shape, Inputs.AsSpan(), Memos.Span, out BundleContent? content)
            || !Groth16.Proof.TryReadUncompressed(Proof.Span, out Proof? proof)
            || !RedJubjubSignature.TryRead(signature, out RedJubjubSignature read)
            || read.R.U.ToWord() != SignatureRU)
        {
            return false;
        }

        bundle = new Bundle(content.Statement, KeyVersion, proof.ToBytes(), content.Memos, TermsOf(chainId, contract, Expiry, Depositor, Target, Agreement), signature);
        return true;
    }

    internal static TransferTerms TermsOf(ulong chainId, Address contract, ulong expiry, Address depositor, Address target, Hash256 agreement) => new()
    {
        ChainId = chainId,
        Contract = contract.ToAccount(),
        Expiry = expiry,
        Depositor = depositor.ToAccount(),
        Target = target.ToAccount(),
        Agreement = AgreementReference.TryRead(agreement.ToBytes(), out AgreementReference reference) ? reference : default,
    };

    private static Hash256 AgreementOf(TransferTerms terms)
    {
        Span<byte> bytes = stackalloc byte[AgreementReference.SizeInBytes];
        terms.Agreement.WriteTo(bytes);
        return Words.ToHash(bytes);
    }
}
