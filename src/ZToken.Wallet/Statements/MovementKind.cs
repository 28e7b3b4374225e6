namespace ZToken.Wallet;

/// <summary>How money came or went.</summary>
public enum MovementKind
{
    /// <summary>A member paid.</summary>
    Received,

    /// <summary>A member was paid.</summary>
    Sent,

    /// <summary>Coins became notes.</summary>
    Shielded,

    /// <summary>Notes became coins.</summary>
    Unshielded,
}
