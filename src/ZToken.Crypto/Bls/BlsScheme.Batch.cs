using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <content>Many signatures at once.</content>
public sealed partial class BlsScheme
{
    private const int CoefficientSize = 16;

    /// <summary>Verifies many signatures by one product of pairings: e(G, sum c_i S_i) = product over messages of e(sum c_i K_i, H(m)).</summary>
    /// <remarks>
    /// The coefficients c_i are random and of 128 bits: a batch with a wrong signature passes with probability 2^-128. One hash to G2 and one
    /// pairing a distinct message, one multiplication of 128 bits in each group a signature. Unlike an aggregate, each signature is checked.
    /// </remarks>
    /// <param name="batch">The signatures; none is fine.</param>
    /// <param name="random">Where the coefficients come from: the signers must not foresee them.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool VerifyBatch(ReadOnlySpan<BlsSignedMessage> batch, RandomSource random, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(options);
        return IsBatchValid(batch, HashAll(batch, options), random, options);
    }

    /// <summary>Which signatures of a batch do not verify, by halving the batches that fail.</summary>
    /// <remarks>Messages are hashed once; each wrong signature among n costs about 2 log2(n) smaller batches.</remarks>
    /// <param name="batch">The signatures; none is fine.</param>
    /// <param name="random">Where the coefficients come from: the signers must not foresee them.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns>The positions of the wrong ones, ascending; empty where all verify.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<int> FindInvalid(ReadOnlySpan<BlsSignedMessage> batch, RandomSource random, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(options);
        List<int> invalid = [];
        Search(batch, HashAll(batch, options), first: 0, invalid, random, options);
        return invalid;
    }

    private static void Search(
        ReadOnlySpan<BlsSignedMessage> batch, ReadOnlySpan<G2Affine> hashes, int first, List<int> invalid, RandomSource random, ComputeOptions options)
    {
        if (IsBatchValid(batch, hashes, random, options))
        {
            return;
        }

        if (batch.Length == 1)
        {
            invalid.Add(first);
            return;
        }

        int half = batch.Length / 2;
        Search(batch[..half], hashes[..half], first, invalid, random, options);
        Search(batch[half..], hashes[half..], first + half, invalid, random, options);
    }

    private static bool IsBatchValid(ReadOnlySpan<BlsSignedMessage> batch, ReadOnlySpan<G2Affine> hashes, RandomSource random, ComputeOptions options)
    {
        BlsSignedMessage[] items = batch.ToArray();
        byte[] coefficients = new byte[items.Length * CoefficientSize];
        random.Fill(coefficients);
        G1Point[] keys = new G1Point[items.Length];
        G2Point[] signatures = new G2Point[items.Length];
        ParallelWork.ForEach(options, items.Length, i =>
        {
            ReadOnlySpan<ulong> coefficient = MemoryMarshal.Cast<byte, ulong>(coefficients.AsSpan(i * CoefficientSize, CoefficientSize));
            keys[i] = new G1Point(items[i].Key.Point).MultiplyVarTime(coefficient);
            signatures[i] = new G2Point(items[i].Signature.Point).MultiplyVarTime(coefficient);
        });

        // One pairing a distinct message: terms are summed where their hashes are equal.
        Dictionary<G2Affine, G1Point> byHash = [];
        G2Point signatureSum = G2Point.Infinity;
        for (int i = 0; i < items.Length; i++)
        {
            byHash[hashes[i]] = byHash.GetValueOrDefault(hashes[i]) + keys[i];
            signatureSum += signatures[i];
        }

        List<(G1Affine P, G2Affine Q)> pairs = [(-G1.Generator, signatureSum.ToAffine())];
        pairs.AddRange(byHash.Select(term => (term.Value.ToAffine(), term.Key)));
        return Pairing.IsProductOne(CollectionsMarshal.AsSpan(pairs));
    }

    private G2Affine[] HashAll(ReadOnlySpan<BlsSignedMessage> batch, ComputeOptions options)
    {
        ReadOnlyMemory<byte>[] messages = new ReadOnlyMemory<byte>[batch.Length];
        for (int i = 0; i < messages.Length; i++)
        {
            messages[i] = batch[i].Message;
        }

        MessageGroups groups = MessageGroups.Of(messages);
        G2Affine[] distinct = new G2Affine[groups.Count];
        ParallelWork.ForEach(options, distinct.Length, group => distinct[group] = Hash(messages[groups.FirstOf(group)].Span));
        G2Affine[] hashes = new G2Affine[messages.Length];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = distinct[groups.GroupOf(i)];
        }

        return hashes;
    }
}
