namespace ZToken.Wallet;

/// <summary>What a column of a file of payments holds.</summary>
internal enum PaymentColumn
{
    /// <summary>The key.</summary>
    Key,

    /// <summary>Who is paid.</summary>
    Recipient,

    /// <summary>Which money.</summary>
    Asset,

    /// <summary>How much.</summary>
    Amount,

    /// <summary>The payer's number of the payment, which the payee sees.</summary>
    EndToEndId,

    /// <summary>The code of the purpose.</summary>
    Purpose,

    /// <summary>What is written to the payee.</summary>
    Text,
}
