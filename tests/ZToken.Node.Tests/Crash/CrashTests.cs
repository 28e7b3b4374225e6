using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>What is left on disk when a node ends without warning.</summary>
public class CrashTests
{
    private const int Kills = 25;

    [Fact]
    public async Task A_node_that_is_killed_at_any_moment_goes_on_from_its_last_block()
    {
        using TemporaryFolder folder = new();
        Random random = new(20261123);
        ulong height = 0;
        for (int i = 0; i < Kills; i++)
        {
            (ulong Number, string Hash) said;
            using (ProducerProcess node = new(folder.Path))
            {
                await node.WaitForBlocksAsync(1, TestContext.Current.CancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(150)), TestContext.Current.CancellationToken);
                await node.KillAsync(TestContext.Current.CancellationToken);
                said = Assert.NotNull(node.LastBlock);
            }

            using Chain chain = Chain.Open(folder.Path, Genesis.Development());
            Assert.True(chain.Head.Number >= said.Number, $"block {said.Number} was said to be on disk, the head is {chain.Head.Number}");
            Assert.Equal(said.Hash, chain.HashOf(said.Number).ToString());
            Assert.True(chain.Head.Number > height, "the chain did not go on");
            AssertWhole(chain, from: height + 1);
            height = chain.Head.Number;
        }
    }

    [Fact]
    public async Task A_full_disk_stops_production_and_leaves_everything_readable()
    {
        using TemporaryFolder folder = new();
        (ulong Number, string Hash) said;
        using (ProducerProcess node = new(folder.Path, padding: 20_000, mostFileBlocks: 8_192))
        {
            int exitCode = await node.WaitForExitAsync(TestContext.Current.CancellationToken);

            said = Assert.NotNull(node.LastBlock);
            string all = string.Join('\n', node.Lines);
            Assert.True(exitCode == 3, all);
            Assert.Single(node.Lines, line => line.StartsWith("failed Writing to ", StringComparison.Ordinal) && line.Contains(folder.Path, StringComparison.Ordinal));
            Assert.Contains("refused ChainStopped", node.Lines);
            Assert.Contains($"readable {said.Number} {said.Hash}", node.Lines);
        }

        using Chain chain = Chain.Open(folder.Path, Genesis.Development());
        Assert.True(chain.Head.Number >= said.Number);
        Assert.Equal(said.Hash, chain.HashOf(said.Number).ToString());
        AssertWhole(chain, from: 1);
        chain.Extend([Transfers.Send(0, chain.StateAt(chain.Head.Header).NonceOf(Transfers.Account(0)), Transfers.Account(1), 1)], parent => new BlockSeed(parent.Timestamp));
        Assert.Single(chain.Head.Receipts);
    }

    /// <summary>Blocks follow on each other, each is there with all that belongs to it, and each state counts exactly the transactions up to it.</summary>
    private static void AssertWhole(Chain chain, ulong from)
    {
        ulong sent = Sent(chain.StateAt(chain.FindHeader(from - 1)!));
        for (ulong number = from; number <= chain.Head.Number; number++)
        {
            CommittedBlock block = chain.Find(number)!;
            Assert.Equal(chain.HashOf(number - 1), block.Header.ParentHash);
            Assert.Equal(block.Hash, chain.HashOf(number));
            Assert.Equal(number, chain.Find(block.Hash)!.Number);
            Assert.True(block.Block.BodyMatchesHeader);
            Assert.Equal(block.Header.ReceiptsRoot, Receipt.RootOf(block.Receipts));
            for (int i = 0; i < block.Receipts.Count; i++)
            {
                Assert.Equal(i, chain.FindTransaction(block.Block.Transactions[i].Hash)!.Index);
            }

            sent += (ulong)block.Receipts.Count;
            Assert.Equal(sent, Sent(chain.StateAt(block.Header)));
        }

        Address counter = Address.OfContract(Transfers.Account(0), 0);
        StateView state = chain.StateAt(chain.Head.Header);
        Assert.True(state.Prove(counter, [Word.Zero]).HoldsUnder(chain.Head.Header.StateRoot));
        Assert.NotEmpty(state.CodeOf(counter));
    }

    private static ulong Sent(StateView state) => (ulong)DevelopmentAccounts.Addresses.Sum(account => (long)state.NonceOf(account));
}
