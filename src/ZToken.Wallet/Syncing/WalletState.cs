using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What a wallet knows: its notes, the members, its orders under way, and how far the chain was read. The database has the same, row by row.</summary>
/// <remarks>
/// Not for several threads: the wallet's gate guards it. Where writing to the database fails the memory may be ahead of it, so it is <see cref="IsStale"/> and
/// loaded anew before it is used again. Memory grows with the notes that can be spent and the orders under way; history stays on the disk.
/// </remarks>
internal sealed partial class WalletState : IDisposable, IMemberDirectory
{
    // Blocks by which a reorganisation is noticed; the note tree goes back as far.
    private const int MarksKept = NoteTree.DefaultCheckpoints;

    private readonly DeployedLedger ledger;
    private readonly FullViewingKey keys;
    private readonly WalletDatabase database;
    private readonly TimeProvider time;
    private readonly Dictionary<uint, long> noteRows = [];
    private readonly Dictionary<AssetId, Amount> balances = [];
    private readonly List<StoredMark> marks = [];
    private long nextNote, nextLog, nextMovement, nextTransfer, nextPayment;

    public WalletState(DeployedLedger ledger, FullViewingKey keys, WalletDatabase database, TimeProvider time)
    {
        (this.ledger, this.keys, this.database, this.time) = (ledger, keys, database, time);
        (Account, Registry) = (new ShieldedAccount(keys), new RegistryFollower(ledger.Registry));
        Load();
    }

    public ShieldedAccount Account { get; private set; }

    public RegistryFollower Registry { get; private set; }

    /// <summary>The next block to be read.</summary>
    public ulong Next { get; private set; }

    /// <summary>The time of the last block that was read, in Unix seconds; 0 before the first.</summary>
    public ulong Time { get; private set; }

    /// <summary>Whether the database must be read again before anything is done.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Blocks that were read, ascending.</summary>
    public IReadOnlyList<StoredMark> Marks => marks;

    /// <summary>The wallet's own member, once it was admitted.</summary>
    public RegisteredMember? Self => Registry.Members.FirstOrDefault(member => member.Owner == keys.Owner);

    /// <inheritdoc/>
    public bool TryFind(Epoch epoch, MemberIndex index, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Member? member) => Registry.TryFind(epoch, index, out member);

    /// <summary>Reads everything from the database anew.</summary>
    public void Load()
    {
        IsStale = true;
        StoredProgress progress = database.Progress.Find(1) ?? new StoredProgress(ledger.FirstBlock, 0, []);
        NoteTree tree = LoadTree();
        List<(long Id, StoredNote Row)> notes = [.. database.Notes.All().Where(note => note.Row.SpentAt is not { } spent || spent >= (tree.OldestCheckpoint ?? 0))];
        Account.Dispose();
        try
        {
            Account = new ShieldedAccount(keys, tree, notes.Select(note => (ToNote(note.Row), note.Row.ReceivedAt, note.Row.SpentAt)));
        }
        catch (ArgumentException e)
        {
            throw WalletDatabase.Damaged("notes and tree do not fit", e);
        }

        noteRows.Clear();
        notes.ForEach(note => noteRows[note.Row.Position] = note.Id);
        Registry = ReadRegistry(keepsAllEpochs: false);
        marks.Clear();
        marks.AddRange(progress.Marks);
        (Next, Time) = (progress.Next, progress.Time);
        balances.Clear();
        foreach (IGrouping<AssetId, OwnedNote> asset in Account.Unspent.GroupBy(note => note.Note.Note.Asset))
        {
            balances[asset.Key] = Account.BalanceOf(asset.Key);
        }

        (nextNote, nextLog, nextMovement) = (database.Notes.NextId(), database.Registry.NextId(), database.Movements.NextId());
        LoadOrders();
        IsStale = false;
    }

    /// <summary>The registry from its stored logs.</summary>
    public RegistryFollower ReadRegistry(bool keepsAllEpochs)
    {
        RegistryFollower registry = new(ledger.Registry, keepsAllEpochs);
        foreach ((_, StoredLog log) in database.Registry.All())
        {
            registry.Apply(new Log(ledger.Registry, [.. log.Topics.Select(ParseHash)], log.Data));
        }

        return registry;
    }

    /// <inheritdoc/>
    public void Dispose() => Account.Dispose();

    /// <summary>Changes memory and database together: where the database does not follow, memory is read from it again.</summary>
    private void Change(Action change)
    {
        IsStale = true;
        database.Change(change);
        IsStale = false;
    }

    private NoteTree LoadTree()
    {
        byte[]? stored = database.Tree.Find(1);
        return stored is null ? new NoteTree()
            : NoteTree.TryRead(stored, out NoteTree? tree) ? tree
            : throw WalletDatabase.Damaged("its note tree is malformed");
    }

    private SpendableNote ToNote(StoredNote note) =>
        Fr.TryReadBigEndian(note.Randomness, out Fr randomness) && note.Asset != 0
            ? new SpendableNote(new Note(new AssetId(note.Asset), new Amount(note.Cents), keys.Owner, randomness), new NotePosition(note.Position))
            : throw WalletDatabase.Damaged("a note is malformed");

    private static Hash256 ParseHash(string text) => Hash256.TryParse(text, out Hash256 hash) ? hash : throw WalletDatabase.Damaged("a hash is malformed");

    private static SignatureHash ParseId(string text) => SignatureHash.TryRead(ParseHash(text).ToBytes(), out SignatureHash id) ? id : throw WalletDatabase.Damaged("an id is malformed");
}
