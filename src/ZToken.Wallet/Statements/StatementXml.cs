using System.Globalization;
using System.Xml;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Statements as ISO 20022's bank-to-customer statement, camt.053.001.08, one <c>Stmt</c> for each coin.</summary>
/// <remarks>
/// Every element is one of the message's, in its place and of its length. The currency is the coin's (EUR of dEUR): these are deposits at the issuer, kept on the
/// ledger. Payments have the code PMNT of the domain list; what turns coins into notes and back a code of ours. The bundle is named in <c>AddtlTxInf</c>, since
/// references have at most 35 characters; <c>NtryRef</c> begins with it and is unique. What XML cannot hold of a memo is replaced.
/// </remarks>
public static class StatementXml
{
    /// <summary>The namespace of the message.</summary>
    public const string Namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    private const string Issuer = "ZToken";
    private const int LongestLine = 140;
    private const int ReferenceDigits = 31;

    // The message's amounts have 18 digits, two of them cents.
    private static readonly UInt128 mostCents = UInt128.Parse("999999999999999999", CultureInfo.InvariantCulture);

    /// <summary>Writes statements of one holder.</summary>
    /// <param name="statements">One or more, of different coins.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <exception cref="InvalidDataException">A coin's symbol has no currency, or an amount has more digits than the message allows. Nothing was written.</exception>
    /// <exception cref="ArgumentException">There are no statements.</exception>
    public static void Write(IReadOnlyList<Statement> statements, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentOutOfRangeException.ThrowIfZero(statements.Count, nameof(statements));
        foreach (Statement statement in statements)
        {
            RequireExpressible(statement);
        }

        using XmlWriter xml = XmlWriter.Create(destination, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartElement("Document", Namespace);
        xml.WriteStartElement("BkToCstmrStmt", Namespace);
        Within(xml, "GrpHdr", () =>
        {
            Element(xml, "MsgId", string.Create(CultureInfo.InvariantCulture, $"{statements[0].Holder.Index}-{statements[0].CreatedAt.ToUnixTimeMilliseconds()}"));
            Element(xml, "CreDtTm", StatementTime.Of(statements[0].CreatedAt));
        });
        foreach (Statement statement in statements)
        {
            Within(xml, "Stmt", () => WriteStatement(xml, statement, CurrencyOf(statement.Coin)));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStatement(XmlWriter xml, Statement statement, string currency)
    {
        Element(xml, "Id", string.Create(CultureInfo.InvariantCulture, $"{statement.Coin.Asset}-{statement.From.ToUnixTimeSeconds()}-{statement.Before.ToUnixTimeSeconds()}"));
        Element(xml, "CreDtTm", StatementTime.Of(statement.CreatedAt));
        Within(xml, "FrToDt", () =>
        {
            Element(xml, "FrDtTm", StatementTime.Of(statement.From));
            Element(xml, "ToDtTm", StatementTime.Of(statement.Before));
        });
        Within(xml, "Acct", () => WriteAccount(xml, statement, currency));
        WriteBalance(xml, "OPBD", statement.Opening, statement.From, currency);
        WriteBalance(xml, "CLBD", statement.Closing, statement.Before, currency);
        Within(xml, "TxsSummry", () =>
        {
            WriteSum(xml, "TtlCdtNtries", statement.SumOf(credits: true));
            WriteSum(xml, "TtlDbtNtries", statement.SumOf(credits: false));
        });
        foreach (Movement movement in statement.Movements)
        {
            Within(xml, "Ntry", () => WriteEntry(xml, movement, currency));
        }
    }

    private static void WriteAccount(XmlWriter xml, Statement statement, string currency)
    {
        Within(xml, "Id", () => Within(xml, "Othr", () =>
        {
            Element(xml, "Id", string.Create(CultureInfo.InvariantCulture, $"member-{statement.Holder.Index}-asset-{statement.Coin.Asset}"));
            Element(xml, "Issr", Issuer);
        }));
        Element(xml, "Ccy", currency);
        Element(xml, "Nm", statement.Coin.Symbol);
        Within(xml, "Ownr", () => Within(xml, "Id", () => Within(xml, "OrgId", () =>
        {
            string name = statement.Holder.Name;
            if (Bic.TryParse(name, out _) || Lei.TryParse(name, out _))
            {
                Element(xml, Lei.TryParse(name, out _) ? "LEI" : "AnyBIC", name);
            }
            else
            {
                Within(xml, "Othr", () => Element(xml, "Id", name));
            }
        })));
    }

    private static void WriteBalance(XmlWriter xml, string code, Amount amount, DateTimeOffset time, string currency) => Within(xml, "Bal", () =>
    {
        Within(xml, "Tp", () => Within(xml, "CdOrPrtry", () => Element(xml, "Cd", code)));
        WriteAmount(xml, amount, currency);
        Element(xml, "CdtDbtInd", "CRDT");
        Within(xml, "Dt", () => Element(xml, "DtTm", StatementTime.Of(time)));
    });

    private static void WriteSum(XmlWriter xml, string name, (int Count, UInt128 Cents) sum) => Within(xml, name, () =>
    {
        Element(xml, "NbOfNtries", sum.Count.ToString(CultureInfo.InvariantCulture));
        Element(xml, "Sum", new Amount((ulong)sum.Cents).ToString());
    });

    private static void WriteEntry(XmlWriter xml, Movement movement, string currency)
    {
        Element(xml, "NtryRef", string.Create(CultureInfo.InvariantCulture, $"{movement.Bundle.ToString().Replace("0x", "", StringComparison.Ordinal)[..ReferenceDigits]}-{Letter(movement.Kind)}{movement.Number:00}"));
        WriteAmount(xml, movement.Amount, currency);
        Element(xml, "CdtDbtInd", Direction(movement));
        Within(xml, "Sts", () => Element(xml, "Cd", "BOOK"));
        Within(xml, "BookgDt", () => Element(xml, "DtTm", StatementTime.Of(movement.Time)));
        Within(xml, "ValDt", () => Element(xml, "DtTm", StatementTime.Of(movement.Time)));
        Within(xml, "BkTxCd", () => WriteCode(xml, movement.Kind));
        Within(xml, "NtryDtls", () => Within(xml, "TxDtls", () => WriteDetails(xml, movement, currency)));
    }

    private static void WriteCode(XmlWriter xml, MovementKind kind)
    {
        if (kind is MovementKind.Received or MovementKind.Sent)
        {
            Within(xml, "Domn", () =>
            {
                Element(xml, "Cd", "PMNT");
                Within(xml, "Fmly", () =>
                {
                    Element(xml, "Cd", kind == MovementKind.Received ? "RCDT" : "ICDT");
                    Element(xml, "SubFmlyCd", "FICT");
                });
            });
            return;
        }

        Within(xml, "Prtry", () =>
        {
            Element(xml, "Cd", kind.ToString().ToUpperInvariant());
            Element(xml, "Issr", Issuer);
        });
    }

    private static void WriteDetails(XmlWriter xml, Movement movement, string currency)
    {
        if (movement.Remittance.EndToEndId.Length != 0)
        {
            Within(xml, "Refs", () => Element(xml, "EndToEndId", movement.Remittance.EndToEndId));
        }

        WriteAmount(xml, movement.Amount, currency);
        Element(xml, "CdtDbtInd", Direction(movement));
        if (movement.CounterpartyName is { Length: > 0 } counterparty)
        {
            Within(xml, "RltdPties", () => Within(xml, movement.IsCredit ? "Dbtr" : "Cdtr", () => Within(xml, "Agt", () => Within(xml, "FinInstnId", () =>
                Element(xml, Lei.TryParse(counterparty, out _) ? "LEI" : Bic.TryParse(counterparty, out _) ? "BICFI" : "Nm", counterparty)))));
        }

        if (movement.Remittance.Purpose.Length != 0)
        {
            Within(xml, "Purp", () => Element(xml, "Cd", movement.Remittance.Purpose));
        }

        string text = movement.Remittance.Text.Length == 0 ? movement.Memo ?? "" : movement.Remittance.Text;
        if (text.Length != 0)
        {
            Within(xml, "RmtInf", () => WriteLines(xml, Storable(text)));
        }

        string account = movement.Account is { } coins ? $", coins of {coins}" : "";
        Element(xml, "AddtlTxInf", string.Create(CultureInfo.InvariantCulture, $"bundle {movement.Bundle}, transaction {movement.Transaction}, block {movement.Block}{account}"));
    }

    // A memo can be longer than a line of the message; a pair of surrogates stays together.
    private static void WriteLines(XmlWriter xml, string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = Math.Min(start + LongestLine, text.Length);
            end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            Element(xml, "Ustrd", text[start..end]);
        }
    }

    private static void WriteAmount(XmlWriter xml, Amount amount, string currency)
    {
        xml.WriteStartElement("Amt", Namespace);
        xml.WriteAttributeString("Ccy", currency);
        xml.WriteString(amount.ToString());
        xml.WriteEndElement();
    }

    private static void Within(XmlWriter xml, string name, Action write)
    {
        xml.WriteStartElement(name, Namespace);
        write();
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Storable(text));

    private static string Storable(string text)
    {
        char[] characters = text.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            if (i + 1 < characters.Length && XmlConvert.IsXmlSurrogatePair(characters[i + 1], characters[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(characters[i]))
            {
                characters[i] = '\uFFFD';
            }
        }

        return new string(characters);
    }

    private static string Direction(Movement movement) => movement.IsCredit ? "CRDT" : "DBIT";

    private static char Letter(MovementKind kind) => kind switch
    {
        MovementKind.Received => 'R',
        MovementKind.Sent => 'P',
        MovementKind.Shielded => 'S',
        MovementKind.Unshielded => 'U',
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string CurrencyOf(DeployedCoin coin) => CurrencyCode.TryFromSymbol(coin.Symbol, out CurrencyCode currency) ? currency.ToString()
        : throw new InvalidDataException($"The symbol '{coin.Symbol}' has no currency code of ISO 4217 at its end, which a statement in XML needs; CSV does not.");

    private static void RequireExpressible(Statement statement)
    {
        _ = CurrencyOf(statement.Coin);
        if (UInt128.Max(UInt128.Max(statement.SumOf(credits: true).Cents, statement.SumOf(credits: false).Cents), statement.Opening.Cents) > mostCents)
        {
            throw new InvalidDataException($"The statement of {statement.Coin.Symbol} has sums of more than the 18 digits that a statement in XML can hold; choose a shorter time, or CSV.");
        }
    }
}
