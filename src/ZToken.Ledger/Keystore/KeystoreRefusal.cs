namespace ZToken.Ledger;

/// <summary>Why a keystore file gives no key.</summary>
public enum KeystoreRefusal
{
    /// <summary>It gives one.</summary>
    None = 0,

    /// <summary>It is not the JSON of a keystore, or something in it is missing or has the wrong length.</summary>
    Malformed,

    /// <summary>Its version is not 3.</summary>
    UnknownVersion,

    /// <summary>Its cipher is not aes-128-ctr, or its derivation neither scrypt nor pbkdf2 with hmac-sha256.</summary>
    UnknownAlgorithm,

    /// <summary>It asks for more work or memory than a file may: see <see cref="KeystoreCost"/>.</summary>
    TooCostly,

    /// <summary>The password is another, or the file was changed.</summary>
    WrongPassword,

    /// <summary>What it holds is no private key, or that of another address than it says.</summary>
    WrongKey,
}
