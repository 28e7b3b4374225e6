using System.Buffers.Binary;
using RocksDbSharp;
using ZToken.Ledger;

namespace ZToken.Node;

/// <content>Opening.</content>
public sealed partial class ChainDatabase
{
    /// <summary>Memory for nodes that were read lately, where nothing else is said.</summary>
    public const long DefaultNodeCacheBytes = 256L << 20;

    private const ulong BlockCacheBytes = 64 << 20;
    private const int KeptLogFiles = 4;
    private const ulong LargestLogFile = 4 << 20;

    private static class Families
    {
        public const string Headers = "headers";
        public const string Bodies = "bodies";
        public const string Numbers = "numbers";
        public const string Receipts = "receipts";
        public const string Transactions = "transactions";
        public const string Nodes = "nodes";
        public const string Codes = "codes";

        public static readonly string[] All = [Headers, Bodies, Numbers, Receipts, Transactions, Nodes, Codes];
    }

    /// <summary>Opens the database in a folder, or begins one there.</summary>
    /// <exception cref="ChainDatabaseException">It is in use, of another genesis, of another format or damaged, or the disk does not do its part.</exception>
    public static ChainDatabase Open(string folder, Genesis genesis, long nodeCacheBytes = DefaultNodeCacheBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(genesis);
        string path = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new ChainDatabaseException(ChainDatabaseRefusal.InputOutput, $"The folder {path} cannot be made: {failed.Message}", failed);
        }

        return Open(path, memory: null, genesis, nodeCacheBytes);
    }

    /// <summary>Begins a database that lives in memory and ends with it.</summary>
    public static ChainDatabase InMemory(Genesis genesis, long nodeCacheBytes = DefaultNodeCacheBytes)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        return Open("/memory", Env.CreateMemEnv(), genesis, nodeCacheBytes);
    }

    private static ChainDatabase Open(string path, Env? memory, Genesis genesis, long nodeCacheBytes)
    {
        RocksDb? opened = null;
        try
        {
            opened = RocksDb.Open(OptionsOf(memory), path, FamiliesOf());
            ChainDatabase checkedOne = new(opened, memory, memory is null ? path : "the database in memory", nodeCacheBytes);
            checkedOne.CheckOrBegin(genesis);
            opened = null;
            return checkedOne;
        }
        catch (RocksDbException failed)
        {
            throw Explained(path, failed);
        }
        finally
        {
            opened?.Dispose();
        }
    }

    private static DbOptions OptionsOf(Env? memory)
    {
        DbOptions options = new DbOptions()
            .SetCreateIfMissing(true)
            .SetCreateMissingColumnFamilies(true)
            .SetParanoidChecks(true)
            // A record that a crash tore off the end was never acknowledged; anything else that is wrong is refused, not cut off.
            .SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords)
            .SetMaxBackgroundCompactions(2)
            .SetMaxLogFileSize(LargestLogFile)
            .SetKeepLogFileNum(KeptLogFiles);
        return memory is null ? options : options.SetEnv(memory.Handle);
    }

    private static ColumnFamilies FamiliesOf()
    {
        Cache cache = Cache.CreateLru(BlockCacheBytes);
        ColumnFamilies families = new(new ColumnFamilyOptions());
        foreach (string name in Families.All)
        {
            // All keys but heights are hashes: a filter saves looking for them in files that lack them.
            BlockBasedTableOptions table = new BlockBasedTableOptions()
                .SetBlockCache(cache)
                .SetFilterPolicy(BloomFilterPolicy.Create(10, use_block_based_builder: false));
            families.Add(name, new ColumnFamilyOptions().SetBlockBasedTableFactory(table));
        }

        return families;
    }

    /// <summary>Compares what is on disk with what is asked for, or writes block 0.</summary>
    private void CheckOrBegin(Genesis genesis)
    {
        byte[]? format = Get(FormatKey, null);
        if (format is null)
        {
            Begin(genesis);
            return;
        }

        if (format.Length != sizeof(uint) || BinaryPrimitives.ReadUInt32BigEndian(format) != Format)
        {
            throw new ChainDatabaseException(ChainDatabaseRefusal.UnknownFormat, $"{Name} is of format {Convert.ToHexStringLower(format)}, this program writes {Format}.");
        }

        if (!Hash256.TryRead(Get(GenesisKey, null), out Hash256 hash))
        {
            throw Damaged("The genesis is missing.");
        }

        if (hash != genesis.Hash)
        {
            throw new ChainDatabaseException(ChainDatabaseRefusal.ForeignGenesis, $"{Name} holds the chain of genesis {hash}, not of {genesis.Hash}.");
        }

        ulong head = ReadHead();
        if (FindHeader(head) is null)
        {
            throw Damaged($"Header {head}, the head's, is missing.");
        }
    }

    private void Begin(Genesis genesis)
    {
        PendingNodes nodes = new(Nodes);
        PendingNodes codes = new(Codes);
        genesis.WriteState(nodes, codes);
        using WriteBatch batch = new();
        byte[] format = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(format, Format);
        batch.Put(FormatKey, format);
        batch.Put(GenesisKey, genesis.Hash.ToBytes());
        Put(batch, new CommittedBlock(genesis.Block, genesis.Hash, [], []));
        Nodes.Put(batch, nodes.Added);
        Codes.Put(batch, codes.Added);
        Write(batch);
    }

    private static ChainDatabaseException Explained(string path, RocksDbException failed)
    {
        string said = failed.Message;
        if (said.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            return new ChainDatabaseException(ChainDatabaseRefusal.InUse, $"{path} is in use by another node.", failed);
        }

        ChainDatabaseRefusal refusal = said.StartsWith("Corruption", StringComparison.Ordinal) || said.StartsWith("Invalid argument", StringComparison.Ordinal)
            ? ChainDatabaseRefusal.Damaged
            : ChainDatabaseRefusal.InputOutput;
        return new ChainDatabaseException(refusal, $"{path} cannot be opened: {said}", failed);
    }
}
