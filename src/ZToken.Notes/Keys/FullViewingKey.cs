using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>(ak, nk, the root of all viewing keys): sees everything of a member, in every epoch, and spends nothing. What a wallet holds while its signing key is elsewhere.</summary>
public sealed class FullViewingKey : IDisposable
{
    /// <summary>Bytes of a key: those of (ak, nk), and the root.</summary>
    public const int SizeInBytes = Notes.ProofGenerationKey.SizeInBytes + WalletSeed.SizeInBytes;

    private readonly Secret<SeedBytes> viewRoot;

    internal FullViewingKey(in JubjubAffine validatingKey, NullifierKey nullifierKey, in SeedBytes viewRoot)
        : this(new ProofGenerationKey(validatingKey, nullifierKey), new Secret<SeedBytes>(viewRoot))
    {
    }

    private FullViewingKey(ProofGenerationKey proofGenerationKey, Secret<SeedBytes> viewRoot)
    {
        ProofGenerationKey = proofGenerationKey;
        this.viewRoot = viewRoot;
    }

    /// <summary>(ak, nk); its life ends with this key's.</summary>
    public ProofGenerationKey ProofGenerationKey { get; }

    /// <summary>Whom the member's notes belong to.</summary>
    public NoteOwner Owner => ProofGenerationKey.Owner;

    /// <summary>vk of an epoch.</summary>
    public ViewingKey ViewingKeyOf(Epoch epoch) => new(epoch, KeyExpansion.ToScalar(viewRoot.Expose(), KeyExpansion.Viewing, epoch.Number));

    /// <summary>What the registry publishes of this member in an epoch.</summary>
    public Member MemberIn(Epoch epoch)
    {
        using ViewingKey key = ViewingKeyOf(epoch);
        return new Member(Owner, key.ViewingPoint);
    }

    /// <summary>Reads the 96 bytes.</summary>
    /// <returns>False where ak is not of prime order, nk not below r, or the root all zeros.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out FullViewingKey? key)
    {
        key = null;
        if (bytes.Length != SizeInBytes || !bytes[ProofGenerationKey.SizeInBytes..].ContainsAnyExcept((byte)0) || !ProofGenerationKey.TryRead(bytes[..ProofGenerationKey.SizeInBytes], out ProofGenerationKey? proving))
        {
            return false;
        }

        SeedBytes root = default;
        bytes[ProofGenerationKey.SizeInBytes..].CopyTo(root);
        key = new FullViewingKey(proving, new Secret<SeedBytes>(root));
        ((Span<byte>)root).Clear();
        return true;
    }

    /// <summary>Writes the 96 bytes, to be encrypted at once.</summary>
    public void WriteTo(Span<byte> destination)
    {
        ProofGenerationKey.WriteTo(destination);
        ((ReadOnlySpan<byte>)viewRoot.Expose()).CopyTo(destination[ProofGenerationKey.SizeInBytes..]);
    }

    /// <summary>Overwrites the keys with zeros.</summary>
    public void Dispose()
    {
        ProofGenerationKey.Dispose();
        viewRoot.Dispose();
    }

    /// <summary>The key with which the randomness of plans is drawn, 32 bytes.</summary>
    internal void WritePlanningKey(Span<byte> destination) => KeyExpansion.ToBytes(viewRoot.Expose(), KeyExpansion.Planning, destination);
}
