using Microsoft.Data.Sqlite;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>A wallet's database: SQLite, one file, one process at a time; every change is one transaction that is on the disk when it returns.</summary>
/// <remarks>
/// The contents of rows are sealed; their number and order, the registry's public logs and the ledger are not. The version is SQLite's <c>user_version</c>;
/// an older database is brought up to date when it is opened, in the transaction that changes its version.
/// </remarks>
internal sealed class WalletDatabase : IDisposable
{
    public const string FileName = "wallet.db";

    private const string LockName = "wallet.lock";

    // SQLite's primary result codes.
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    // The n-th brings a database of version n to version n + 1.
    private static readonly string[] migrations =
    [
        """
        CREATE TABLE identity (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE progress (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE tree (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE registry (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE notes (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE movements (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE transfers (id INTEGER PRIMARY KEY, content BLOB NOT NULL, done INTEGER NOT NULL);
        CREATE TABLE payments (id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, content BLOB NOT NULL, done INTEGER NOT NULL);
        CREATE INDEX transfers_under_way ON transfers (id) WHERE done = 0;
        CREATE INDEX payments_under_way ON payments (id) WHERE done = 0;
        """,
    ];

    private readonly FileStream lockFile;
    private readonly SqliteConnection connection;
    private SqliteTransaction? transaction;

    private WalletDatabase(FileStream lockFile, SqliteConnection connection, RowSeal seal)
    {
        (this.lockFile, this.connection, Seal) = (lockFile, connection, seal);
        Identity = new WalletTable<StoredIdentity>(this, "identity", WalletJson.Default.StoredIdentity);
        Progress = new WalletTable<StoredProgress>(this, "progress", WalletJson.Default.StoredProgress);
        Tree = new WalletTable<byte[]>(this, "tree", WalletJson.Default.ByteArray);
        Registry = new WalletTable<StoredLog>(this, "registry", WalletJson.Default.StoredLog);
        Notes = new WalletTable<StoredNote>(this, "notes", WalletJson.Default.StoredNote);
        Movements = new WalletTable<StoredMovement>(this, "movements", WalletJson.Default.StoredMovement);
        Transfers = new WalletTable<StoredTransfer>(this, "transfers", WalletJson.Default.StoredTransfer, transfer => IsOver(transfer.State));
        Payments = new WalletTable<StoredPayment>(this, "payments", WalletJson.Default.StoredPayment, payment => IsOver(payment.State), payment => payment.Key);
    }

    public RowSeal Seal { get; }

    public WalletTable<StoredIdentity> Identity { get; }

    public WalletTable<StoredProgress> Progress { get; }

    public WalletTable<byte[]> Tree { get; }

    public WalletTable<StoredLog> Registry { get; }

    public WalletTable<StoredNote> Notes { get; }

    public WalletTable<StoredMovement> Movements { get; }

    public WalletTable<StoredTransfer> Transfers { get; }

    public WalletTable<StoredPayment> Payments { get; }

    /// <summary>Opens a folder's database, and makes it where it is missing.</summary>
    /// <exception cref="WalletException">Another process has it, it belongs to other keys or another ledger, is newer than this program or damaged, or the disk does not do its part.</exception>
    public static WalletDatabase Open(string folder, FullViewingKey viewing, StoredIdentity identity, RandomSource random)
    {
        FileStream? locked = null;
        SqliteConnection? opened = null;
        RowSeal? seal = null;
        try
        {
            locked = Lock(folder);
            string path = Path.Combine(folder, FileName);
            opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
            opened.Open();
            Restrict(path);
            seal = new RowSeal(viewing, random);
            WalletDatabase database = new(locked, opened, seal);
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            database.Migrate(path);
            database.CheckIdentity(path, identity);
            return database;
        }
        catch (Exception e)
        {
            opened?.Dispose();
            locked?.Dispose();
            seal?.Dispose();
            throw e is SqliteException error ? Explain(error) : e;
        }
    }

    /// <summary>Makes changes together: all are on the disk afterwards, or none.</summary>
    /// <exception cref="WalletException">The disk does not do its part; nothing was changed.</exception>
    public void Change(Action change)
    {
        try
        {
            using SqliteTransaction begun = connection.BeginTransaction();
            transaction = begun;
            change();
            begun.Commit();
        }
        catch (SqliteException error)
        {
            throw Explain(error);
        }
        finally
        {
            transaction = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        Seal.Dispose();
        lockFile.Dispose();
    }

    /// <summary>A command in the transaction that is under way, if one is.</summary>
    internal SqliteCommand Command(string text)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        return command;
    }

    /// <summary>What an error of the database means to whoever uses the wallet.</summary>
    internal static WalletException Explain(SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => new WalletException(WalletRefusal.OpenElsewhere, "the wallet's database is in use by another program", error),
        Full => new WalletException(WalletRefusal.DiskFailed, "the disk is full: nothing was changed; make room and try again", error),
        IoError or ReadOnly or CannotOpen => new WalletException(WalletRefusal.DiskFailed, $"the wallet's database cannot be written or read ({error.Message}): nothing was changed", error),
        Corrupt or NotADatabase => Damaged("SQLite cannot read it", error),
        _ => new WalletException(WalletRefusal.DatabaseDamaged, $"the wallet's database does not do what it should: {error.Message}", error),
    };

    internal static WalletException Damaged(string what, Exception? inner = null) => new(
        WalletRefusal.DatabaseDamaged,
        $"the wallet's database is damaged ({what}): move it away and synchronise anew, which brings notes and history back from the seed and the chain; keys of orders that were under way are lost with it",
        inner);

    private static FileStream Lock(string folder)
    {
        try
        {
            MakeFolder(folder);
            string path = Path.Combine(folder, LockName);
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Restrict(path);
            return file;
        }
        catch (IOException e) when (e is not DirectoryNotFoundException && File.Exists(Path.Combine(folder, LockName)))
        {
            throw new WalletException(WalletRefusal.OpenElsewhere, $"the wallet in '{folder}' is open in another program", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WalletException(WalletRefusal.DiskFailed, $"the wallet's folder '{folder}' cannot be written: {e.Message}", e);
        }
    }

    private static bool IsOver(PaymentState state) => state is PaymentState.Final or PaymentState.Failed;

    // For its owner only, where folders have such modes; one that was there before keeps its own.
    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(folder);
        }
        else
        {
            _ = Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // For its owner only, where files have such modes.
    private static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private void Migrate(string path)
    {
        long version = ReadVersion();
        if (version > migrations.Length)
        {
            throw new WalletException(WalletRefusal.NewerDatabase, $"'{path}' was written by a newer version of this program (format {version}, this one knows {migrations.Length})");
        }

        for (; version < migrations.Length; version++)
        {
            long next = version + 1;
            Change(() => Execute(migrations[next - 1] + $"PRAGMA user_version = {next};"));
        }
    }

    private long ReadVersion()
    {
        using SqliteCommand command = Command("PRAGMA user_version");
        return (long)command.ExecuteScalar()!;
    }

    private void CheckIdentity(string path, StoredIdentity identity)
    {
        StoredIdentity? found;
        try
        {
            found = Identity.Find(1);
        }
        catch (WalletException e) when (e.Refusal == WalletRefusal.DatabaseDamaged)
        {
            throw new WalletException(WalletRefusal.OtherWallet, $"'{path}' was made with other keys: is it the right seed?", e);
        }

        if (found is null)
        {
            Change(() => Identity.Insert(1, identity));
        }
        else if (found != identity)
        {
            throw new WalletException(WalletRefusal.OtherWallet, $"'{path}' belongs to another ledger (z-contract {found.ZToken} on chain {found.ChainId})");
        }
    }

    private void Execute(string text)
    {
        using SqliteCommand command = Command(text);
        _ = command.ExecuteNonQuery();
    }
}
