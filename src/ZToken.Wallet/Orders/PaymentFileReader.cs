using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Reads a file of payments and collects all that is wrong with it.</summary>
/// <param name="terms">What it is read for.</param>
internal sealed class PaymentFileReader(PaymentFileTerms terms)
{
    private const int KeyHashBytes = 16;

    private readonly List<PaymentFileError> errors = [];
    private readonly List<PaymentOrder> orders = [];
    private readonly Dictionary<PaymentKey, long> lines = [];
    private CsvMalformedRecord? malformed;

    public IReadOnlyList<PaymentFileError> Errors => errors;

    public IReadOnlyList<PaymentOrder> Orders => orders;

    public bool HasKeys { get; private set; }

    public void Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > PaymentFile.MostBytes)
        {
            Tell(1, 0, $"the file has {content.Length} bytes; {PaymentFile.MostBytes} are allowed");
            return;
        }

        if (!Utf8.IsValid(content.Span))
        {
            Tell(LineOfBadText(content.Span), 0, "this is not UTF-8: save the file as CSV in UTF-8");
            return;
        }

        // Values stay out of exceptions; that a record is malformed is told, and the reader goes on to find what else is wrong.
        using CsvReader csv = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => malformed = record,
        });
        csv.ReadHeader();
        if (TellMalformed())
        {
            return;
        }

        PaymentColumns columns = new(csv.Headers, (column, message) => Tell(1, column, message));
        HasKeys = columns.Has(PaymentColumn.Key);
        if (errors.Count == 0)
        {
            ReadPayments(csv, columns);
        }
    }

    private void ReadPayments(CsvReader csv, PaymentColumns columns)
    {
        int width = csv.Headers.Count;
        long line = 1;
        while (errors.Count < PaymentFile.MostErrors && csv.Read())
        {
            line = csv.LineNumber;
            if (TellMalformed())
            {
                continue;
            }

            if (csv.FieldCount != width)
            {
                Tell(line, 0, $"there are {csv.FieldCount} fields, the first line names {width} columns; a field that has a comma in it stands in quotes");
            }
            else if (orders.Count == PaymentFile.MostPayments)
            {
                Tell(line, 0, $"a file has at most {PaymentFile.MostPayments} payments: split it");
                return;
            }
            else if (ReadPayment(new PaymentLine(csv, columns, Tell)) is { } order)
            {
                orders.Add(order);
            }
        }

        if (errors.Count >= PaymentFile.MostErrors)
        {
            Tell(line, 0, $"after {errors.Count} errors the rest of the file was not looked at");
        }
        else if (orders.Count == 0 && errors.Count == 0)
        {
            Tell(line, 0, "the file has no payments");
        }
        else if (errors.Count == 0 && !HasKeys)
        {
            GiveKeys();
        }
    }

    // All fields of a line are looked at, so that all its errors are told.
    private PaymentOrder? ReadPayment(PaymentLine line)
    {
        int before = errors.Count;
        PaymentKey key = HasKeys ? ReadKey(line) : default;
        string recipient = ReadRecipient(line);
        AssetId asset = ReadAsset(line);
        string money = line[PaymentColumn.Amount];
        if (!Amount.TryParse(money, out Amount amount) || amount.IsZero)
        {
            line.Tell(PaymentColumn.Amount, amount.IsZero && Amount.TryParse(money, out _) ? "the amount is zero"
                : $"'{ShownText.Of(money)}' is no amount: give digits with a point and at most two decimals, and nothing between thousands, such as 1234.56");
        }

        // One by one first, so that the column is known; then together, since all three share a memo.
        (string id, string purpose, string text) = (line[PaymentColumn.EndToEndId], line[PaymentColumn.Purpose], line[PaymentColumn.Text]);
        foreach ((PaymentColumn column, string[] alone) in (ReadOnlySpan<(PaymentColumn, string[])>)
            [(PaymentColumn.EndToEndId, [id, "", ""]), (PaymentColumn.Purpose, ["", purpose, ""]), (PaymentColumn.Text, ["", "", text])])
        {
            if (!Remittance.TryCreate(alone[0], alone[1], alone[2], out _, out string? complaint))
            {
                line.Tell(column, Sentence(complaint));
            }
        }

        if (errors.Count != before)
        {
            return null;
        }

        if (!Remittance.TryCreate(id, purpose, text, out Remittance? remittance, out string? refusal))
        {
            line.Tell(PaymentColumn.Text, Sentence(refusal));
            return null;
        }

        return new PaymentOrder(key, recipient, asset, amount) { Remittance = remittance };
    }

    private PaymentKey ReadKey(PaymentLine line)
    {
        string text = line[PaymentColumn.Key];
        if (!PaymentKey.TryParse(text, out PaymentKey key))
        {
            line.Tell(PaymentColumn.Key, $"'{ShownText.Of(text)}' is no key: give 1 to {PaymentKey.MaxLength} printable ASCII characters without spaces, or leave the whole column out");
        }
        else if (!lines.TryAdd(key, line.Number))
        {
            line.Tell(PaymentColumn.Key, string.Create(CultureInfo.InvariantCulture, $"the payment of line {lines[key]} has the same key '{ShownText.Of(text)}'"));
        }

        return key;
    }

    private string ReadRecipient(PaymentLine line)
    {
        string text = line[PaymentColumn.Recipient];
        RecipientRefusal refusal = Recipient.Parse(text, terms.Network, out Recipient? recipient);
        if (recipient is not null && terms.Registry is { } registry)
        {
            refusal = recipient.Resolve(registry, out _);
        }

        if (refusal != RecipientRefusal.None)
        {
            line.Tell(PaymentColumn.Recipient, RecipientBook.Explain(refusal, ShownText.Of(text.Trim())));
        }

        return recipient?.Text ?? "";
    }

    private AssetId ReadAsset(PaymentLine line)
    {
        string text = line[PaymentColumn.Asset];
        if (terms.Coins.FirstOrDefault(coin => coin.Symbol.Equals(text, StringComparison.OrdinalIgnoreCase) || coin.Asset.ToString() == text) is { } found)
        {
            return found.Asset;
        }

        line.Tell(PaymentColumn.Asset, $"the ledger has no coin '{ShownText.Of(text)}': it has {string.Join(", ", terms.Coins.Select(coin => coin.Symbol))}");
        return default;
    }

    // What the payments say and not the file's bytes: a spreadsheet that saves the file anew must not make other payments of it. No field has a control character.
    private void GiveKeys()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (PaymentOrder order in orders)
        {
            string[] fields = [order.Recipient, order.Asset.ToString(), order.Amount.ToString(), order.Remittance.EndToEndId, order.Remittance.Purpose, order.Remittance.Text];
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', fields) + '\n'));
        }

        string start = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, KeyHashBytes));
        for (int number = 0; number < orders.Count; number++)
        {
            orders[number] = orders[number] with { Key = PaymentKey.Parse(string.Create(CultureInfo.InvariantCulture, $"file-{start}-{number + 1}")) };
        }
    }

    private bool TellMalformed()
    {
        if (malformed is not { } record)
        {
            return false;
        }

        malformed = null;
        Tell(record.LineNumber, 0, record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quote is opened here and never closed",
            CsvMalformedReason.TextAfterClosingQuote => "there is text after a closing quote; a quote within quotes is written twice",
            _ => "a quote stands within a field that has none around it; put the field into quotes and write the quote twice",
        });
        return true;
    }

    private void Tell(long line, int column, string message) => errors.Add(new PaymentFileError(line, column, message));

    // The rest of the program ends its one-line messages without a full stop and begins them small.
    private static string Sentence(string text) => char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.');

    private static long LineOfBadText(ReadOnlySpan<byte> content)
    {
        char[] unused = new char[content.Length];
        _ = Utf8.ToUtf16(content, unused, out int read, out _, replaceInvalidSequences: false);
        return 1 + content[..read].Count((byte)'\n');
    }
}
