namespace ZToken.Wallet;

/// <summary>How far an order has come.</summary>
public enum PaymentState
{
    /// <summary>Written down; its notes are reserved.</summary>
    Planned,

    /// <summary>Proven and signed: from here on the ledger may take it until its bundle expires.</summary>
    Signed,

    /// <summary>Handed to a node.</summary>
    Submitted,

    /// <summary>In a block that stays.</summary>
    Final,

    /// <summary>Not made, and never will be under this key.</summary>
    Failed,
}
