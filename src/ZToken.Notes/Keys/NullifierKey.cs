using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>nk: tells which nullifier a note has. Its holder sees, for ever, which of the notes it knows are spent.</summary>
/// <remarks>An element of the field that is hashed into the owner and never taken as a scalar of the curve, so that a note has one nullifier.</remarks>
public sealed class NullifierKey : IDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int SizeInBytes = Fr.SizeInBytes;

    private readonly Secret<Fr> secret;

    internal NullifierKey(Secret<Fr> secret) => this.secret = secret;

    /// <summary>Reads 32 bytes, big-endian.</summary>
    /// <returns>False where they are not below r.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out NullifierKey? key)
    {
        bool valid = Fr.TryReadBigEndian(bytes, out Fr value);
        key = valid ? new NullifierKey(new Secret<Fr>(value)) : null;
        return valid;
    }

    /// <summary>Hash(OWNER; ak.u, ak.v, nk).</summary>
    public NoteOwner OwnerWith(in JubjubAffine validatingKey) => new(Poseidon2.Hash(Domains.Owner, validatingKey.U, validatingKey.V, secret.Expose()));

    /// <summary>Hash(NULLIFIER; nk, cm, position).</summary>
    public Nullifier NullifierOf(NoteCommitment commitment, NotePosition position) =>
        new(Poseidon2.Hash(Domains.Nullifier, secret.Expose(), commitment.Value, Fr.FromUInt64(position.Number)));

    /// <summary>The element, for a witness.</summary>
    public Fr Expose() => secret.Expose();

    /// <summary>Writes 32 bytes, big-endian.</summary>
    public void WriteTo(Span<byte> destination) => secret.Expose().WriteBigEndian(destination);

    internal NullifierKey Copy() => new(new Secret<Fr>(secret.Expose()));

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose() => secret.Dispose();
}
