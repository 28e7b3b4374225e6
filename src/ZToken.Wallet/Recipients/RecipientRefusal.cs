namespace ZToken.Wallet;

/// <summary>Why a text does not say which member is to be paid. In this order; the first that applies is named.</summary>
public enum RecipientRefusal
{
    /// <summary>It does.</summary>
    None,

    /// <summary>It has the form of neither a BIC, an LEI nor a payment address.</summary>
    Malformed,

    /// <summary>Its check digits or its checksum are wrong: a character was mistyped, or left out.</summary>
    WrongChecksum,

    /// <summary>It is a payment address of another network.</summary>
    OtherNetwork,

    /// <summary>No member has this BIC, LEI or place in the registry.</summary>
    Unknown,

    /// <summary>The registry has another owner at that place: the address was made up, or is for another ledger.</summary>
    OtherOwner,

    /// <summary>Several members that can be paid have this name: only a payment address says which is meant.</summary>
    Ambiguous,

    /// <summary>The member cannot be paid in the current epoch: frozen, retired or without an approved key.</summary>
    Absent,
}
