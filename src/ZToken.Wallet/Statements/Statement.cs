using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>What came and went of one coin in a time, with the balances before and after, which add up.</summary>
public sealed class Statement
{
    private Statement(DeployedCoin coin, RegisteredMember holder, IReadOnlyList<Movement> movements, Amount opening)
    {
        (Coin, Holder, Movements, Opening) = (coin, holder, movements, opening);
        Closing = movements.Count == 0 ? opening : movements[^1].Balance;
    }

    /// <summary>Which money.</summary>
    public DeployedCoin Coin { get; }

    /// <summary>Whose.</summary>
    public RegisteredMember Holder { get; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The beginning of its time.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of its time, which does not belong to it.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>What came and went, in the chain's order.</summary>
    public IReadOnlyList<Movement> Movements { get; }

    /// <summary>What was there at the beginning.</summary>
    public Amount Opening { get; }

    /// <summary>What was there at the end.</summary>
    public Amount Closing { get; }

    /// <summary>Makes the statement of one coin.</summary>
    /// <param name="history">All movements of the wallet from its beginning, in the chain's order; of other coins too.</param>
    /// <param name="coin">Which money.</param>
    /// <param name="holder">The wallet's member.</param>
    /// <param name="createdAt">Now.</param>
    /// <param name="from">The beginning; null for that of the history.</param>
    /// <param name="before">The end, which does not belong to it; null for now.</param>
    /// <exception cref="InvalidDataException">The balances of the history do not add up.</exception>
    /// <exception cref="ArgumentException">The time ends before it begins.</exception>
    public static Statement Create(
        IReadOnlyList<Movement> history, DeployedCoin coin, RegisteredMember holder, DateTimeOffset createdAt, DateTimeOffset? from = null, DateTimeOffset? before = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(coin);
        ArgumentNullException.ThrowIfNull(holder);
        Movement[] ofCoin = [.. history.Where(movement => movement.Asset == coin.Asset)];
        RequireSum(ofCoin, coin);
        DateTimeOffset end = before ?? createdAt;
        DateTimeOffset start = from ?? (ofCoin.Length > 0 && ofCoin[0].Time < end ? ofCoin[0].Time : end);
        if (start > end)
        {
            throw new ArgumentException("A statement's time ends before it begins.", nameof(before));
        }

        // What is in the block that was made this very second belongs to a statement that ends now.
        Movement[] until = [.. ofCoin.TakeWhile(movement => movement.Time < end || (before is null && movement.Time >= end))];
        int first = Array.FindIndex(until, movement => movement.Time >= start);
        Movement[] movements = first < 0 ? [] : until[first..];
        Movement[] earlier = until[..^movements.Length];
        return new Statement(coin, holder, movements, earlier.Length == 0 ? Amount.Zero : earlier[^1].Balance) { CreatedAt = createdAt, From = start, Before = end };
    }

    /// <summary>How many movements brought or took money, and how much together.</summary>
    /// <param name="credits">Those that brought it, or else those that took it.</param>
    public (int Count, UInt128 Cents) SumOf(bool credits)
    {
        (int count, UInt128 cents) = (0, 0);
        foreach (Movement movement in Movements.Where(movement => movement.IsCredit == credits))
        {
            (count, cents) = (count + 1, cents + movement.Amount.Cents);
        }

        return (count, cents);
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"(statement of {Coin.Symbol})";

    private static void RequireSum(Movement[] movements, DeployedCoin coin)
    {
        Int128 balance = 0;
        foreach (Movement movement in movements)
        {
            balance += movement.IsCredit ? movement.Amount.Cents : -(Int128)movement.Amount.Cents;
            if (balance != movement.Balance.Cents)
            {
                throw new InvalidDataException($"The movements of {coin.Symbol} do not add up in block {movement.Block}: this is not the whole history, or the wallet has to read the chain anew.");
            }
        }
    }
}
