using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What is the same in all blocks of a chain, whoever makes them.</summary>
/// <param name="ChainId">The chain's number.</param>
/// <param name="GasLimit">Gas of a block, at most.</param>
/// <param name="InsecureSetup">Whether proofs under development keys count.</param>
public sealed record BlockRules(ulong ChainId, ulong GasLimit, bool InsecureSetup)
{
    /// <summary>The most gas of one transaction, 2^24 (EIP-7825): so no single one fills a block.</summary>
    public const ulong MostGasPerTransaction = 1 << 24;

    /// <summary>The most bytes of extra data: a hash, where the next set of validators will be named.</summary>
    public const int LongestExtraData = 32;

    /// <summary>What gas costs at least: nothing. Members pay for the chain outside of it.</summary>
    public static Word BaseFee => Word.Zero;

    /// <summary>The rules that a genesis fixes.</summary>
    public static BlockRules Of(Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        return new BlockRules(genesis.ChainId, genesis.GasLimit, genesis.InsecureSetup);
    }

    /// <summary>The machine's rules.</summary>
    public Fork Fork { get; } = Fork.CancunWithBls;
}
