using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Data.Sqlite;

namespace ZToken.Wallet;

/// <summary>Rows of one kind, each sealed JSON under a number that the wallet gives.</summary>
/// <param name="database">The database.</param>
/// <param name="name">The table.</param>
/// <param name="type">How a row is written.</param>
/// <param name="isDone">Whether a row is of the past, in tables where those that are not are wanted by themselves.</param>
/// <param name="key">A name by which a row is found, in tables that have one.</param>
internal sealed class WalletTable<T>(WalletDatabase database, string name, JsonTypeInfo<T> type, Func<T, bool>? isDone = null, Func<T, string>? key = null)
    where T : class
{
    /// <summary>The number after the last.</summary>
    public long NextId()
    {
        using SqliteCommand command = database.Command($"SELECT COALESCE(MAX(id), 0) + 1 FROM {name}");
        return Ask(command, asked => (long)asked.ExecuteScalar()!);
    }

    /// <summary>Adds a row.</summary>
    public void Insert(long id, T row)
    {
        string columns = (key is null ? "" : ", name") + (isDone is null ? "" : ", done"), values = (key is null ? "" : ", $name") + (isDone is null ? "" : ", $done");
        using SqliteCommand command = database.Command($"INSERT INTO {name} (id, content{columns}) VALUES ($id, $content{values})");
        if (key is not null)
        {
            _ = command.Parameters.AddWithValue("$name", database.Seal.HashOf(key(row)));
        }

        Write(command, id, row);
    }

    /// <summary>Changes a row.</summary>
    public void Update(long id, T row)
    {
        using SqliteCommand command = database.Command($"UPDATE {name} SET content = $content{(isDone is null ? "" : ", done = $done")} WHERE id = $id");
        Write(command, id, row);
    }

    /// <summary>Changes the row with a number, or adds it.</summary>
    public void Put(long id, T row)
    {
        using SqliteCommand command = database.Command($"INSERT INTO {name} (id, content) VALUES ($id, $content) ON CONFLICT (id) DO UPDATE SET content = excluded.content");
        Write(command, id, row);
    }

    /// <summary>Takes rows away, from a number on.</summary>
    public void DeleteFrom(long id)
    {
        using SqliteCommand command = database.Command($"DELETE FROM {name} WHERE id >= $id");
        _ = command.Parameters.AddWithValue("$id", id);
        _ = command.ExecuteNonQuery();
    }

    /// <summary>The row with a number.</summary>
    public T? Find(long id)
    {
        using SqliteCommand command = database.Command($"SELECT id, content FROM {name} WHERE id = $id");
        _ = command.Parameters.AddWithValue("$id", id);
        return Read(command).Select(row => row.Row).FirstOrDefault();
    }

    /// <summary>The row with a name.</summary>
    public bool TryFind(string text, out long id, [NotNullWhen(true)] out T? row)
    {
        using SqliteCommand command = database.Command($"SELECT id, content FROM {name} WHERE name = $name");
        _ = command.Parameters.AddWithValue("$name", database.Seal.HashOf(text));
        (id, row) = Read(command).FirstOrDefault();
        return row is not null;
    }

    /// <summary>All rows in the order of their numbers.</summary>
    /// <exception cref="WalletException">One was not sealed by this wallet.</exception>
    public IEnumerable<(long Id, T Row)> All() => Select("ORDER BY id");

    /// <summary>All rows, the newest first.</summary>
    public IEnumerable<(long Id, T Row)> NewestFirst() => Select("ORDER BY id DESC");

    /// <summary>The rows that are not of the past, in the order of their numbers.</summary>
    public IEnumerable<(long Id, T Row)> UnderWay() => Select("WHERE done = 0 ORDER BY id");

    private IEnumerable<(long Id, T Row)> Select(string which)
    {
        using SqliteCommand command = database.Command($"SELECT id, content FROM {name} {which}");
        foreach ((long Id, T Row) row in Read(command))
        {
            yield return row;
        }
    }

    private void Write(SqliteCommand command, long id, T row)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(row, type);
        _ = command.Parameters.AddWithValue("$id", id);
        _ = command.Parameters.AddWithValue("$content", database.Seal.Seal(name, id, content));
        if (isDone is not null)
        {
            _ = command.Parameters.AddWithValue("$done", isDone(row) ? 1 : 0);
        }

        CryptographicOperations.ZeroMemory(content);
        _ = command.ExecuteNonQuery();
    }

    private IEnumerable<(long Id, T Row)> Read(SqliteCommand command)
    {
        using SqliteDataReader reader = Ask(command, asked => asked.ExecuteReader());
        while (Ask(reader, asked => asked.Read()))
        {
            long id = reader.GetInt64(0);
            yield return (id, Open(id, (byte[])reader[1]));
        }
    }

    private T Open(long id, byte[] sealedRow)
    {
        byte[] content = database.Seal.Open(name, id, sealedRow) ?? throw WalletDatabase.Damaged($"row {id} of {name} is not this wallet's");
        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw WalletDatabase.Damaged($"row {id} of {name} is empty");
        }
        catch (JsonException e)
        {
            throw WalletDatabase.Damaged($"row {id} of {name} is malformed", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static TResult Ask<TAsked, TResult>(TAsked asked, Func<TAsked, TResult> ask)
    {
        try
        {
            return ask(asked);
        }
        catch (SqliteException error)
        {
            throw WalletDatabase.Explain(error);
        }
    }
}
