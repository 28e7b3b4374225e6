using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>k: opens what is sealed to a keeper, or to a supervisor who asked for an opening.</summary>
public sealed class KeeperKey : IDisposable
{
    /// <summary>Bytes of a key: a scalar, little-endian.</summary>
    public const int SizeInBytes = JubjubScalar.SizeInBytes;

    private readonly Secret<JubjubScalar> secret;

    private KeeperKey(Secret<JubjubScalar> secret)
    {
        this.secret = secret;
        PublicKey = new KeeperPublicKey(Generators.View.Multiply(secret.Expose()).ToAffine());
    }

    /// <summary>K = [k] G_view.</summary>
    public KeeperPublicKey PublicKey { get; }

    /// <summary>Draws a key.</summary>
    public static KeeperKey Create(RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        JubjubScalar scalar;
        do
        {
            scalar = JubjubScalar.Random(source);
        }
        while (scalar.IsZero);
        return new KeeperKey(new Secret<JubjubScalar>(scalar));
    }

    /// <summary>Reads the 32 bytes.</summary>
    /// <returns>False where they are not a scalar below r_J, or zero.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out KeeperKey? key)
    {
        bool valid = bytes.Length == SizeInBytes & JubjubScalar.TryReadLittleEndian(bytes, out JubjubScalar scalar) && !scalar.IsZero;
        key = valid ? new KeeperKey(new Secret<JubjubScalar>(scalar)) : null;
        return valid;
    }

    /// <summary>Writes the 32 bytes, to be encrypted at once.</summary>
    public void WriteTo(Span<byte> destination) => secret.Expose().WriteLittleEndian(destination);

    /// <summary>All that a keeper checks before it approves a dealing; and its share.</summary>
    /// <param name="dealing">The dealing that the chain published.</param>
    /// <param name="terms">What the registry wants of it.</param>
    /// <param name="viewingPoint">V of that member and epoch as the registry would put it into the leaf.</param>
    /// <param name="index">The keeper's number, from 1.</param>
    /// <param name="share">The share, where nothing is wrong.</param>
    public DealingRefusal OpenShare(ViewKeyDealing dealing, DealingTerms terms, in JubjubAffine viewingPoint, int index, out KeyShare? share)
    {
        ArgumentNullException.ThrowIfNull(dealing);
        ArgumentNullException.ThrowIfNull(terms);
        share = null;
        DealingRefusal refusal = dealing.Check(terms, viewingPoint, out ShareCommitments? commitments);
        if (refusal != DealingRefusal.None)
        {
            return refusal;
        }

        if (index < 1 || index > terms.Keepers.Length || terms.Keepers[index - 1] != PublicKey)
        {
            return DealingRefusal.OtherKeeper;
        }

        Span<byte> plain = stackalloc byte[JubjubScalar.SizeInBytes];
        if (!TryOpen(Domains.ShareSeal, dealing.SealedShare(index), dealing.AssociatedData(index), plain))
        {
            return DealingRefusal.SealedShareDoesNotOpen;
        }

        bool holds = KeyShare.TryRead(index, plain, out KeyShare? read) && commitments!.Holds(read);
        plain.Clear();
        if (!holds)
        {
            read?.Dispose();
            return DealingRefusal.WrongShare;
        }

        share = read;
        return DealingRefusal.None;
    }

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose() => secret.Dispose();

    internal bool TryOpen(ReadOnlySpan<byte> personalization, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData, Span<byte> plain) =>
        SealedBox.TryOpen(secret, PublicKey, personalization, box, associatedData, plain);
}
