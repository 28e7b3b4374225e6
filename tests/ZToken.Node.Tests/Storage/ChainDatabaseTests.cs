using RocksDbSharp;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

public class ChainDatabaseTests
{
    private static readonly Address Somebody = Address.FromWord(new Word(0x50b));

    [Fact]
    public void The_database_of_another_genesis_is_refused_by_name()
    {
        using TemporaryFolder folder = new();
        Genesis other = new(5, Genesis.DefaultGasLimit, timestamp: 0, insecureSetup: true, Genesis.Development().Accounts);
        Chain.Open(folder.Path, Genesis.Development()).Dispose();

        ChainDatabaseException refused = Assert.Throws<ChainDatabaseException>(() => Chain.Open(folder.Path, other));

        Assert.Equal(ChainDatabaseRefusal.ForeignGenesis, refused.Refusal);
        Assert.Contains(other.Hash.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Contains(Genesis.Development().Hash.ToString(), refused.Message, StringComparison.Ordinal);
        Chain.Open(folder.Path, Genesis.Development()).Dispose();
    }

    [Fact]
    public void A_database_that_is_open_is_not_opened_again()
    {
        using TemporaryFolder folder = new();
        using (Chain chain = Chain.Open(folder.Path, Genesis.Development()))
        {
            ChainDatabaseException refused = Assert.Throws<ChainDatabaseException>(() => Chain.Open(folder.Path, Genesis.Development()));
            Assert.Equal(ChainDatabaseRefusal.InUse, refused.Refusal);
            chain.Extend([], Seed);
        }

        using Chain again = Chain.Open(folder.Path, Genesis.Development());
        Assert.Equal(1UL, again.Head.Number);
    }

    [Fact]
    public void A_database_of_another_format_is_refused()
    {
        using TemporaryFolder folder = new();
        Chain.Open(folder.Path, Genesis.Development()).Dispose();
        Change(folder.Path, "default", "format"u8.ToArray(), [0, 0, 0, 2]);

        ChainDatabaseException refused = Assert.Throws<ChainDatabaseException>(() => Chain.Open(folder.Path, Genesis.Development()));

        Assert.Equal(ChainDatabaseRefusal.UnknownFormat, refused.Refusal);
    }

    [Theory]
    [InlineData("default", "head")]
    [InlineData("default", "genesis")]
    [InlineData("headers", "")]
    [InlineData("bodies", "")]
    [InlineData("receipts", "")]
    public void A_database_that_lost_something_is_called_damaged(string family, string key)
    {
        using TemporaryFolder folder = new();
        using (Chain chain = Chain.Open(folder.Path, Genesis.Development()))
        {
            chain.Extend([Transfers.Send(0, 0, Somebody, 1)], Seed);
        }

        Change(folder.Path, family, key.Length > 0 ? System.Text.Encoding.ASCII.GetBytes(key) : [0, 0, 0, 0, 0, 0, 0, 1], [7]);

        ChainDatabaseException refused = Assert.Throws<ChainDatabaseException>(() => Chain.Open(folder.Path, Genesis.Development()));
        Assert.Equal(ChainDatabaseRefusal.Damaged, refused.Refusal);
    }

    [Fact]
    public void A_missing_node_of_the_state_stops_production_and_says_so()
    {
        using TemporaryFolder folder = new();
        using (Chain chain = Chain.Open(folder.Path, Genesis.Development()))
        {
            chain.Extend([Transfers.Send(0, 0, Somebody, 1)], Seed);
        }

        Change(folder.Path, "nodes", Root(folder.Path).ToBytes(), null);
        using Chain damaged = Chain.Open(folder.Path, Genesis.Development());

        Assert.Throws<InvalidDataException>(() => damaged.Extend([Transfers.Send(0, 1, Somebody, 1)], Seed));
        Assert.IsType<InvalidDataException>(damaged.Failure);
        Assert.Throws<InvalidOperationException>(() => damaged.Extend([], Seed));
        Assert.Equal(1UL, damaged.Head.Number);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "in the way");

        ChainDatabaseException refused = Assert.Throws<ChainDatabaseException>(() => Chain.Open(Path.Combine(file, "below"), Genesis.Development()));

        Assert.Equal(ChainDatabaseRefusal.InputOutput, refused.Refusal);
    }

    [Fact]
    public void All_that_was_committed_is_found_by_height_hash_and_transaction_after_opening_again()
    {
        using TemporaryFolder folder = new();
        List<CommittedBlock> blocks = [];
        using (Chain chain = Chain.Open(folder.Path, Genesis.Development()))
        {
            blocks.Add(chain.Head);
            for (ulong i = 0; i < 5; i++)
            {
                blocks.Add(chain.Extend([Transfers.Send(0, i, Somebody, i), Transfers.Sign(1, new Transaction { Type = (TransactionType)(i % 3), Nonce = i, To = Somebody, GasLimit = 30_000 })], Seed).Block);
            }
        }

        using Chain again = Chain.Open(folder.Path, Genesis.Development());
        foreach (CommittedBlock block in blocks)
        {
            CommittedBlock found = again.Find(block.Number)!;
            Assert.Equal(block.Block.Encode(), found.Block.Encode());
            Assert.Equal(block.Hash, found.Hash);
            Assert.Equal(block.Hash, again.Find(block.Hash)!.Hash);
            Assert.Equal(block.Hash, again.HashOf(block.Number));
            Assert.Equal(block.Header.Encode(), again.FindHeader(block.Number)!.Encode());
            Assert.Equal(block.Senders, found.Senders);
            for (int i = 0; i < block.Receipts.Count; i++)
            {
                TransactionReceipt receipt = again.FindTransaction(block.Block.Transactions[i].Hash)!;
                Assert.Equal((block.Hash, i), (receipt.Block.Hash, receipt.Index));
                Assert.Equal(block.Receipts[i].Encode(), receipt.Receipt.Encode());
                Assert.Equal(21_000UL, receipt.GasUsed);
            }
        }

        Assert.Null(again.Find(6));
        Assert.Null(again.FindHeader(6));
        Assert.Null(again.HashOf(6));
        Assert.Null(again.Find(Hash256.Of([1])));
        Assert.Null(again.FindTransaction(Hash256.Of([1])));
    }

    [Fact]
    public async Task Views_of_old_states_stay_as_they_were_while_blocks_are_written()
    {
        using TemporaryFolder folder = new();
        using Chain chain = Chain.Open(folder.Path, Genesis.Development());
        using CancellationTokenSource stop = new();
        int reads = 0;
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                BlockHeader header = chain.Head.Header;
                for (ulong number = 0; number <= header.Number; number += 1 + (header.Number / 4))
                {
                    // In block n, n transfers of 1 have been sent.
                    BlockHeader old = chain.FindHeader(number)!;
                    Assert.Equal(new Word(number), chain.StateAt(old).BalanceOf(Somebody));
                    Assert.True(chain.StateAt(old).Prove(Somebody, []).HoldsUnder(old.StateRoot));
                    Interlocked.Increment(ref reads);
                }
            }
        }))];

        for (ulong i = 0; i < 100 || Volatile.Read(ref reads) < 1000; i++)
        {
            chain.Extend([Transfers.Send(0, i, Somebody, 1)], Seed);
            Assert.DoesNotContain(readers, reader => reader.IsCompleted);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public void A_closed_chain_says_that_it_is_closed()
    {
        Chain chain = Chain.Open(null, Genesis.Development());
        chain.Dispose();
        chain.Dispose();

        Assert.Throws<ObjectDisposedException>(() => chain.FindHeader(0));
        Assert.Throws<ObjectDisposedException>(() => chain.Extend([], Seed));
    }

    private static BlockSeed Seed(BlockHeader parent) => new(parent.Timestamp + 1);

    private static Hash256 Root(string folder)
    {
        using Chain chain = Chain.Open(folder, Genesis.Development());
        return chain.Head.Header.StateRoot;
    }

    private static void Change(string folder, string family, byte[] key, byte[]? value)
    {
        DbOptions options = new();
        ColumnFamilies families = [];
        foreach (string name in RocksDb.ListColumnFamilies(options, folder).Except(["default"]))
        {
            families.Add(name, new ColumnFamilyOptions());
        }

        using RocksDb database = RocksDb.Open(options, folder, families);
        if (value is null)
        {
            database.Remove(key, database.GetColumnFamily(family));
        }
        else
        {
            database.Put(key, value, database.GetColumnFamily(family));
        }
    }
}
