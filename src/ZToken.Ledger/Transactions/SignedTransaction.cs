using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>A transaction with its signature, as it travels and lies in blocks. Threads may share it.</summary>
public sealed class SignedTransaction
{
    // Enough to share inversions among, few enough to keep threads busy to the end.
    private const int SendersAtOnce = 32;

    private readonly byte[] encoded;
    // A reference, so that threads see all of it or nothing.
    private StrongBox<Address>? sender;

    /// <summary>Joins a transaction and a signature.</summary>
    public SignedTransaction(Transaction content, in Secp256k1Signature signature)
    {
        ArgumentNullException.ThrowIfNull(content);
        Content = content;
        Signature = signature;
        encoded = TransactionEncoding.Encode(content, signature);
        Hash = Hash256.Of(encoded);
    }

    private SignedTransaction(Transaction content, in Secp256k1Signature signature, ReadOnlySpan<byte> bytes)
    {
        Content = content;
        Signature = signature;
        encoded = bytes.ToArray();
        Hash = Hash256.Of(bytes);
    }

    /// <summary>What is signed.</summary>
    public Transaction Content { get; }

    /// <summary>The signature; its recovery id is 0 or 1.</summary>
    public Secp256k1Signature Signature { get; }

    /// <summary>The hash that names the transaction.</summary>
    public Hash256 Hash { get; }

    /// <summary>The canonical bytes (EIP-2718).</summary>
    public ReadOnlyMemory<byte> Encoded => encoded;

    /// <summary>Reads the one encoding of a transaction; s must be in the lower half (EIP-2).</summary>
    public static TransactionRefusal Read(ReadOnlySpan<byte> bytes, out SignedTransaction? transaction)
    {
        transaction = null;
        TransactionRefusal refusal = TransactionEncoding.Read(bytes, out Transaction? content, out Secp256k1Signature signature);
        if (refusal == TransactionRefusal.None)
        {
            transaction = new SignedTransaction(content!, signature, bytes);
        }

        return refusal;
    }

    /// <summary>Reads the one encoding of a transaction.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedTransaction? transaction) =>
        Read(bytes, out transaction) == TransactionRefusal.None && transaction is not null;

    /// <summary>The account whose key signed. Recovers the key, which is the dear part of a transaction, once.</summary>
    /// <returns>False where no key can have made the signature.</returns>
    public bool TryGetSender(out Address address)
    {
        if (sender is null && Secp256k1PublicKey.TryRecover(Content.SigningHash.ToBytes(), Signature, out Secp256k1PublicKey? key))
        {
            sender = new StrongBox<Address>(Address.Of(key));
        }

        address = sender is null ? default : sender.Value;
        return sender is not null;
    }

    /// <summary>Recovers the senders of many transactions, on all the threads of the options: then <see cref="TryGetSender"/> has nothing left to do for them.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static void RecoverSenders(IReadOnlyList<SignedTransaction> transactions, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        ArgumentNullException.ThrowIfNull(options);
        SignedTransaction[] unknown = [.. transactions.Where(transaction => transaction.sender is null)];
        ParallelWork.ForEach(options, (unknown.Length + SendersAtOnce - 1) / SendersAtOnce, chunk =>
            RecoverSenders(unknown.AsSpan(chunk * SendersAtOnce, Math.Min(SendersAtOnce, unknown.Length - (chunk * SendersAtOnce)))));
    }

    private static void RecoverSenders(ReadOnlySpan<SignedTransaction> transactions)
    {
        byte[] hashes = new byte[transactions.Length * Hash256.SizeInBytes];
        Secp256k1Signature[] signatures = new Secp256k1Signature[transactions.Length];
        for (int i = 0; i < transactions.Length; i++)
        {
            transactions[i].Content.SigningHash.WriteTo(hashes.AsSpan(i * Hash256.SizeInBytes));
            signatures[i] = transactions[i].Signature;
        }

        Secp256k1PublicKey?[] keys = new Secp256k1PublicKey?[transactions.Length];
        Secp256k1PublicKey.RecoverMany(hashes, signatures, keys);
        for (int i = 0; i < transactions.Length; i++)
        {
            if (keys[i] is Secp256k1PublicKey key)
            {
                transactions[i].sender = new StrongBox<Address>(Address.Of(key));
            }
        }
    }

    /// <summary>Checks all that can be checked without the state, the signature last.</summary>
    public TransactionRefusal Check(ulong chainId)
    {
        Transaction t = Content;
        if (t.ChainId is ulong chain && chain != chainId)
        {
            return TransactionRefusal.ForeignChain;
        }

        if (t.Nonce == ulong.MaxValue)
        {
            return TransactionRefusal.NonceTooLarge;
        }

        if (t.MaxPriorityFeePerGas > t.MaxFeePerGas)
        {
            return TransactionRefusal.TipAboveFee;
        }

        if (!t.TryGetMostFee(out _))
        {
            return TransactionRefusal.FeeOverflows;
        }

        if (t.To is null && t.Data.Length > IntrinsicGas.LongestInitCode)
        {
            return TransactionRefusal.InitCodeTooLong;
        }

        if (t.GasLimit < IntrinsicGas.Of(t))
        {
            return TransactionRefusal.GasBelowIntrinsic;
        }

        TransactionRefusal blobs = CheckBlobs(t);
        return blobs != TransactionRefusal.None ? blobs : TryGetSender(out _) ? TransactionRefusal.None : TransactionRefusal.BadSignature;
    }

    private static TransactionRefusal CheckBlobs(Transaction t)
    {
        const byte Version = 1;
        if (t.Type != TransactionType.Blob)
        {
            return TransactionRefusal.None;
        }

        if (t.BlobHashes.Count == 0 || t.To is null)
        {
            return TransactionRefusal.BlobsMissing;
        }

        return t.BlobHashes.All(hash => Word.ByteAt(Word.Zero, hash.ToWord()) == new Word(Version)) ? TransactionRefusal.None : TransactionRefusal.BlobVersionUnknown;
    }
}
