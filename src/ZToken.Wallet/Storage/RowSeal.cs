using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Seals what a wallet stores: notes and payments tell as much as the viewing key, so they lie on the disk under a key that follows from it.</summary>
/// <remarks>
/// A row is 32 random bytes and the sealed content. The key of a row is BLAKE2b-256 of them under the database's key, so no two rows share one and the nonce is
/// zero; table and number are associated data, so rows cannot be exchanged. That rows are old, or gone, it cannot tell.
/// </remarks>
internal sealed class RowSeal : IDisposable
{
    private const int SaltLength = 32;

    private readonly byte[] key = new byte[Aead.KeyLength];
    private readonly RandomSource random;

    public RowSeal(FullViewingKey viewing, RandomSource random)
    {
        this.random = random;
        Span<byte> bytes = stackalloc byte[FullViewingKey.SizeInBytes];
        viewing.WriteTo(bytes);
        Blake2b.HashData(bytes, key, personalization: Domains.WalletRows);
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>The bytes of a row.</summary>
    public byte[] Seal(string table, long id, ReadOnlySpan<byte> content)
    {
        byte[] row = new byte[SaltLength + content.Length + Aead.TagLength];
        Span<byte> rowKey = stackalloc byte[Aead.KeyLength], nonce = stackalloc byte[Aead.NonceLength];
        nonce.Clear();
        random.Fill(row.AsSpan(0, SaltLength));
        Derive(row.AsSpan(0, SaltLength), rowKey);
        Aead.Seal(rowKey, nonce, content, row.AsSpan(SaltLength), NameOf(table, id));
        CryptographicOperations.ZeroMemory(rowKey);
        return row;
    }

    /// <summary>The content of a row, or null where it was not sealed by this key for this place.</summary>
    public byte[]? Open(string table, long id, ReadOnlySpan<byte> row)
    {
        if (row.Length < SaltLength + Aead.TagLength)
        {
            return null;
        }

        Span<byte> rowKey = stackalloc byte[Aead.KeyLength], nonce = stackalloc byte[Aead.NonceLength];
        nonce.Clear();
        Derive(row[..SaltLength], rowKey);
        byte[] content = new byte[row.Length - SaltLength - Aead.TagLength];
        bool opened = Aead.TryOpen(rowKey, nonce, row[SaltLength..], content, NameOf(table, id));
        CryptographicOperations.ZeroMemory(rowKey);
        return opened ? content : null;
    }

    /// <summary>By which a row is found again from a name, without the name standing there.</summary>
    public byte[] HashOf(string name)
    {
        byte[] hash = new byte[Aead.KeyLength];
        Blake2b.HashData(Encoding.UTF8.GetBytes(name), hash, key, personalization: Domains.WalletRows);
        return hash;
    }

    /// <summary>Overwrites the key.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    private void Derive(ReadOnlySpan<byte> salt, Span<byte> rowKey) => Blake2b.HashData(salt, rowKey, key, personalization: Domains.WalletRows);

    private static byte[] NameOf(string table, long id)
    {
        byte[] name = new byte[Encoding.ASCII.GetByteCount(table) + sizeof(long)];
        int length = Encoding.ASCII.GetBytes(table, name);
        BinaryPrimitives.WriteInt64BigEndian(name.AsSpan(length), id);
        return name;
    }
}
