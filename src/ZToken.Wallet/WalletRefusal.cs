namespace ZToken.Wallet;

/// <summary>Why a wallet does not do what it was asked.</summary>
public enum WalletRefusal
{
    /// <summary>The spendable notes of the asset are worth less than is wanted; what is reserved or on its way does not suffice either.</summary>
    InsufficientFunds,

    /// <summary>No member has this BIC, LEI or address, or it is malformed.</summary>
    UnknownRecipient,

    /// <summary>The recipient is a member that cannot be paid in the current epoch: frozen, retired or without an approved key.</summary>
    RecipientAbsent,

    /// <summary>A payment to the wallet's own bank.</summary>
    PaymentToOneself,

    /// <summary>An amount of nothing.</summary>
    NothingToPay,

    /// <summary>The ledger has no such asset.</summary>
    UnknownAsset,

    /// <summary>The wallet's owner is in no epoch's member tree: not admitted yet, or its key of the epoch was not dealt in time.</summary>
    NotAMember,

    /// <summary>The wallet's own member is frozen or retired.</summary>
    Frozen,

    /// <summary>The key of the order was used for another order.</summary>
    KeyUsedOtherwise,

    /// <summary>The history has no such payment.</summary>
    UnknownPayment,

    /// <summary>No bundle was taken before it expired, and the wallet's patience is over.</summary>
    Expired,

    /// <summary>Another copy of the wallet spent the notes that were reserved, on something else.</summary>
    SpentElsewhere,

    /// <summary>The node is not reached, or does not answer in time.</summary>
    NodeAway,

    /// <summary>The node knows fewer blocks than the wallet has read.</summary>
    NodeBehind,

    /// <summary>The node tells what cannot be: logs or headers that contradict the protocol, or another chain.</summary>
    NodeLies,

    /// <summary>The signer is not reached.</summary>
    SignerAway,

    /// <summary>The signer does not sign; the message says why.</summary>
    SignerRefused,

    /// <summary>The proof could not be made.</summary>
    ProverFailed,

    /// <summary>A contract refuses, for a reason that proving or signing anew does not mend.</summary>
    LedgerRefused,

    /// <summary>The wallet holds no key that signs, and no signer was given.</summary>
    CannotSign,

    /// <summary>The wallet was given no account that holds coins, which shielding takes from.</summary>
    NoCoinAccount,

    /// <summary>Another process, or another part of this one, has the wallet open.</summary>
    OpenElsewhere,

    /// <summary>The database was made with other keys or for another ledger.</summary>
    OtherWallet,

    /// <summary>The database was written by a newer version of this program.</summary>
    NewerDatabase,

    /// <summary>The database is damaged.</summary>
    DatabaseDamaged,

    /// <summary>The disk is full or cannot be written.</summary>
    DiskFailed,

    /// <summary>The password does not open the file of the seed or of the account.</summary>
    WrongPassphrase,

    /// <summary>A file that the wallet is opened with cannot be read, or is not what it should be.</summary>
    FileUnreadable,
}
