using ZToken.Evm;
using ZToken.Groth16;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What is the same in all blocks of a chain, whoever makes them. Threads may share it.</summary>
public sealed class BlockRules
{
    /// <summary>The most gas of one transaction, 2^24 (EIP-7825): so no single one fills a block.</summary>
    public const ulong MostGasPerTransaction = 1 << 24;

    /// <summary>The most bytes of extra data: a hash, where the next set of validators will be named.</summary>
    public const int LongestExtraData = 32;

    private readonly VerifyingKeyCache keys = new();

    /// <summary>Makes the rules that a genesis fixes.</summary>
    public BlockRules(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        ChainId = genesis.ChainId;
        GasLimit = genesis.GasLimit;
        InsecureSetup = genesis.InsecureSetup;
    }

    /// <summary>What gas costs at least: nothing. Members pay for the chain outside of it.</summary>
    public static Word BaseFee => Word.Zero;

    /// <summary>The chain's number (EIP-155).</summary>
    public ulong ChainId { get; }

    /// <summary>Gas of a block, at most.</summary>
    public ulong GasLimit { get; }

    /// <summary>Whether proofs under development keys count.</summary>
    public bool InsecureSetup { get; }

    /// <summary>What is known of transactions before they are in a block.</summary>
    internal AdmittedVerdicts Admitted { get; } = new();

    /// <summary>The machine's rules over some state: Cancun with EIP-2537 and the chain's own precompiles.</summary>
    /// <param name="state">The state that will be run on.</param>
    /// <param name="verdicts">What was found of proofs and signatures beforehand; without them each is checked where it is asked about.</param>
    public Fork ForkOver(WorldState state, BlockVerdicts? verdicts = null) => ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, InsecureSetup, verdicts);

    /// <summary>Checks together, and on all cores, the proofs and signatures that transactions will ask about.</summary>
    /// <param name="block">The block.</param>
    /// <param name="dry">A state at the root on which the block builds, to be thrown away.</param>
    /// <param name="transactions">Its transactions.</param>
    internal BlockVerdicts Foresee(BlockContext block, WorldState dry, IReadOnlyList<SignedTransaction> transactions)
    {
        BlockVerdicts known = Admitted.Of(transactions);

        // Without a proof in its data a transaction is hardly about one; it runs dry only where one of its sender's that has a proof must find its nonce.
        HashSet<Address> provers = [.. transactions.Where(transaction => MayProve(transaction) && !Admitted.Knows(transaction)).Select(SenderOf)];
        return provers.Count == 0 ? known
            : BlockVerdicts.Foresee(Fork.CancunWithBls, block, dry, transactions.Where(transaction => provers.Contains(SenderOf(transaction))), keys, InsecureSetup, known);
    }

    /// <summary>Whether its data has room for a proof.</summary>
    internal static bool MayProve(SignedTransaction transaction) => transaction.Content.Data.Length >= Proof.UncompressedSizeInBytes;

    private static Address SenderOf(SignedTransaction transaction) => transaction.TryGetSender(out Address sender) ? sender : default;
}
