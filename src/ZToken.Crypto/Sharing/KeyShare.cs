using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>A keeper's share of a key: the value of the dealer's polynomial at the keeper's index.</summary>
public sealed class KeyShare : IDisposable
{
    internal KeyShare(int index, in JubjubScalar value)
    {
        ThrowIfNoIndex(index);
        Index = index;
        Value = new Secret<JubjubScalar>(value);
    }

    /// <summary>The keeper's index, from 1.</summary>
    public int Index { get; }

    /// <summary>The share itself.</summary>
    public Secret<JubjubScalar> Value { get; }

    /// <summary>Reads a share: 32 bytes, little-endian, as they come out of the sealed text.</summary>
    /// <returns>False where the index is not 1 to <see cref="ShareCommitments.MaxShares"/> or the bytes are not a canonical scalar.</returns>
    public static bool TryRead(int index, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out KeyShare? share)
    {
        bool valid = JubjubScalar.TryReadLittleEndian(bytes, out JubjubScalar value) && index is >= 1 and <= ShareCommitments.MaxShares;
        share = valid ? new KeyShare(index, value) : null;
        return valid;
    }

    /// <summary>Writes the 32 bytes of the share, to be sealed.</summary>
    public void WriteTo(Span<byte> destination) => Value.Expose().WriteLittleEndian(destination);

    /// <summary>Puts a key together. The time depends on the indices only.</summary>
    /// <param name="shares">At least as many as the threshold; the first of them are used.</param>
    /// <param name="commitments">What the dealer published.</param>
    /// <param name="key">The key.</param>
    /// <returns>False where there are too few shares, an index stands twice, or what comes out is not the committed key: then <see cref="ShareCommitments.Holds"/> tells whose share is wrong.</returns>
    public static bool TryReconstruct(IReadOnlyList<KeyShare> shares, ShareCommitments commitments, [NotNullWhen(true)] out Secret<JubjubScalar>? key)
    {
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(commitments);
        key = null;
        if (shares.Count < commitments.Threshold)
        {
            return false;
        }

        KeyShare[] used = [.. shares.Take(commitments.Threshold)];
        int[] indices = Array.ConvertAll(used, share => share.Index);
        if (!Lagrange.AreDistinct(indices))
        {
            return false;
        }

        Secret<JubjubScalar> sum = new(Interpolate(indices, used));
        if (Generators.View.Multiply(sum.Expose()) != new JubjubPoint(commitments.PublicKey))
        {
            sum.Dispose();
            return false;
        }

        key = sum;
        return true;
    }

    /// <summary>The new share of a keeper after a resharing, from the sub-shares that the old keepers dealt to it.</summary>
    /// <param name="index">The new keeper's index.</param>
    /// <param name="dealers">The indices of the old keepers, as given to <see cref="ShareCommitments.TryReshare"/>.</param>
    /// <param name="subShares">Their sub-shares for this keeper, in the same order, each checked with <see cref="ShareCommitments.Holds"/>.</param>
    /// <exception cref="ArgumentException">There are not as many sub-shares as dealers, a dealer stands twice, or a sub-share is for another keeper.</exception>
    public static KeyShare Combine(int index, ReadOnlySpan<int> dealers, IReadOnlyList<KeyShare> subShares)
    {
        ArgumentNullException.ThrowIfNull(subShares);
        if (subShares.Count != dealers.Length || !Lagrange.AreDistinct(dealers) || subShares.Any(share => share.Index != index))
        {
            throw new ArgumentException("There must be one sub-share for this keeper from each of different dealers.", nameof(subShares));
        }

        return new KeyShare(index, Interpolate(dealers, subShares));
    }

    /// <summary>Overwrites the share with zeros.</summary>
    public void Dispose() => Value.Dispose();

    internal static void ThrowIfNoIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, ShareCommitments.MaxShares);
    }

    private static JubjubScalar Interpolate(ReadOnlySpan<int> indices, IReadOnlyList<KeyShare> shares)
    {
        JubjubScalar[] weights = Lagrange.AtZero(indices);
        JubjubScalar sum = JubjubScalar.Zero;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * shares[i].Value.Expose();
        }

        return sum;
    }
}
