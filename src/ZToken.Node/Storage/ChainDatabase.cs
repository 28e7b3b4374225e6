using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using RocksDbSharp;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A chain on disk: blocks, receipts, where transactions are, and the nodes and codes of every state since the first.</summary>
/// <remarks>
/// A block is one batch over all column families, written with sync: after a crash it is there whole or not at all. Nothing is ever overwritten but the
/// head, so a reader that begins at some header sees one state whatever is written meanwhile. Any number of threads may read while one writes.
/// </remarks>
public sealed partial class ChainDatabase : IDisposable
{
    private const uint Format = 1;

    private static readonly byte[] FormatKey = [.. "format"u8];
    private static readonly byte[] GenesisKey = [.. "genesis"u8];
    private static readonly byte[] HeadKey = [.. "head"u8];

    private readonly RocksDb database;
    private readonly Env? memory;
    private readonly WriteOptions sync = new WriteOptions().SetSync(true);
    private readonly ColumnFamilyHandle headers;
    private readonly ColumnFamilyHandle bodies;
    private readonly ColumnFamilyHandle numbers;
    private readonly ColumnFamilyHandle receipts;
    private readonly ColumnFamilyHandle transactions;
    // Held for reading by whoever is inside the native library, for writing by who closes it.
    private readonly ReaderWriterLockSlim closing = new();
    private bool isDisposed;

    private ChainDatabase(RocksDb database, Env? memory, string name, long nodeCacheBytes)
    {
        this.database = database;
        this.memory = memory;
        Name = name;
        headers = database.GetColumnFamily(Families.Headers);
        bodies = database.GetColumnFamily(Families.Bodies);
        numbers = database.GetColumnFamily(Families.Numbers);
        receipts = database.GetColumnFamily(Families.Receipts);
        transactions = database.GetColumnFamily(Families.Transactions);
        Nodes = new NodeTable(this, database.GetColumnFamily(Families.Nodes), nodeCacheBytes);
        Codes = new NodeTable(this, database.GetColumnFamily(Families.Codes), nodeCacheBytes / 8);
    }

    /// <summary>The folder, or that there is none.</summary>
    public string Name { get; }

    /// <summary>The nodes of all states; adding is for a block's batch.</summary>
    internal NodeTable Nodes { get; }

    /// <summary>The codes of all states; adding is for a block's batch.</summary>
    internal NodeTable Codes { get; }

    /// <summary>The number of the last block.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public ulong ReadHead() => Get(HeadKey, null) is { Length: sizeof(ulong) } head ? BinaryPrimitives.ReadUInt64BigEndian(head) : throw Damaged("The head is missing.");

    /// <summary>The header at a height.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public BlockHeader? FindHeader(ulong number) =>
        Get(KeyOf(number), headers) is not byte[] bytes ? null : BlockHeader.TryRead(bytes, out BlockHeader? header) ? header : throw Damaged($"Header {number} is malformed.");

    /// <summary>The height of the block with some hash.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public ulong? FindNumber(in Hash256 hash) => Get(hash.ToBytes(), numbers) is { Length: sizeof(ulong) } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : null;

    /// <summary>The block at a height, with its receipts.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public CommittedBlock? FindBlock(ulong number)
    {
        byte[] key = KeyOf(number);
        if (Get(key, bodies) is not byte[] body)
        {
            return null;
        }

        if (!Block.TryRead(body, out Block? block) || Get(key, receipts) is not byte[] outcome || !StoredReceipts.TryRead(outcome, out List<Receipt> read, out List<Address> senders)
            || read.Count != block.Transactions.Count)
        {
            throw Damaged($"Block {number} is malformed.");
        }

        return new CommittedBlock(block, block.Header.ComputeHash(), read, senders);
    }

    /// <summary>Where a transaction is.</summary>
    /// <exception cref="ChainDatabaseException">Reading failed.</exception>
    public (ulong Block, int Index)? FindTransaction(in Hash256 hash) =>
        Get(hash.ToBytes(), transactions) is { Length: sizeof(ulong) + sizeof(int) } place
            ? (BinaryPrimitives.ReadUInt64BigEndian(place), BinaryPrimitives.ReadInt32BigEndian(place.AsSpan(sizeof(ulong))))
            : null;

    /// <summary>Adds a block and what it added to the state, and makes it the head: all or nothing, on disk when this returns.</summary>
    /// <exception cref="ChainDatabaseException">Writing failed: whether the block is there shows only when the database is opened again.</exception>
    internal void Write(CommittedBlock block, IReadOnlyDictionary<Hash256, byte[]> nodes, IReadOnlyDictionary<Hash256, byte[]> codes)
    {
        closing.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            using WriteBatch batch = new();
            Put(batch, block);
            Nodes.Put(batch, nodes);
            Codes.Put(batch, codes);
            Write(batch);
        }
        finally
        {
            closing.ExitReadLock();
        }

        Nodes.Remember(nodes);
        Codes.Remember(codes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        closing.EnterWriteLock();
        try
        {
            if (!isDisposed)
            {
                isDisposed = true;
                database.Dispose();
                GC.KeepAlive(memory);
            }
        }
        finally
        {
            closing.ExitWriteLock();
        }
    }

    private void Put(WriteBatch batch, CommittedBlock block)
    {
        byte[] key = KeyOf(block.Number);
        batch.Put(key, block.Header.Encode(), headers);
        batch.Put(key, block.Block.Encode(), bodies);
        batch.Put(key, StoredReceipts.Encode(block.Receipts, block.Senders), receipts);
        batch.Put(block.Hash.ToBytes(), key, numbers);
        byte[] place = new byte[sizeof(ulong) + sizeof(int)];
        key.CopyTo(place, 0);
        for (int i = 0; i < block.Block.Transactions.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(sizeof(ulong)), i);
            batch.Put(block.Block.Transactions[i].Hash.ToBytes(), place, transactions);
        }

        batch.Put(HeadKey, key);
    }

    private void Write(WriteBatch batch)
    {
        try
        {
            database.Write(batch, sync);
        }
        catch (RocksDbException failed)
        {
            throw new ChainDatabaseException(ChainDatabaseRefusal.InputOutput, $"Writing to {Name} failed: {failed.Message}", failed);
        }
    }

    internal byte[]? Get(ReadOnlySpan<byte> key, ColumnFamilyHandle? family)
    {
        closing.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return database.Get(key, family);
        }
        catch (RocksDbException failed)
        {
            throw new ChainDatabaseException(ChainDatabaseRefusal.InputOutput, $"Reading from {Name} failed: {failed.Message}", failed);
        }
        finally
        {
            closing.ExitReadLock();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ChainDatabaseException Damaged(string what) => new(ChainDatabaseRefusal.Damaged, $"{Name} is damaged: {what}");

    private static byte[] KeyOf(ulong number)
    {
        byte[] key = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(key, number);
        return key;
    }
}
