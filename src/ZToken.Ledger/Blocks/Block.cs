using System.Diagnostics.CodeAnalysis;

namespace ZToken.Ledger;

/// <summary>A header and what it commits to.</summary>
/// <param name="Header">The header.</param>
/// <param name="Transactions">The transactions, in order.</param>
/// <param name="Withdrawals">The withdrawals; null before Shanghai.</param>
public sealed record Block(BlockHeader Header, IReadOnlyList<SignedTransaction> Transactions, IReadOnlyList<Withdrawal>? Withdrawals)
{
    /// <summary>Headers of proof of work that lost; none since the merge.</summary>
    public IReadOnlyList<BlockHeader> Ommers { get; init; } = [];

    /// <summary>Whether the header's roots are those of the body.</summary>
    public bool BodyMatchesHeader =>
        Header.OmmersHash == HashOf(Ommers)
        && Header.TransactionsRoot == RootOf(Transactions)
        && Header.WithdrawalsRoot == (Withdrawals is null ? null : Withdrawal.RootOf(Withdrawals));

    /// <summary>The root over the transactions of a block.</summary>
    public static Hash256 RootOf(IEnumerable<SignedTransaction> transactions) => OrderedTrie.RootOf([.. transactions.Select(transaction => transaction.Encoded.ToArray())]);

    /// <summary>Reads bytes that are one block; whether the body is the header's is <see cref="BodyMatchesHeader"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Block? block)
    {
        block = null;
        if (!RlpReader.TryReadOnlyList(bytes, out RlpReader items)
            || !BlockHeader.TryRead(ref items, out BlockHeader? header)
            || !items.TryReadList(out RlpReader list)
            || !TryReadTransactions(ref list, out List<SignedTransaction> transactions)
            || !items.TryReadList(out RlpReader lost)
            || !TryReadOmmers(ref lost, out List<BlockHeader> ommers))
        {
            return false;
        }

        List<Withdrawal>? withdrawals = null;
        if (header.WithdrawalsRoot is not null && (!items.TryReadList(out RlpReader paid) || !TryReadWithdrawals(ref paid, out withdrawals)))
        {
            return false;
        }

        block = items.IsAtEnd ? new Block(header, transactions, withdrawals) { Ommers = ommers } : null;
        return block is not null;
    }

    /// <summary>The bytes of the block: header, transactions, ommers, withdrawals.</summary>
    public byte[] Encode()
    {
        RlpWriter writer = new(1024);
        int all = writer.BeginList();
        Header.WriteTo(writer);
        int list = writer.BeginList();
        foreach (SignedTransaction transaction in Transactions)
        {
            // A legacy transaction is a list among lists, a typed one a string of bytes.
            if (transaction.Content.Type == TransactionType.Legacy)
            {
                writer.WriteEncoded(transaction.Encoded.Span);
            }
            else
            {
                writer.Write(transaction.Encoded.Span);
            }
        }

        writer.EndList(list);
        WriteOmmers(writer, Ommers);
        if (Withdrawals is not null)
        {
            int paid = writer.BeginList();
            foreach (Withdrawal withdrawal in Withdrawals)
            {
                withdrawal.WriteTo(writer);
            }

            writer.EndList(paid);
        }

        writer.EndList(all);
        return writer.ToArray();
    }

    private static Hash256 HashOf(IReadOnlyList<BlockHeader> ommers)
    {
        RlpWriter writer = new(16);
        WriteOmmers(writer, ommers);
        return Hash256.Of(writer.WrittenSpan);
    }

    private static void WriteOmmers(RlpWriter writer, IReadOnlyList<BlockHeader> ommers)
    {
        int list = writer.BeginList();
        foreach (BlockHeader ommer in ommers)
        {
            ommer.WriteTo(writer);
        }

        writer.EndList(list);
    }

    private static bool TryReadOmmers(ref RlpReader list, out List<BlockHeader> ommers)
    {
        ommers = [];
        while (!list.IsAtEnd)
        {
            if (!BlockHeader.TryRead(ref list, out BlockHeader? ommer))
            {
                return false;
            }

            ommers.Add(ommer);
        }

        return true;
    }

    private static bool TryReadTransactions(ref RlpReader list, out List<SignedTransaction> transactions)
    {
        transactions = [];
        while (!list.IsAtEnd)
        {
            bool legacy = list.IsAtList;
            ReadOnlySpan<byte> bytes;
            if (!(legacy ? list.TryReadEncoded(out bytes) : list.TryReadBytes(out bytes))
                || !SignedTransaction.TryRead(bytes, out SignedTransaction? transaction)
                || legacy != (transaction.Content.Type == TransactionType.Legacy))
            {
                return false;
            }

            transactions.Add(transaction);
        }

        return true;
    }

    private static bool TryReadWithdrawals(ref RlpReader list, out List<Withdrawal> withdrawals)
    {
        withdrawals = [];
        while (!list.IsAtEnd)
        {
            if (!Withdrawal.TryRead(ref list, out Withdrawal? withdrawal))
            {
                return false;
            }

            withdrawals.Add(withdrawal!);
        }

        return true;
    }
}
