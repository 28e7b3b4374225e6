namespace ZToken.Notes;

/// <summary>Why a payment is not disclosed, or a disclosure not believed.</summary>
public enum DisclosureRefusal
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The key is one of another epoch than the transfer's.</summary>
    OtherEpoch,

    /// <summary>The transfer has no payment of that number.</summary>
    UnknownPayment,

    /// <summary>The registry has no such payee in that epoch.</summary>
    UnknownPayee,

    /// <summary>The shared point is not shown to be that of payee and transfer, or it was shown to somebody else.</summary>
    BadProof,

    /// <summary>Under the shared point the transfer says nothing of the right form to that payee.</summary>
    SaysNothing,

    /// <summary>What the transfer says is not what its commitments hold.</summary>
    Contradiction,

    /// <summary>The payer paid itself: its shared point would open the whole transfer.</summary>
    PaymentToOneself,
}
