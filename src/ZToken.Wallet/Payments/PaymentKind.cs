namespace ZToken.Wallet;

/// <summary>What an order does.</summary>
public enum PaymentKind
{
    /// <summary>Pays a member.</summary>
    Payment,

    /// <summary>Turns coins into notes.</summary>
    Shield,

    /// <summary>Turns notes into coins.</summary>
    Unshield,

    /// <summary>Merges notes of one's own.</summary>
    Consolidation,
}
