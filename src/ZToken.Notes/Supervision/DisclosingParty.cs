namespace ZToken.Notes;

/// <summary>Who shows a payment to a third party.</summary>
public enum DisclosingParty
{
    /// <summary>The payee, who proves with its viewing key of the epoch.</summary>
    Payee,

    /// <summary>The payer, who proves with the transfer's ephemeral secret.</summary>
    Payer,
}
