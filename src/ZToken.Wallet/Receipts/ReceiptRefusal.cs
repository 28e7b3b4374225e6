namespace ZToken.Wallet;

/// <summary>Why a receipt proves nothing to the one who checks it.</summary>
public enum ReceiptRefusal
{
    /// <summary>Nothing stands against it.</summary>
    None,

    /// <summary>It is about another ledger.</summary>
    OtherLedger,

    /// <summary>It was made for another challenge: for somebody else, or another occasion.</summary>
    OtherChallenge,

    /// <summary>The block that it names has no such bundle.</summary>
    NotOnChain,

    /// <summary>What it shows is not what the bundle paid to that payee: it was changed, or made up.</summary>
    DoesNotHold,
}
