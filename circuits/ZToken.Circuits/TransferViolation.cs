namespace ZToken.Circuits;

/// <summary>A rule of a transfer that a witness breaks.</summary>
public enum TransferViolation
{
    /// <summary>There are not as many public inputs, notes or payments as the shape has.</summary>
    WrongCounts,

    /// <summary>The epoch does not have 32 bits.</summary>
    EpochRange,

    /// <summary>The asset is 0 or does not have 32 bits: asset * 2^64 + value could be read another way.</summary>
    AssetRange,

    /// <summary>ak is not on the curve.</summary>
    ValidatingKey,

    /// <summary>rk is not ak + [alpha] G_auth with an alpha of 252 bits.</summary>
    RandomizedKey,

    /// <summary>The sender is no member of this epoch, or not at this index.</summary>
    SenderNotRegistered,

    /// <summary>An input is neither real nor a dummy.</summary>
    InputKind,

    /// <summary>An input's value does not have 64 bits.</summary>
    InputRange,

    /// <summary>A real note is not under the root at its position.</summary>
    NoteNotInTree,

    /// <summary>A dummy has a value.</summary>
    DummyOfValue,

    /// <summary>A nullifier is not that of its note.</summary>
    Nullifier,

    /// <summary>E is not [esk] G_view.</summary>
    EphemeralKey,

    /// <summary>A payee is no member of this epoch, or not at this index.</summary>
    PayeeNotRegistered,

    /// <summary>The value of a payment or of the change does not have 64 bits.</summary>
    OutputRange,

    /// <summary>The blinding of a payment or of the change does not have 252 bits.</summary>
    BlindingRange,

    /// <summary>cm of a payment or of the change is not that of its asset, value, owner and the rcm of its stream.</summary>
    Commitment,

    /// <summary>cv of a payment or of the change does not commit to its value.</summary>
    ValueCommitment,

    /// <summary>A payee would read something else than what is paid.</summary>
    PaymentCiphertext,

    /// <summary>The sender's supervisor would read something else than what is done.</summary>
    SenderCiphertext,

    /// <summary>What goes in is not what goes out.</summary>
    Balance,

    /// <summary>Coins move, and the public asset is not the asset.</summary>
    PublicAsset,
}
