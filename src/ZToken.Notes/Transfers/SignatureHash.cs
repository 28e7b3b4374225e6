using System.Buffers.Binary;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>What the sender signs, and the id of a bundle: everything it does, neither its proof nor the two roots.</summary>
/// <remarks>
/// BLAKE2b-256 with personalisation <see cref="Domains.SignatureHash"/> over words of 32 bytes, big-endian as the contract has them: shape code, version of the
/// verifying key, the public inputs from the epoch on, context. Groth16 proofs can be re-randomised by anybody, so no id may depend on one.
/// </remarks>
public readonly record struct SignatureHash
{
    /// <summary>Bytes of the hash.</summary>
    public const int SizeInBytes = 32;

    private readonly UInt128 high;
    private readonly UInt128 low;

    private SignatureHash(ReadOnlySpan<byte> bytes)
    {
        high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>The hash of a transfer.</summary>
    /// <param name="effects">What it does.</param>
    /// <param name="verifyingKeyVersion">The key that its proof is for.</param>
    /// <param name="terms">Where and until when.</param>
    /// <param name="memos">The memo ciphertexts.</param>
    /// <exception cref="ArgumentException">The effects or the memos do not fit the shape: other effects could then have the same hash.</exception>
    public static SignatureHash Of(TransferEffects effects, uint verifyingKeyVersion, TransferTerms terms, IReadOnlyList<MemoCiphertext> memos)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(memos);
        if (!effects.FitsShape || memos.Count != effects.Shape.Payments)
        {
            throw new ArgumentException($"Effects and memos must be as many as {effects.Shape} has.", nameof(effects));
        }

        Span<byte> word = stackalloc byte[Fr.SizeInBytes];
        using Blake2b hash = new(SizeInBytes, personalization: Domains.SignatureHash);
        foreach (Fr value in (ReadOnlySpan<Fr>)[Fr.FromUInt64(effects.Shape.Code), Fr.FromUInt64(verifyingKeyVersion), .. new TransferStatement(default, default, effects).ToPublicInputs().AsSpan(TransferStatement.RootCount)])
        {
            value.WriteBigEndian(word);
            hash.Append(word);
        }

        terms.WriteContext(memos, word);
        hash.Append(word);
        hash.Finish(word);
        return new SignatureHash(word);
    }

    /// <summary>Reads 32 bytes.</summary>
    /// <returns>False where there are not 32.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SignatureHash hash)
    {
        bool valid = bytes.Length == SizeInBytes;
        hash = valid ? new SignatureHash(bytes) : default;
        return valid;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], low);
        BinaryPrimitives.WriteUInt128BigEndian(destination, high);
    }

    /// <summary>0x and 64 digits.</summary>
    public override string ToString() => $"0x{high:x32}{low:x32}";
}
