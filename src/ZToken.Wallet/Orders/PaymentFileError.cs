using System.Globalization;

namespace ZToken.Wallet;

/// <summary>What is wrong with a file of payments, and where.</summary>
/// <param name="Line">The line of the file, from 1, on which the payment begins.</param>
/// <param name="Column">The field of that line, from 1; 0 where it is not about one.</param>
/// <param name="Message">What is wrong, for a person, in one line.</param>
public sealed record PaymentFileError(long Line, int Column, string Message)
{
    /// <summary>Place and message.</summary>
    public override string ToString() =>
        Column == 0 ? string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Message}") : string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: {Message}");
}
