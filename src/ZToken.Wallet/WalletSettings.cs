using Microsoft.Extensions.Logging;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Where a wallet lives, which ledger it is for, and who proves, signs and submits for it.</summary>
public sealed record WalletSettings
{
    /// <summary>The folder of the database and of the log of signatures; made where it is missing, and locked while the wallet is open.</summary>
    public required string Folder { get; init; }

    /// <summary>The ledger.</summary>
    public required DeployedLedger Ledger { get; init; }

    /// <summary>The node that is asked.</summary>
    public required EthereumClient Node { get; init; }

    /// <summary>Makes the proofs; it learns what is paid and cannot sign.</summary>
    public required ITransferProver Prover { get; init; }

    /// <summary>Signs; null for the wallet's own spending key, if it holds one.</summary>
    public ISpendSigner? Signer { get; init; }

    /// <summary>Submits transfers and unshields; null for <see cref="OneTimeAccountSubmitter"/>, which costs nothing on a chain whose gas is free.</summary>
    public IBundleSubmitter? Submitter { get; init; }

    /// <summary>The account that holds the bank's coins and shields them; null where the wallet does not shield. The wallet does not dispose of it.</summary>
    public Secp256k1PrivateKey? CoinAccount { get; init; }

    /// <summary>The network whose payment addresses are paid.</summary>
    public Network Network { get; init; } = Network.Production;

    /// <summary>The version of the verifying keys that proofs are made for.</summary>
    public uint VerifyingKeyVersion { get; init; } = 1;

    /// <summary>How long a signed bundle may be taken. After it a payment is known not to have been made.</summary>
    public TimeSpan PaymentLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a payment is waited for; after it the wallet says how far it came, and finishes it when it is asked again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many blocks must follow one before it is read: as many as the chain may take back; 0 where blocks are final.</summary>
    public uint Confirmations { get; init; }

    /// <summary>Chooses the notes.</summary>
    public NoteSelection Selection { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Fresh randomness.</summary>
    public RandomSource Random { get; init; } = RandomSource.System;

    /// <summary>Where the wallet logs: states and heights, never amounts, parties or keys.</summary>
    public ILoggerFactory? Logs { get; init; }
}
