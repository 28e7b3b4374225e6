using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>Opens a wallet by options, with what the application brings itself in place of the wallet's own.</summary>
/// <param name="options">The options, which are valid.</param>
/// <param name="services">The application's services.</param>
internal sealed partial class WalletOpening(ZTokenWalletOptions options, IServiceProvider services) : IDisposable
{
    private HttpClient? http;
    private Secp256k1PrivateKey? coinAccount;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>Opens it.</summary>
    /// <exception cref="WalletException">A file is missing, damaged or under another password, or the wallet itself refuses.</exception>
    public async Task<BankWallet> RunAsync(CancellationToken cancellation)
    {
        DeployedLedger ledger = ReadLedger();
        coinAccount ??= OpenCoinAccount();
        WalletSettings settings = new()
        {
            Folder = options.Folder,
            Ledger = ledger,
            Node = services.GetService<EthereumClient>() ?? new EthereumClient(http ??= new HttpClient { Timeout = options.NodePatience }, options.Node!),
            Prover = services.GetService<ITransferProver>() ?? CreateProver(),
            Signer = services.GetService<ISpendSigner>(),
            Submitter = services.GetService<IBundleSubmitter>(),
            CoinAccount = coinAccount,
            Network = options.Network,
            Confirmations = options.Confirmations,
            Time = Time,
            Logs = services.GetService<ILoggerFactory>(),
        };
        settings = settings with
        {
            VerifyingKeyVersion = options.VerifyingKeyVersion ?? settings.VerifyingKeyVersion,
            PaymentLife = options.PaymentLife ?? settings.PaymentLife,
            Patience = options.Patience ?? settings.Patience,
        };
        WalletKeys keys = options.Keys is { } open ? await open(ledger.LedgerId, cancellation).ConfigureAwait(false) : OpenSeed(ledger.LedgerId);
        return await BankWallet.OpenAsync(settings, keys, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http?.Dispose();
        coinAccount?.Dispose();
    }

    private DeployedLedger ReadLedger()
    {
        try
        {
            return DeploymentFile.FromJson(Read(options.LedgerPath, File.ReadAllText));
        }
        catch (FormatException malformed)
        {
            throw new WalletException(WalletRefusal.FileUnreadable, $"The file '{options.LedgerPath}' is refused: {malformed.Message}", malformed);
        }
    }

    private TransferProver CreateProver()
    {
        TransferParameters parameters = options.UseDevelopmentKeys ? TransferParameters.Development(options.ProvingKeysFolder) : TransferParameters.FromCeremony(options.ProvingKeysFolder!);
        if (parameters.Warning is { } warning && services.GetService<ILoggerFactory>() is { } logs)
        {
            TellWarning(logs.CreateLogger<HostedWallet>(), warning);
        }

        return new TransferProver(parameters);
    }

    private WalletKeys OpenSeed(LedgerId ledger)
    {
        byte[] file = Read(options.SeedPath, File.ReadAllBytes), password = ReadPassword(options.PasswordFile!);
        KeystoreRefusal refusal = WalletFile.Open(file, password, out WalletSeed? seed);
        CryptographicOperations.ZeroMemory(password);
        using (seed)
        {
            return WalletKeys.FromSeed(seed ?? throw Refuse(refusal, options.SeedPath, options.PasswordFile!), ledger);
        }
    }

    private Secp256k1PrivateKey? OpenCoinAccount()
    {
        if (options.CoinKeystoreFile is not { } path)
        {
            return null;
        }

        string passwordFile = options.CoinPasswordFile ?? options.PasswordFile!;
        byte[] password = ReadPassword(passwordFile);
        KeystoreRefusal refusal = KeystoreV3.Open(Read(path, File.ReadAllBytes), password, out Secp256k1PrivateKey? key);
        CryptographicOperations.ZeroMemory(password);
        return key ?? throw Refuse(refusal, path, passwordFile);
    }

    private static byte[] ReadPassword(string path) => Encoding.UTF8.GetBytes(Read(path, file => File.ReadLines(file).FirstOrDefault() ?? ""));

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WalletException(WalletRefusal.FileUnreadable, $"The file '{path}' cannot be read: {error.Message}", error);
        }
    }

    private static WalletException Refuse(KeystoreRefusal refusal, string path, string passwordFile) => refusal == KeystoreRefusal.WrongPassword
        ? new WalletException(WalletRefusal.WrongPassphrase, $"The password in '{passwordFile}' does not open '{path}'.")
        : new WalletException(WalletRefusal.FileUnreadable, $"The file '{path}' is refused: {refusal}.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void TellWarning(ILogger logger, string warning);
}
