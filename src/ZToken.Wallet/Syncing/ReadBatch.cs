using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Blocks that were read together, and what they meant for the account.</summary>
/// <param name="Blocks">The blocks, ascending; the tree has one checkpoint, at the last.</param>
/// <param name="Reading">What the account found, its transfers numbered through all blocks.</param>
internal sealed record ReadBatch(IReadOnlyList<LedgerBlock> Blocks, BlockReading Reading)
{
    /// <summary>The blocks with a transfer of the account.</summary>
    public IReadOnlyList<LedgerBlock> Touched
    {
        get
        {
            HashSet<ulong> heights = [];
            int next = 0;
            foreach (LedgerBlock block in Blocks)
            {
                int end = next + block.Bundles.Count;
                if (Reading.Transfers.Any(transfer => transfer.Index >= next && transfer.Index < end))
                {
                    _ = heights.Add(block.Height);
                }

                next = end;
            }

            return [.. Blocks.Where(block => heights.Contains(block.Height))];
        }
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => "(batch)";
}
