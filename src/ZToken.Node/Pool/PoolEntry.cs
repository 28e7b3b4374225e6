using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>A transaction in the pool.</summary>
internal sealed class PoolEntry(SignedTransaction transaction, Address sender, long arrival)
{
    public SignedTransaction Transaction { get; } = transaction;

    public Address Sender { get; } = sender;

    /// <summary>Its place in the order of coming.</summary>
    public long Arrival { get; } = arrival;

    public ulong Nonce => Transaction.Content.Nonce;

    public int Size => Transaction.Encoded.Length;

    /// <summary>What a unit of gas pays to the proposer.</summary>
    public Word Tip => Transaction.Content.MaxPriorityFeePerGas < Transaction.Content.MaxFeePerGas ? Transaction.Content.MaxPriorityFeePerGas : Transaction.Content.MaxFeePerGas;

    /// <summary>Whether nobody gets anything for running it.</summary>
    public bool PaysNothing => Tip.IsZero;

    /// <summary>The most that gas and value can cost; the largest number where that is no word.</summary>
    public Word MostCost { get; } = CostOf(transaction.Content);

    private static Word CostOf(Transaction content) =>
        content.TryGetMostFee(out Word fee) && Word.AddWithCarry(fee, content.Value, out Word sum) == 0 ? sum : Word.MaxValue;
}
