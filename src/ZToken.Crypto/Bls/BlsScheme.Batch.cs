using ZToken.Algebra;

namespace ZToken.Crypto;

/// <content>Many signatures at once.</content>
public sealed partial class BlsScheme
{
    /// <summary>Verifies many signatures by one product of pairings: e(G, sum c_i S_i) = product over messages of e(sum c_i K_i, H(m)).</summary>
    /// <remarks>
    /// The coefficients c_i are random ones of 2^128: a batch with a wrong signature passes with that probability. One hash to G2 and one
    /// pairing a distinct message, one short multiplication in each group a signature. Unlike an aggregate, each signature is checked.
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
        int count = batch.Length;
        EndomorphismScalar[] coefficients = new EndomorphismScalar[count];
        Fr[] values = new Fr[count];
        G1Affine[] keys = new G1Affine[count];
        G2Affine[] signatures = new G2Affine[count];
        for (int i = 0; i < count; i++)
        {
            coefficients[i] = EndomorphismScalar.Random(random);
            values[i] = coefficients[i].Value;
            keys[i] = batch[i].Key.Point;
            signatures[i] = batch[i].Signature.Point;
        }

        // One pairing a distinct message: keys are summed where their hashes are equal.
        EndomorphismScaling.MultiplyVarTime(keys, coefficients, keys, options);
        Dictionary<G2Affine, G1Point> byHash = [];
        for (int i = 0; i < count; i++)
        {
            byHash[hashes[i]] = byHash.GetValueOrDefault(hashes[i]) + keys[i];
        }

        G1Point[] keySums = [.. byHash.Values, -G1Point.Generator];
        G1Affine[] ps = new G1Affine[keySums.Length];
        G1Point.BatchNormalize(keySums, ps);
        G2Affine[] qs = [.. byHash.Keys, MultiScalar.SumVarTime<Fp2>(signatures, values, options with { Progress = null }).ToAffine()];
        return Pairing.FinalExponentiation(Pairing.MillerLoopMany(ps, qs, options)).IsOne;
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
