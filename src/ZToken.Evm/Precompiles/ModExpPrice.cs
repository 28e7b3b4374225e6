namespace ZToken.Evm;

/// <summary>How <see cref="ModExp"/> is paid for: what a product costs, times how many the exponent makes, over a divisor.</summary>
/// <param name="Least">What any call costs at least.</param>
/// <param name="Divisor">The gas is a part of the work.</param>
/// <param name="LongExponentByte">How many products each byte beyond the first 32 of an exponent counts for.</param>
/// <param name="Product">The cost of a product of numbers of some bytes.</param>
internal sealed record ModExpPrice(long Least, uint Divisor, ulong LongExponentByte, Func<ulong, UInt128> Product)
{
    /// <summary>EIP-2565, from Berlin to Prague: the square of the length in words of 8 bytes.</summary>
    public static ModExpPrice Eip2565 { get; } = new(Least: 200, Divisor: 3, LongExponentByte: 8, static bytes => (UInt128)((bytes + 7) / 8) * ((bytes + 7) / 8));
}
