using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>A bank's wallet as an application is configured with it: from code, or from a section of its configuration.</summary>
/// <remarks>
/// There is no option for a password or a seed, for configurations are printed and kept in places where neither belongs: a password is read from a file that only
/// the service can read, as systemd, Docker and Kubernetes hand secrets over, or <see cref="Keys"/> takes the place of both files.
/// What the application registers as <see cref="ISpendSigner"/>, <see cref="Circuits.ITransferProver"/>, <see cref="IBundleSubmitter"/>,
/// <see cref="Ledger.EthereumClient"/> or <see cref="TimeProvider"/> is used in place of the wallet's own.
/// </remarks>
public sealed class ZTokenWalletOptions
{
    /// <summary>The section of a configuration that these options are usually bound to.</summary>
    public const string SectionName = "ZToken";

    private const string LedgerName = "ledger.json", SeedName = "seed.json";

    /// <summary>The wallet's folder, as <c>ztoken wallet create</c> makes it. The database and the log of signatures are made in it where they are missing; one wallet at a time has it open.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The file that says where the ledger is, a <see cref="Contracts.DeploymentFile"/>; null for <c>ledger.json</c> in <see cref="Folder"/>.</summary>
    public string? LedgerFile { get; set; }

    /// <summary>The JSON-RPC endpoint of a node of the ledger's chain, over http or https. Ask a node of your own: it learns what you ask about.</summary>
    public Uri? Node { get; set; }

    /// <summary>How long one answer of the node is waited for.</summary>
    public TimeSpan NodePatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The seed's file, a <see cref="WalletFile"/>; null for <c>seed.json</c> in <see cref="Folder"/>. Not needed beside <see cref="Keys"/>.</summary>
    public string? SeedFile { get; set; }

    /// <summary>The file whose first line is the password of the seed's file. Not needed beside <see cref="Keys"/>.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Opens the keys for a ledger in place of the two files: from a vault, or keys that see where an <see cref="ISpendSigner"/> signs. Asked once; the wallet disposes of them.</summary>
    public Func<LedgerId, CancellationToken, ValueTask<WalletKeys>>? Keys { get; set; }

    /// <summary>The keystore (version 3) of the account that holds the bank's coins; null where this application does not shield.</summary>
    public string? CoinKeystoreFile { get; set; }

    /// <summary>The file whose first line is that keystore's password; null for <see cref="PasswordFile"/>.</summary>
    public string? CoinPasswordFile { get; set; }

    /// <summary>The folder of the proving keys: a ceremony's, or with <see cref="UseDevelopmentKeys"/> those that are made there; null for these among the user's data.</summary>
    public string? ProvingKeysFolder { get; set; }

    /// <summary>Proves under keys with which anyone can make money out of nothing: for development chains, which alone take such proofs.</summary>
    public bool UseDevelopmentKeys { get; set; }

    /// <summary>The network whose payment addresses are paid.</summary>
    public Network Network { get; set; } = Network.Production;

    /// <summary>The version of the ledger's verifying keys that proofs are made for; null for the wallet's default.</summary>
    public uint? VerifyingKeyVersion { get; set; }

    /// <summary>How long a signed bundle may be taken; null for the wallet's default.</summary>
    public TimeSpan? PaymentLife { get; set; }

    /// <summary>How long a call that pays waits for the end; null for the wallet's default.</summary>
    public TimeSpan? Patience { get; set; }

    /// <summary>How many blocks must follow one before it is read: 0 where blocks are final.</summary>
    public uint Confirmations { get; set; }

    /// <summary>How often news are read in the background; null where the application calls <see cref="BankWallet.SyncAsync"/> and <see cref="BankWallet.RecoverAsync"/> itself.</summary>
    public TimeSpan? SyncInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Where the ledger's file is.</summary>
    internal string LedgerPath => LedgerFile ?? Path.Combine(Folder, LedgerName);

    /// <summary>Where the seed's file is.</summary>
    internal string SeedPath => SeedFile ?? Path.Combine(Folder, SeedName);
}
