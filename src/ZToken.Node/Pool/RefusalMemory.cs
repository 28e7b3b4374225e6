using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What was refused lately, by the hash of all bytes (never by the id of a bundle, whose proof anybody can change). For one thread at a time.</summary>
internal sealed class RefusalMemory(int most)
{
    private readonly Dictionary<Hash256, PoolAnswer> lasting = [];
    private readonly Dictionary<Hash256, PoolAnswer> untilNextBlock = [];

    public int Count => lasting.Count + untilNextBlock.Count;

    public bool TryFind(in Hash256 hash, out PoolAnswer answer) => lasting.TryGetValue(hash, out answer) || untilNextBlock.TryGetValue(hash, out answer);

    /// <summary>Remembers a refusal that was dear to find: a bad signature for long, a failing execution until the state is another.</summary>
    public void Remember(PoolAnswer answer)
    {
        if (answer.Refusal is not (PoolRefusal.Unfit or PoolRefusal.ExecutionFails))
        {
            return;
        }

        Dictionary<Hash256, PoolAnswer> kept = answer.Refusal == PoolRefusal.Unfit ? lasting : untilNextBlock;
        if (kept.Count >= most / 2)
        {
            kept.Clear();
        }

        kept[answer.Hash] = answer;
    }

    /// <summary>Forgets what another state may judge otherwise.</summary>
    public void BeginBlock() => untilNextBlock.Clear();
}
