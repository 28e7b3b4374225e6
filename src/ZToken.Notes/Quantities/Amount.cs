using System.Globalization;

namespace ZToken.Notes;

/// <summary>An amount of money in cents: 0 to 2^64 - 1. Sums and differences that leave this range throw.</summary>
/// <param name="Cents">The hundredth parts.</param>
public readonly record struct Amount(ulong Cents) : IComparable<Amount>
{
    /// <summary>Bits of an amount, as the circuit holds it.</summary>
    public const int BitCount = 64;

    private const int CentsOfOne = 100;

    /// <summary>No money.</summary>
    public static Amount Zero => default;

    /// <summary>Whether this is no money.</summary>
    public bool IsZero => Cents == 0;

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">It is 2^64 cents or more.</exception>
    public static Amount operator +(Amount a, Amount b) => new(checked(a.Cents + b.Cents));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException">It is negative.</exception>
    public static Amount operator -(Amount a, Amount b) => new(checked(a.Cents - b.Cents));

    /// <summary>Whether one amount is less than another.</summary>
    public static bool operator <(Amount a, Amount b) => a.Cents < b.Cents;

    /// <summary>Whether one amount is more than another.</summary>
    public static bool operator >(Amount a, Amount b) => a.Cents > b.Cents;

    /// <summary>Whether one amount is at most another.</summary>
    public static bool operator <=(Amount a, Amount b) => a.Cents <= b.Cents;

    /// <summary>Whether one amount is at least another.</summary>
    public static bool operator >=(Amount a, Amount b) => a.Cents >= b.Cents;

    /// <summary>Reads digits with at most two decimals after a point: <c>1250</c>, <c>0.5</c>, <c>1250.00</c>; no sign, no spaces, no separators.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Amount amount)
    {
        amount = default;
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<char> decimals = point < 0 ? "0" : text[(point + 1)..];
        if (decimals.Length is < 1 or > 2 ||
            !ulong.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out ulong units) ||
            !ulong.TryParse(decimals, NumberStyles.None, CultureInfo.InvariantCulture, out ulong fraction))
        {
            return false;
        }

        UInt128 cents = ((UInt128)units * CentsOfOne) + (decimals.Length == 1 ? 10 * fraction : fraction);
        amount = new Amount((ulong)cents);
        return cents <= ulong.MaxValue;
    }

    /// <inheritdoc/>
    public int CompareTo(Amount other) => Cents.CompareTo(other.Cents);

    /// <summary>Units and two decimals: <c>1250.00</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cents / CentsOfOne}.{Cents % CentsOfOne:00}");
}
