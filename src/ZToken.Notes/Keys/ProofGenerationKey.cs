using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>(ak, nk): makes proofs and cannot sign. What a proving server holds.</summary>
/// <remarks><b>Its holder sees which notes the member spends, for ever</b>, of all notes whose commitment and position it learns.</remarks>
public sealed class ProofGenerationKey : IDisposable
{
    /// <summary>Bytes of a key: ak as a point of Jubjub, nk big-endian.</summary>
    public const int SizeInBytes = JubjubAffine.SizeInBytes + Notes.NullifierKey.SizeInBytes;

    internal ProofGenerationKey(in JubjubAffine validatingKey, NullifierKey nullifierKey)
    {
        ValidatingKey = validatingKey;
        NullifierKey = nullifierKey;
        Owner = nullifierKey.OwnerWith(validatingKey);
    }

    /// <summary>ak.</summary>
    public JubjubAffine ValidatingKey { get; }

    /// <summary>nk.</summary>
    public NullifierKey NullifierKey { get; }

    /// <summary>Whom the notes belong to that this key proves for.</summary>
    public NoteOwner Owner { get; }

    /// <summary>Reads the 64 bytes.</summary>
    /// <returns>False where ak is not of prime order, or nk not below r.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ProofGenerationKey? key)
    {
        key = null;
        if (bytes.Length != SizeInBytes ||
            !JubjubAffine.TryReadInPrimeSubgroup(bytes[..JubjubAffine.SizeInBytes], out JubjubAffine ak) || ak.IsIdentity ||
            !NullifierKey.TryRead(bytes[JubjubAffine.SizeInBytes..], out NullifierKey? nk))
        {
            return false;
        }

        key = new ProofGenerationKey(ak, nk);
        return true;
    }

    /// <summary>Writes the 64 bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        ValidatingKey.WriteTo(destination);
        NullifierKey.WriteTo(destination[JubjubAffine.SizeInBytes..]);
    }

    /// <summary>Overwrites nk with zeros.</summary>
    public void Dispose() => NullifierKey.Dispose();
}
