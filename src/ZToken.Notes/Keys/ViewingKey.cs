using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>vk of one epoch: reads what a member paid and was paid under that epoch, and nothing of any other.</summary>
/// <remarks>What a warrant for one bank and one epoch hands to a supervisor. It spends nothing and tells nothing of later epochs.</remarks>
public sealed class ViewingKey : IDisposable
{
    /// <summary>Bytes of a key: the epoch big-endian, vk little-endian.</summary>
    public const int SizeInBytes = sizeof(uint) + JubjubScalar.SizeInBytes;

    private readonly Secret<JubjubScalar> secret;

    /// <summary>Takes a key, as it is put together from the shares of its keepers.</summary>
    /// <exception cref="ArgumentException">The key is zero.</exception>
    public ViewingKey(Epoch epoch, Secret<JubjubScalar> secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Expose().IsZero)
        {
            throw new ArgumentException("A viewing key is not zero.", nameof(secret));
        }

        Epoch = epoch;
        this.secret = secret;
        ViewingPoint = Generators.View.Multiply(secret.Expose()).ToAffine();
    }

    /// <summary>The epoch.</summary>
    public Epoch Epoch { get; }

    /// <summary>V = [vk] G_view, of prime order, as the registry has it.</summary>
    public JubjubAffine ViewingPoint { get; }

    /// <summary>Reads the 36 bytes.</summary>
    /// <returns>False where vk is not below r_J, or zero.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ViewingKey? key)
    {
        key = null;
        if (bytes.Length != SizeInBytes || !JubjubScalar.TryReadLittleEndian(bytes[sizeof(uint)..], out JubjubScalar scalar) || scalar.IsZero)
        {
            return false;
        }

        key = new ViewingKey(new Epoch(BinaryPrimitives.ReadUInt32BigEndian(bytes)), new Secret<JubjubScalar>(scalar));
        return true;
    }

    /// <summary>Writes the 36 bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, Epoch.Number);
        secret.Expose().WriteLittleEndian(destination[sizeof(uint)..]);
    }

    /// <summary>S = [vk] E, from which follows what a transfer with that E says to this key.</summary>
    /// <remarks>With an E of another order, or off the curve, whoever sees what the key made of it would learn vk modulo small numbers.</remarks>
    /// <returns>False where E is not a point of prime order; no transfer that was proven has such an E.</returns>
    public bool TryShare(in JubjubAffine ephemeralKey, out SharedPoint shared)
    {
        bool valid = ephemeralKey.IsOfPrimeOrder;
        shared = valid ? new SharedPoint((ephemeralKey * secret.Expose()).ToAffine()) : default;
        return valid;
    }

    /// <summary>S = [vk] E of a transfer that the contract took.</summary>
    /// <exception cref="ArgumentException">E is not a point of prime order.</exception>
    public SharedPoint SharedPointOf(in JubjubAffine ephemeralKey) =>
        TryShare(ephemeralKey, out SharedPoint shared) ? shared : throw new ArgumentException("E is not a point of prime order.", nameof(ephemeralKey));

    /// <summary>S for many transfers at once, in lanes and on all threads. The points are not checked: see <see cref="TryShare"/>.</summary>
    internal void ShareMany(ReadOnlySpan<JubjubAffine> ephemeralKeys, Span<JubjubAffine> shared, ComputeOptions options) =>
        JubjubPoint.MultiplyMany(ephemeralKeys, secret.Expose(), shared, options);

    /// <summary>vk, to deal it to a committee or to prove what it opened.</summary>
    public Secret<JubjubScalar> Expose() => secret;

    /// <summary>Overwrites vk with zeros.</summary>
    public void Dispose() => secret.Dispose();
}
