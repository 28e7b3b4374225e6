using System.Diagnostics.CodeAnalysis;

namespace ZToken.Wallet;

/// <summary>Payment orders from a CSV file, all of which are valid: of a file with any error there is nothing.</summary>
/// <remarks>RFC 4180 in UTF-8 with commas, with or without a byte order mark; no locale matters. The folder's README has the columns.</remarks>
public sealed class PaymentFile
{
    /// <summary>The most bytes of a file.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>The most payments of a file.</summary>
    public const int MostPayments = 50_000;

    /// <summary>The most errors that are told: the rest of the file is not looked at.</summary>
    public const int MostErrors = 100;

    private PaymentFile(IReadOnlyList<PaymentOrder> orders, bool hasKeys) => (Orders, HasKeys) = (orders, hasKeys);

    /// <summary>The orders, as the file has them.</summary>
    public IReadOnlyList<PaymentOrder> Orders { get; }

    /// <summary>Whether the file gives the keys. Else they come from what it says: the same payments in the same order have the same keys, any other file has others.</summary>
    public bool HasKeys { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="terms">What it is read for.</param>
    /// <param name="file">The orders, where nothing is wrong.</param>
    /// <param name="errors">All that is wrong, in the order of the file; at most <see cref="MostErrors"/> and one that says so.</param>
    public static bool TryRead(ReadOnlyMemory<byte> content, PaymentFileTerms terms, [NotNullWhen(true)] out PaymentFile? file, out IReadOnlyList<PaymentFileError> errors)
    {
        ArgumentNullException.ThrowIfNull(terms);
        PaymentFileReader reader = new(terms);
        reader.Read(content);
        errors = reader.Errors;
        file = errors.Count == 0 ? new PaymentFile(reader.Orders, reader.HasKeys) : null;
        return file is not null;
    }

    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"({Orders.Count} orders)";
}
