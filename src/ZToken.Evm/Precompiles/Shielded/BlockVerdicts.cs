using System.Collections.Frozen;
using System.Runtime.InteropServices;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What a block's proofs and signatures were found to be, before its transactions run: checked together and on all cores. Immutable.</summary>
/// <remarks>
/// A verdict is that of a single check, whether it stands here or not, so nothing but time depends on what the dry pass met. Batches are checked with random
/// weights: a false verdict has a chance of 2^-128 (<see cref="BatchVerifier"/>, <see cref="RedJubjub.VerifyBatch"/>).
/// </remarks>
public sealed class BlockVerdicts
{
    // Large enough to share the doublings of a sum, small enough for all cores to have some.
    private const int SignaturesAtOnce = 32;

    private readonly FrozenDictionary<Hash256, bool> byId;

    private BlockVerdicts(Dictionary<Hash256, bool> byId) => this.byId = byId.ToFrozenDictionary();

    /// <summary>None: everything is checked where it is asked about.</summary>
    public static BlockVerdicts None { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => byId.Count;

    /// <summary>Runs a block's transactions on a state of their own, as if every proof and signature held, and checks together what they asked about.</summary>
    /// <param name="rules">The chain's rules without ZToken's precompiles.</param>
    /// <param name="block">The block.</param>
    /// <param name="state">A state at the root on which the block builds, to be thrown away.</param>
    /// <param name="transactions">The block's transactions in their order.</param>
    /// <param name="keys">Keys that were read before.</param>
    /// <param name="allowsDevelopmentKeys">Whether keys made from a public seed count on this chain.</param>
    /// <param name="known">What was found before, for example when the transactions were admitted: it is not checked again, and is part of the answer.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <exception cref="InvalidDataException">A store lacks a node or a code, or holds a malformed one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BlockVerdicts Foresee(
        Fork rules,
        BlockContext block,
        WorldState state,
        IEnumerable<SignedTransaction> transactions,
        VerifyingKeyCache keys,
        bool allowsDevelopmentKeys,
        BlockVerdicts? known = null,
        ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(transactions);
        options ??= ComputeOptions.Default;
        known ??= None;
        BlockClaims claims = new();
        TransactionProcessor dry = new(ZTokenPrecompiles.Add(rules, state, keys, allowsDevelopmentKeys, known, claims), block, state);
        foreach (SignedTransaction transaction in transactions)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            _ = dry.Apply(transaction);
        }

        return Of(claims, options, known);
    }

    /// <summary>All that several found: a verdict depends on the claim alone, so they cannot contradict each other.</summary>
    public static BlockVerdicts Join(IEnumerable<BlockVerdicts> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Dictionary<Hash256, bool> all = [];
        foreach ((Hash256 id, bool holds) in parts.SelectMany(part => part.byId))
        {
            all[id] = holds;
        }

        return all.Count == 0 ? None : new BlockVerdicts(all);
    }

    internal static BlockVerdicts Of(BlockClaims claims, ComputeOptions options, BlockVerdicts? known = null)
    {
        Dictionary<Hash256, bool> verdicts = known is null ? [] : new(known.byId);
        foreach ((VerifyingKey key, (List<Hash256> ids, List<ProofWithInputs> proofs)) in claims.Proofs)
        {
            ProofVerdict[] found = new BatchVerifier(key).Verify(proofs, options: options);
            for (int i = 0; i < found.Length; i++)
            {
                verdicts[ids[i]] = found[i] == ProofVerdict.Valid;
            }
        }

        bool[] signatures = new bool[claims.Signatures.Count];
        ParallelWork.ForEach(options, (signatures.Length + SignaturesAtOnce - 1) / SignaturesAtOnce, task =>
        {
            int start = task * SignaturesAtOnce, count = Math.Min(SignaturesAtOnce, signatures.Length - start);
            Judge(CollectionsMarshal.AsSpan(claims.Signatures).Slice(start, count), signatures.AsSpan(start, count));
        });
        for (int i = 0; i < signatures.Length; i++)
        {
            verdicts[claims.Signatures[i].Id] = signatures[i];
        }

        return new BlockVerdicts(verdicts);
    }

    internal bool TryFind(in Hash256 id, out bool holds) => byId.TryGetValue(id, out holds);

    private static void Judge(ReadOnlySpan<(Hash256 Id, RedJubjubClaim Claim)> signatures, Span<bool> verdicts)
    {
        RedJubjubClaim[] claims = new RedJubjubClaim[signatures.Length];
        for (int i = 0; i < claims.Length; i++)
        {
            claims[i] = signatures[i].Claim;
        }

        if (RedJubjub.SpendAuthorization.VerifyBatch(claims))
        {
            verdicts.Fill(true);
            return;
        }

        for (int i = 0; i < claims.Length; i++)
        {
            verdicts[i] = RedJubjub.SpendAuthorization.Verify(claims[i].Key, claims[i].Message.Span, claims[i].Signature);
        }
    }
}
